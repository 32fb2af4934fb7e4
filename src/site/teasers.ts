/** Posts as lists show them: a summary, and the excerpt where the author set one. */
import {digest} from '../digest.ts'
import {sameAgain} from '../same-again.ts'
import type {Later, Site, Summary} from '../types.ts'
import {shelfName} from './per-posts.ts'
import type {Teaser} from './props.ts'

/** What teasers are made from: narrow, so that editing a body below its excerpt changes no list. */
export function teaserInputs(site: Site, posts: readonly Summary[]): readonly unknown[] {
  return posts.map((summary) => [summary, site.excerpt(summary)])
}

/** A name for the teasers of all posts, and for what the heads of posts and pages say of each other. */
export const teasersName = sameAgain((site: Site) =>
  digest([shelfName(site), site.posts.map((summary) => site.excerpt(summary))]),
)

/** The teasers of these posts. */
export function teasers(site: Site, posts: readonly Summary[]): Promise<readonly Teaser[]> {
  return Promise.all(posts.map((summary) => teaser(summary, site.excerpt(summary))))
}

async function teaser(summary: Summary, excerpt: Later<string> | undefined): Promise<Teaser> {
  return excerpt ? {summary, excerpt: await excerpt.value()} : {summary}
}
