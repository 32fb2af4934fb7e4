/** After packing: the repository has its own manifest again. */
import {restoreManifest} from './manifest.ts'

restoreManifest()
