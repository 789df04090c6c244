/** Districts, and the areas that report. */
import sql from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';
import type { Listed } from './page.ts';
import { revisionOf } from './revision.ts';

export const districts: Listed = {
  noun: 'district',
  from: sql`district p`,
  item: () => sql`'level', p.level, 'codeEdition', p.code_edition, 'validFrom', p.valid_from, 'validTo', p.valid_to,
    'population', p.population, 'populationYear', p.population_year`,
};

/** Who reports, in the order of reports. */
export async function reportingAreas<Item>(
  database: Database,
  { viewer, signal }: { readonly viewer: Viewer; readonly signal?: AbortSignal },
): Promise<{ items: Item[]; revision: string }> {
  const [row] = await database.query<{ items: Item[]; revision: string }>(
    sql`
    select ${revisionOf('district')} as revision, coalesce(json_agg(json_build_object(
        'code', r.code, 'name', r.name, 'nameEn', r.name_en, 'counted', r.counted, 'district', d.code)
      order by r.position, r.code::text collate "C"), '[]') as items
    from reporting_area r left join district d on d.fid = r.district_fid and ${visibleTo(viewer, 'd')}`,
    { signal },
  );
  if (!row) throw new Error('the reporting areas have no row');
  return row;
}
