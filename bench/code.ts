/** Code that posts of the measured blog show, by language. `NAME`, `OTHER` and `NUMBER` are filled in. */

export const code: Readonly<Record<string, string>> = {
  js: `import {NAME} from './OTHER.js'

// Add them up, the empty ones too.
export async function OTHER(list, {limit = NUMBER} = {}) {
  let total = 0
  for (const item of list) if (item.NAME > limit) total += await NAME(item, 'in ' + item.id)
  return list.filter((item) => item !== null).map((item) => item.OTHER / total)
}`,
  ts: `interface Walk<Key extends string = string> {
  readonly NAME: number
  OTHER?: Map<Key, Date>
  kind: 'short' | 'long'
}

export const longest = <T extends Walk>(walks: readonly T[], most = NUMBER): T[] =>
  walks.toSorted((a, b) => b.NAME - a.NAME).slice(0, most) // the others stay`,
  python: `from dataclasses import dataclass


@dataclass
class Walk:
    """A walk, and how far it went."""
    NAME: str
    OTHER: int = NUMBER

    def total(self, rows):
        return f"{self.NAME}: {sum(row.OTHER for row in rows if row):.2f}"`,
  css: `/* NAME */
.NAME > h2:not(:first-child) {
  margin-block: 1rem;
  color: light-dark(#222, #eee);
}

@media (max-width: 40em) {
  .OTHER::before { content: "—"; inline-size: NUMBERpx; }
}`,
  sh: `#!/bin/sh
set -eu
# Count what lies about.
for file in "$HOME"/NAME/*.md; do
  grep -q 'OTHER' "$file" && wc -w "$file" | tee -a counts.txt || echo "NUMBER: $file" >&2
done`,
  html: `<article class="NAME" id="n-NUMBER">
  <h2>OTHER</h2>
  <!-- NAME -->
  <p>Read <a href="/OTHER/?a=1&amp;b=2">more</a> &raquo;</p>
</article>`,
  json: `{
  "name": "NAME",
  "version": "1.NUMBER.0",
  "keywords": ["OTHER", "NAME"],
  "private": true,
  "weight": 2.5e3
}`,
  yaml: `# NAME
NAME:
  image: "OTHER:NUMBER"
  ports:
    - "8080:80"
  quiet: true`,
  sql: `-- NAME
select NAME.id, count(*) as found
  from NAME left join OTHER on OTHER.walk = NAME.id
 where NAME.begun > '2009-01-01' and OTHER.title like '%NAME%'
 group by 1 having count(*) > NUMBER order by found desc;`,
  go: `package main

import "fmt"

// Walk is one walk.
type Walk struct {
	NAME  string
	OTHER []int
}

func (w *Walk) Far(most int) (string, error) {
	if most > NUMBER {
		return "", fmt.Errorf("too far: %d", most)
	}
	return w.NAME, nil
}`,
  rust: `use std::collections::HashMap;

/// A walk.
#[derive(Debug, Clone)]
pub struct Walk<'a> {
    NAME: &'a str,
    OTHER: Option<u32>,
}

impl<'a> Walk<'a> {
    pub fn far(&self) -> u32 {
        self.OTHER.map_or(NUMBER, |far| far.saturating_add(1))
    }
}`,
  diff: `--- a/NAME.conf
+++ b/NAME.conf
@@ -1,3 +1,3 @@
 # NAME
-OTHER = NUMBER
+OTHER = off`,
  '': `NAME ........ NUMBER
OTHER ....... in order`,
}
