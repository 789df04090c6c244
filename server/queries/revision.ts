/** Revisions inside a statement: what an answer states is what its own snapshot saw. */
import sql, { type Sql } from 'sql-template-tag';

const ofProjects = ['project', 'zone', 'district', 'unit', 'place'] as const;

/**
 * Nouns whose rows have a part in the answers about a noun. An answer's revision is `<epoch>.<n>` with n the sum
 * over them: each number only grows, so the sum moves whenever one of them does.
 */
export const dependencies = {
  project: ofProjects,
  parcel: ['parcel', 'zone', 'district', 'unit'],
  zone: ['zone', 'district', 'unit'],
  corridor: ['corridor'],
  facility: ['facility'],
  constraint: ['constraint'],
  district: ['district'],
  progress: ['progress', ...ofProjects],
} as const satisfies Record<string, readonly string[]>;

/** A noun that questions are asked about. */
export type Noun = keyof typeof dependencies;
export const nouns = Object.keys(dependencies) as readonly Noun[];
/** A noun that is a layer of the map; progress is what is said about the projects. */
export type Layer = Exclude<Noun, 'progress'>;
export const layers = nouns.filter((noun): noun is Layer => noun !== 'progress');

/** SQL expression: the revision of answers about a noun, as this statement sees it. */
export function revisionOf(noun: Noun): Sql {
  return sql`(select e.epoch || '.' || (select sum(r.n) from revision r where r.noun = any(${dependencies[noun]}::text[]))
              from revision_epoch e)`;
}
