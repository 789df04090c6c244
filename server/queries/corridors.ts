/** Infrastructure corridors: railways, roads, waterways, lines. */
import sql from 'sql-template-tag';
import type { Listed } from './page.ts';

export const corridors: Listed = {
  noun: 'corridor',
  from: sql`corridor p`,
  item: () => sql`'kind', p.kind, 'status', p.status, 'standard', p.standard, 'lengthM', p.length_m`,
};
