/** The thread that looks at the files of a site. */
import {parentPort, workerData} from 'node:worker_threads'
import type {Look} from './look-ahead.ts'
import {findTouched, readManifest} from './manifest.ts'

const {root, manifest} = workerData as Look
parentPort!.postMessage(Array.from(findTouched(root, readManifest(manifest))))
