import assert from 'node:assert/strict'
import {test} from 'node:test'
import {createPatience} from '../../src/planet/patience.ts'
import type {FetchResult} from '../../src/types.ts'

const silence: FetchResult = {status: 'failed', reason: 'the host did not answer within 20 s', headers: {}}
const answer: FetchResult = {status: 'failed', code: 500, reason: 'the host answered 500', headers: {}}

/** What a run was answered, and which way it asked. */
function createRun(answers: readonly FetchResult[]) {
  const asked: string[] = []
  const say = (way: string) => async () => {
    asked.push(way)
    return answers[asked.length - 1] ?? silence
  }
  return {asked, patience: createPatience(say('patient'), say('hurried'))}
}

test('after two dozen silent hosts the others are waited for less long', async () => {
  const {asked, patience} = createRun([])
  for (let host = 0; host < 30; host++) await patience.fetch(`https://${host}.example/`)
  assert.deepEqual([asked.indexOf('hurried'), asked.length], [24, 30])
  assert.equal(await patience.lost, true)
})

test('one answer, whatever it says, is proof that the network works', async () => {
  const {asked, patience} = createRun([silence, answer])
  for (let host = 0; host < 60; host++) await patience.fetch(`https://${host}.example/`)
  assert.ok(!asked.includes('hurried'))
  patience.end()
  assert.equal(await patience.lost, false)
})

test('the first answer brings patience back', async () => {
  const {asked, patience} = createRun([...Array<FetchResult>(25).fill(silence), answer])
  for (let host = 0; host < 28; host++) await patience.fetch(`https://${host}.example/`)
  assert.deepEqual(asked.slice(23), ['patient', 'hurried', 'hurried', 'patient', 'patient'])
})
