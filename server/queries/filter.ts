/** The one translation of the filter into SQL; data/evaluate.ts is its twin over columns, a test holds them equal. */
import sql, { join, type Sql } from 'sql-template-tag';
import { facets, searchForm } from '../../data/filter.ts';
import type { Facet, ProjectFilter } from '../../data/filter.ts';
import { statusesInTotals } from '../../data/vocabulary/project.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';

export type FilterPart = Facet | 'q' | 'bbox';

/** The bit of each part in the set of conditions that a row fails. */
export const filterBits: Readonly<Record<FilterPart, number>> = Object.fromEntries(
  [...facets, 'q', 'bbox'].map((part, position) => [part, 1 << position]),
) as Record<FilterPart, number>;

const facetSql: Readonly<Record<Facet, (codes: readonly string[], viewer: Viewer) => Sql>> = {
  status: (codes) => sql`p.status = any(${codes}::text[])`,
  category: (codes) => sql`p.category = any(${codes}::text[])`,
  tier: (codes) => sql`p.tier = any(${codes}::text[])`,
  annualClass: (codes) => sql`p.annual_class = any(${codes}::text[])`,
  zone: (codes) => sql`p.zone = any(${codes}::text[])`,
  // Lights and stages are judged, not stored.
  light: () => sql`false`,
  stage: () => sql`false`,
  // A district filter means "touches".
  district: (codes, viewer) => sql`exists (
    select from project_district pd join district d on d.fid = pd.district_fid
    where pd.project_fid = p.fid and d.code = any(${codes}::text[]) and ${visibleTo(viewer, 'd')})`,
};

/**
 * The conditions of a filter over the rows `p` of `listing`; a part that asks for nothing has none.
 * A condition may be NULL (no tier, no place): that is a fail.
 */
export function filterConditions(filter: ProjectFilter, viewer: Viewer): ReadonlyMap<FilterPart, Sql> {
  const conditions = new Map<FilterPart, Sql>();
  for (const facet of facets) {
    const codes = filter[facet] ?? (facet === 'status' ? statusesInTotals : undefined);
    if (codes) conditions.set(facet, facetSql[facet](codes, viewer));
  }
  if (filter.q) conditions.set('q', sql`position(${searchForm(filter.q)}::text in p.search_text) > 0`);
  if (filter.bbox) {
    const [west, south, east, north] = filter.bbox;
    conditions.set(
      'bbox',
      sql`p.west <= ${east}::float8 and p.east >= ${west}::float8 and p.south <= ${north}::float8 and p.north >= ${south}::float8`,
    );
  }
  return conditions;
}

/** A boolean expression: the row passes all parts. */
export function passes(filter: ProjectFilter, viewer: Viewer): Sql {
  return join(
    [...filterConditions(filter, viewer).values()].map((condition) => sql`(${condition})`),
    ' and ',
  );
}

/** An integer expression: the bits of the parts that the row fails; 0 = it passes. */
export function failedParts(filter: ProjectFilter, viewer: Viewer): Sql {
  const terms = [...filterConditions(filter, viewer)].map(
    ([part, condition]) => sql`case when ${condition} then 0 else ${filterBits[part]}::integer end`,
  );
  return join(terms, ' | ');
}
