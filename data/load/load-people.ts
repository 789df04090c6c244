import sql from 'sql-template-tag';
import type { Transaction } from '../db.ts';
import { insertRows } from './insert-rows.ts';
import type { KnownCodes } from './known-codes.ts';
import { sortKey } from './sort-key.ts';
import type { PlaceRows } from '../sources/place-rows.ts';

/** Writes districts, reporting areas, units, persons, companies and place names. */
export async function loadPeople(tx: Transaction, rows: PlaceRows, codes: KnownCodes): Promise<void> {
  const { file: districtFile } = rows.place.districts;
  const districts = await insertRows(
    tx,
    districtFile,
    'district',
    {
      code: 'text',
      code_edition: 'text',
      level: 'text',
      name: 'text',
      name_en: 'text',
      sort_key: 'text',
      population: 'integer',
      population_year: 'integer',
      source: 'text',
      data_as_of: 'date',
      geom: 'multi',
    },
    rows.districts.map((row) => ({ ...row, sort_key: sortKey(row.name), geom: row.geometry })),
  );
  codes.add('district', districts);

  const named = { code: 'text', name: 'text', name_en: 'text', sort_key: 'text' } as const;
  const withOrder = <Row extends { name: string }>(row: Row) => ({ ...row, sort_key: sortKey(row.name) });
  await insertRows(
    tx,
    'reporting_areas.json',
    'reporting_area',
    { ...named, district_fid: 'integer', counted: 'boolean', position: 'integer' },
    rows.reportingAreas.map((row) => ({
      ...withOrder(row),
      district_fid: codes.fid('reporting_areas.json', 'district', row.district),
    })),
  ).then((fids) => codes.add('reporting_area', fids));
  await insertRows(
    tx,
    'units.json',
    'unit',
    { ...named, kind: 'text', district_fid: 'integer', illustrative: 'boolean' },
    rows.units.map((row) => ({
      ...withOrder(row),
      district_fid: codes.fid('units.json', 'district', row.district),
    })),
  ).then((fids) => codes.add('unit', fids));
  await insertRows(
    tx,
    'persons.json',
    'person',
    { ...named, unit_fid: 'integer', position: 'text', phone: 'text', illustrative: 'boolean' },
    rows.persons.map((row) => ({
      ...withOrder(row),
      unit_fid: codes.fid('persons.json', 'unit', row.unit),
    })),
  ).then((fids) => codes.add('person', fids));
  await insertRows(
    tx,
    'companies.json',
    'company',
    { ...named, credit_code: 'text', reports_directly: 'boolean', illustrative: 'boolean' },
    rows.companies.map(withOrder),
  ).then((fids) => codes.add('company', fids));

  await insertRows(
    tx,
    rows.place.place_names.file,
    'place_name',
    { ...named, kind: 'text', population: 'integer', source: 'text', data_as_of: 'date', geom: 'geometry' },
    rows.placeNames.map((row) => ({ ...withOrder(row), geom: row.geometry })),
  );
  // Which district a town lies in; those beyond the place's boundary have none.
  await tx.query(sql`
    update place_name p set district_fid = d.fid
    from district d where d.geom && p.geom and ST_Covers(d.geom, p.geom)`);
}
