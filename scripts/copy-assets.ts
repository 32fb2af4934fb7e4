/** After compiling for the package: copy what is no TypeScript beside it. */
import {copyFileSync, globSync} from 'node:fs'

for (const file of globSync('themes/**/*.css')) copyFileSync(file, `lib/${file}`)
