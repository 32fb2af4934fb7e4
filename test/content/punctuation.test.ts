import assert from 'node:assert/strict'
import {test} from 'node:test'
import {createMarkdown} from '../../src/content/markdown.ts'
import {markdownFor} from '../helpers/settings.ts'

async function set(text: string, language: string, smartPunctuation?: boolean) {
  const settings = markdownFor(smartPunctuation === undefined ? {} : {smartPunctuation})
  const {value} = await createMarkdown(settings)(text, {file: 'a.md', line: 1, language})
  return value!.text
}

test('quote marks are those of the language', async () => {
  const marks: Record<string, string> = {
    en: '“a ‘b’ c”',
    'en-GB': '“a ‘b’ c”',
    de: '„a ‚b‘ c“',
    'de-CH': '«a ‹b› c»',
    fr: '«\u202fa “b” c\u202f»',
    es: '«a “b” c»',
    ru: '«a „b“ c»',
    pl: '„a «b» c”',
    sv: '”a ’b’ c”',
    pt: '“a ‘b’ c”',
    'pt-PT': '«a “b” c»',
    tlh: '“a ‘b’ c”',
  }
  for (const [language, wanted] of Object.entries(marks)) {
    assert.equal(await set('"a \'b\' c"', language), wanted, language)
  }
})

test('an apostrophe is one in every language', async () => {
  for (const language of ['en', 'de', 'fr', 'it'])
    assert.equal(await set("l'ami, rock'n'roll", language), 'l’ami, rock’n’roll')
})

test('whoever wants their signs as typed gets them', async () => {
  assert.equal(await set('"a" -- b...', 'en', false), '"a" -- b...')
})
