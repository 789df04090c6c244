/** The relations of geometries, intervals and lists that CQL2 names, in SQL. */
import sql, { type Sql } from 'sql-template-tag';
import type { spatialOperations, temporalOperations } from '../ogc/cql2/tree.ts';

export const spatial: Readonly<Record<(typeof spatialOperations)[number], (a: Sql, b: Sql) => Sql>> = {
  s_intersects: (a, b) => sql`ST_Intersects(${a}, ${b})`,
  s_equals: (a, b) => sql`ST_Equals(${a}, ${b})`,
  s_disjoint: (a, b) => sql`(not ST_Intersects(${a}, ${b}))`,
  s_touches: (a, b) => sql`ST_Touches(${a}, ${b})`,
  s_within: (a, b) => sql`ST_Within(${a}, ${b})`,
  s_overlaps: (a, b) => sql`ST_Overlaps(${a}, ${b})`,
  s_crosses: (a, b) => sql`ST_Crosses(${a}, ${b})`,
  s_contains: (a, b) => sql`ST_Contains(${a}, ${b})`,
};

/** First and last moment. */
export type Ends = readonly [Sql, Sql];

/** Allen's relations of two intervals, as the standard's table has them; an instant begins and ends at once. */
export const temporal: Readonly<Record<(typeof temporalOperations)[number], (a: Ends, b: Ends) => Sql>> = {
  t_after: ([a], [, d]) => sql`${a} > ${d}`,
  t_before: ([, b], [c]) => sql`${b} < ${c}`,
  t_contains: ([a, b], [c, d]) => sql`${a} < ${c} and ${b} > ${d}`,
  t_disjoint: ([a, b], [c, d]) => sql`${a} > ${d} or ${b} < ${c}`,
  t_during: ([a, b], [c, d]) => sql`${a} > ${c} and ${b} < ${d}`,
  t_equals: ([a, b], [c, d]) => sql`${a} = ${c} and ${b} = ${d}`,
  t_finishedby: ([a, b], [c, d]) => sql`${a} < ${c} and ${b} = ${d}`,
  t_finishes: ([a, b], [c, d]) => sql`${a} > ${c} and ${b} = ${d}`,
  t_intersects: ([a, b], [c, d]) => sql`${a} <= ${d} and ${b} >= ${c}`,
  t_meets: ([, b], [c]) => sql`${b} = ${c}`,
  t_metby: ([a], [, d]) => sql`${a} = ${d}`,
  t_overlappedby: ([a, b], [c, d]) => sql`${a} > ${c} and ${a} < ${d} and ${b} > ${d}`,
  t_overlaps: ([a, b], [c, d]) => sql`${a} < ${c} and ${b} > ${c} and ${b} < ${d}`,
  t_startedby: ([a, b], [c, d]) => sql`${a} = ${c} and ${b} > ${d}`,
  t_starts: ([a, b], [c, d]) => sql`${a} = ${c} and ${b} < ${d}`,
};

export const lists = {
  a_contains: (a: Sql, b: Sql) => sql`(${a} @> ${b})`,
  a_containedby: (a: Sql, b: Sql) => sql`(${a} <@ ${b})`,
  a_equals: (a: Sql, b: Sql) => sql`(${a} @> ${b} and ${a} <@ ${b})`,
  a_overlaps: (a: Sql, b: Sql) =>
    sql`exists (select from jsonb_array_elements(${a}) item where ${b} @> item)`,
};
