/** Industrial cluster zones and functional zones. */
import sql from 'sql-template-tag';
import { codeOf } from './page.ts';
import type { Listed } from './page.ts';

export const zones: Listed = {
  noun: 'zone',
  from: sql`zone p`,
  item: (viewer) => sql`'kind', p.kind, 'district', ${codeOf('district', viewer)},
    'leadingIndustries', p.leading_industries, 'plannedAreaM2', p.planned_area_m2, 'builtAreaM2', p.built_area_m2`,
  card: () => sql`'waterCapacityM3Day', p.water_capacity_m3_day, 'sewageCapacityM3Day', p.sewage_capacity_m3_day,
    'powerCapacityMva', p.power_capacity_mva,
    'committee', (select json_build_object('code', u.code, 'name', u.name, 'nameEn', u.name_en) from unit u where u.fid = p.committee_fid),
    'builtGeometry', ST_AsGeoJSON(p.built_geom, 6)::json`,
};
