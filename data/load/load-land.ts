import sql from 'sql-template-tag';
import type { Transaction } from '../db.ts';
import { insertRows, type ColumnType, type Row } from './insert-rows.ts';
import type { KnownCodes } from './known-codes.ts';
import { sortKey } from './sort-key.ts';
import type { PlaceRows } from '../sources/place-rows.ts';

/** What all layers carry. */
const layerColumns = {
  code: 'text',
  name: 'text',
  name_en: 'text',
  sort_key: 'text',
  published: 'boolean',
  illustrative: 'boolean',
  source: 'text',
  data_as_of: 'date',
} as const satisfies Record<string, ColumnType>;

/**
 * Writes zones, corridors, facilities, parcels and constraint areas, each row recorded when it says.
 * @param moment when rows count as recorded that do not say so.
 */
export async function loadLand(
  tx: Transaction,
  rows: PlaceRows,
  { codes, moment }: { codes: KnownCodes; moment: string },
): Promise<void> {
  const write = async (
    file: string,
    table: string,
    columns: Record<string, ColumnType>,
    from: readonly (Row & { recorded_at?: string })[],
  ) => {
    const fids = new Map<string, number>();
    const moments = [...new Set(from.map((row) => row.recorded_at ?? moment))].sort();
    for (const now of moments) {
      await tx.query(sql`select set_config('groundwork.recorded_at', ${now}, true)`);
      const fresh = from.filter((row) => (row.recorded_at ?? moment) === now);
      const inserted = await insertRows(tx, file, table, { ...layerColumns, ...columns }, fresh);
      for (const [code, fid] of inserted) fids.set(code, fid);
    }
    return fids;
  };

  const zones = await write(
    'zones.geojson',
    'zone',
    {
      kind: 'text',
      district_fid: 'integer',
      leading_industries: 'text[]',
      planned_area_m2: 'float8',
      built_area_m2: 'float8',
      water_capacity_m3_day: 'integer',
      sewage_capacity_m3_day: 'integer',
      power_capacity_mva: 'integer',
      committee_fid: 'integer',
      geom: 'multi',
      built_geom: 'multi',
    },
    rows.zones.map((row) => ({
      ...row,
      sort_key: sortKey(row.name),
      district_fid: codes.fid('zones.geojson', 'district', row.district),
      committee_fid: codes.fid('zones.geojson', 'unit', row.committee),
      geom: row.geometry,
      built_geom: row.built,
    })),
  );
  codes.add('zone', zones);

  await write(
    'corridors.geojson',
    'corridor',
    { kind: 'text', status: 'text', standard: 'text', length_m: 'float8', geom: 'multi' },
    rows.corridors.map((row) => ({ ...row, sort_key: sortKey(row.name), geom: row.geometry })),
  );
  await write(
    'facilities.geojson',
    'facility',
    { kind: 'text', detail: 'text', geom: 'geometry' },
    rows.facilities.map((row) => ({ ...row, sort_key: sortKey(row.name), geom: row.geometry })),
  );
  await write(
    'parcels.geojson',
    'parcel',
    {
      district_fid: 'integer',
      zone_fid: 'integer',
      land_use: 'text',
      industrial_grade: 'text',
      land_code: 'text',
      land_code_system: 'text',
      delivery: 'text',
      supply: 'text',
      start_price: 'numeric',
      floor_area_ratio: 'numeric',
      contact_fid: 'integer',
      geom: 'multi',
    },
    rows.parcels.map((row) => ({
      ...row,
      sort_key: sortKey(row.name),
      district_fid: codes.fid('parcels.geojson', 'district', row.district),
      zone_fid: codes.fid('parcels.geojson', 'zone', row.zone),
      contact_fid: codes.fid('parcels.geojson', 'person', row.contact),
      geom: row.geometry,
    })),
  );
  await write(
    'constraints.geojson',
    'constraint_area',
    { kind: 'text', geom: 'multi' },
    rows.constraints.map((row) => ({ ...row, sort_key: sortKey(row.name), geom: row.geometry })),
  );
}
