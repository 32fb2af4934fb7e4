/** What the measured blog is written with: words and tags. */
import {createRandom, pick} from './random.ts'

/** Common words first: texts take early ones more often. The tail is of no language. */
export const words: readonly string[] = [
  ...`the a of and to in is it that for was on with as at by from this we but not or have an they which you were all there
been one more will when who would their what up if about out into than them can only other time some could these two may
then do first any now such like our over even most made after also many before must through back years where much your
way well down should because each just those people too little state good very make world still own see men work long
here get both between life being under never day same another know while last might us great old year off come since
against go came right used take three river lamp stone winter letter garden window paper morning harbour signal engine
bridge silver market orchard thunder candle pocket ladder copper meadow island button shadow ribbon compass anchor kettle
feather marble lantern violet timber saddle pepper mirror tunnel velvet walnut server feed reader archive theme browser
cache index branch release packet socket thread memory backup folder script template comment permalink stylesheet camera
bicycle train station ticket kitchen recipe coffee bread summer planet comet orbit almanac tide`.split(/\s+/),
  ...invent(600),
]

/** The 200 tags of the blog, from the first noun on; no two share a slug. */
export const tags: readonly string[] = words.slice(words.indexOf('river')).slice(0, 200)

/** The categories of the blog: every post is in one. */
export const categories: readonly string[] = 'Books,Travel,Kitchen,Pictures,Programs,Music,Work,Odds and ends'.split(
  ',',
)

/** Signs outside ASCII, alone and in words. */
export const foreign: readonly string[] =
  `café naïve Zürich Łódź jalapeño smörgåsbord Привет 東京 日本語 Ångström ½ → ☕ 🚀 résumé`.split(' ')

/** Where links lead that leave the site. */
export const hosts: readonly string[] = ['example.com', 'blog.example.net', 'wiki.example.org', 'photos.example.net']

/** Words that are none, all different. */
function invent(count: number): readonly string[] {
  const random = createRandom(7)
  const [begin, middle, end] = [
    'b c d f g h l m n p r s t v w br ch cl fl gr pl st tr',
    'a e i o u ai ea oo',
    'd l m n r s t ck ll nd st ter ling ton',
  ].map((list) => list.split(' '))
  const made = new Set<string>()
  while (made.size < count) {
    const head = Array.from({length: 1 + random(2)}, () => pick(random, begin!) + pick(random, middle!)).join('')
    made.add(head + pick(random, end!))
  }
  return [...made]
}
