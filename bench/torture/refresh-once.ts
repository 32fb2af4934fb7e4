/** `node refresh-once.ts PROJECT TIME`: refresh a project as if it were another time, given in milliseconds. */
import {refresh} from '../../src/index.ts'

const [root, time] = process.argv.slice(2)
const begun = Date.now()
const {visits} = await refresh(root!, {now: () => new Date(Number(time) + Date.now() - begun).toISOString()})
const bad = visits.filter(({status}) => status !== 'fresh' && status !== 'unchanged')
if (bad.length > 0) throw new Error(bad.map(({name, note}) => `${name}: ${note}`).join('\n'))
