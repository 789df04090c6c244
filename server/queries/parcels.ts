/** Parcels of land on offer or in preparation. */
import sql, { type Sql } from 'sql-template-tag';
import { codeOf } from './page.ts';
import type { Listed } from './page.ts';

export const parcels: Listed = {
  noun: 'parcel',
  from: sql`parcel p`,
  item: (viewer) => sql`'district', ${codeOf('district', viewer)}, 'zone', ${codeOf('zone', viewer)},
    'landUse', p.land_use, 'industrialGrade', p.industrial_grade, 'delivery', p.delivery, 'supply', p.supply,
    'areaM2', round(p.area_m2::numeric, 1), 'startPrice', p.start_price, 'floorAreaRatio', p.floor_area_ratio`,
  card: () => sql`'landCode', p.land_code, 'landCodeSystem', p.land_code_system, 'contact', ${contact}`,
};

/** The person to call about a parcel: meant for everybody who may see the parcel. */
const contact: Sql = sql`(select json_build_object('name', n.name, 'nameEn', n.name_en, 'position', n.position, 'phone', n.phone,
    'unit', u.name, 'unitEn', u.name_en)
  from person n left join unit u on u.fid = n.unit_fid where n.fid = p.contact_fid)`;
