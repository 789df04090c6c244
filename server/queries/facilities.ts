/** Facilities that sites are measured to: stations, interchanges, plants. */
import sql from 'sql-template-tag';
import type { Listed } from './page.ts';

export const facilities: Listed = {
  noun: 'facility',
  from: sql`facility p`,
  item: () => sql`'kind', p.kind, 'detail', p.detail`,
};
