#!/usr/bin/env node
// Plain and old-fashioned on purpose: it must run on every Node to say which one is needed.
'use strict'

var wanted = 24
if (Number(process.versions.node.split('.')[0]) < wanted) {
  console.error(
    'Almagest needs Node.js ' +
      wanted +
      ' or newer; this is ' +
      process.version +
      '.\n' +
      'Install a newer one from https://nodejs.org/. In a project, `npm install --save-dev node@26` will do, too:\n' +
      '`npx` and `npm run` start Almagest with that one.',
  )
  process.exitCode = 2
} else {
  start()
}

function start() {
  var fs = require('node:fs')
  var path = require('node:path')
  // The repository runs its TypeScript as it is; the published package has JavaScript in lib/.
  var source = path.join(__dirname, '..', 'src', 'cli.ts')
  var compiled = path.join(__dirname, '..', 'lib', 'src', 'cli.js')
  var entry = fs.existsSync(source) ? source : compiled
  require('node:module').enableCompileCache()
  import(require('node:url').pathToFileURL(entry).href)
    .then((cli) => cli.main(process.argv.slice(2)))
    .then((code) => {
      process.exitCode = code
    })
}
