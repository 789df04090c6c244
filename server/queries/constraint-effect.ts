import sql, { type Sql } from 'sql-template-tag';
import { constraintKind } from '../../data/vocabulary/constraint.ts';

/** SQL expression: the effect of a constraint of a kind, from the vocabulary. */
export function constraintEffectOf(kind: Sql): Sql {
  const effects = constraintKind.codes.map((of) => constraintKind.words[of].effect);
  return sql`(${effects}::text[])[array_position(${constraintKind.codes}::text[], ${kind})]`;
}
