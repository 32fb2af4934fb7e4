#!/usr/bin/env node
// `npm create almagest my-blog` is `almagest init my-blog`, before Almagest is installed. Plain, so that any Node can say
// which one is needed.
'use strict'

process.argv.splice(2, 0, 'init')
require(require('node:path').join(require.resolve('almagest/package.json'), '../bin/almagest.cjs'))
