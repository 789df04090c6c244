/** The facets of plain nouns in SQL: which rows `p` a list or an export of them holds. */
import sql, { type Sql } from 'sql-template-tag';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { Viewer } from '../viewer.ts';
import { constraintEffectOf } from './constraint-effect.ts';
import { anyOf, codeOf } from './page.ts';

/** Nouns whose rows are chosen by facets; projects have the filter. */
export type PlainNoun = Exclude<Layer, 'project'>;

/** Facet → the code of a row. */
const facets: Readonly<Record<PlainNoun, (viewer: Viewer) => Readonly<Record<string, Sql>>>> = {
  zone: (viewer) => ({ kind: sql`p.kind`, district: codeOf('district', viewer) }),
  corridor: () => ({ kind: sql`p.kind`, status: sql`p.status` }),
  parcel: (viewer) => ({
    landUse: sql`p.land_use`,
    delivery: sql`p.delivery`,
    supply: sql`p.supply`,
    district: codeOf('district', viewer),
    zone: codeOf('zone', viewer),
  }),
  facility: () => ({ kind: sql`p.kind` }),
  constraint: () => ({ kind: sql`p.kind`, effect: constraintEffectOf(sql`p.kind`) }),
  district: () => ({ level: sql`p.level` }),
};

/** Conditions of the facets that a question names; other keys of it say nothing here. */
export function facetConditions(
  noun: PlainNoun,
  { viewer, query }: { readonly viewer: Viewer; readonly query: Readonly<Record<string, unknown>> },
): Sql[] {
  return anyOf(
    Object.entries(facets[noun](viewer)).map(([facet, code]) => [
      code,
      query[facet] as readonly string[] | undefined,
    ]),
  );
}
