/** Constraint areas: what prohibits, restricts or bounds building. */
import sql from 'sql-template-tag';
import { constraintEffectOf } from './constraint-effect.ts';
import type { Listed } from './page.ts';

export const constraints: Listed = {
  noun: 'constraint',
  from: sql`constraint_area p`,
  item: () => sql`'kind', p.kind, 'effect', ${constraintEffectOf(sql`p.kind`)}`,
};
