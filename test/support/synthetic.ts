/**
 * Made-up rows of every layer, the same for the same seed: rotated star-shaped polygons (simple by construction) and
 * random walks around one city, some hidden, some with holes and several parts. For tile tests and benchmarks only.
 */
import sql, { raw } from 'sql-template-tag';
import type { Database, Transaction } from '../../data/db.ts';
import { constraintKind } from '../../data/vocabulary/constraint.ts';
import { corridorKind, corridorStatus } from '../../data/vocabulary/corridor.ts';
import { facilityKind } from '../../data/vocabulary/facility.ts';
import { delivery, landUse, supply } from '../../data/vocabulary/parcel.ts';
import { projectCategory, projectStatus, projectTier } from '../../data/vocabulary/project.ts';
import type { CodeList } from '../../data/vocabulary/word.ts';
import { zoneKind } from '../../data/vocabulary/zone.ts';

/** West, south, east, north of the rows, in degrees. */
export const syntheticExtent = [114.8, 33.7, 116.6, 34.9] as const;

export interface Amounts {
  projects: number;
  parcels: number;
  /** Of each other layer but districts (9) and zones (11). */
  others: number;
}

type Place = [number, number];

/** Fills an empty, migrated database; one transaction for each layer. */
export async function fillSynthetic(database: Database, amounts: Amounts, seed = 1): Promise<void> {
  const random = mulberry(seed);
  const between = (low: number, high: number) => low + (high - low) * random();
  const pick = (list: CodeList) => list.codes[Math.floor(random() * list.codes.length)] ?? '';
  const [west, south, east, north] = syntheticExtent;
  const somewhere = (): Place => [between(west, east), between(south, north)];

  /** Closed ring around a centre; radii in degrees. */
  function ring([x, y]: Place, radius: number, corners: number): string {
    const turn = random() * Math.PI;
    const rough = corners > 100 ? 0.01 : 0.15; // a border of hundreds of points bends slowly, as real ones do
    const places = Array.from({ length: corners }, (_, index) => {
      const angle = turn + (2 * Math.PI * index) / corners;
      const reach = radius * (0.85 + (0.15 - rough) * Math.sin(5 * angle) + between(-rough, rough));
      return `${(x + reach * Math.cos(angle)).toFixed(7)} ${(y + reach * 0.83 * Math.sin(angle)).toFixed(7)}`;
    });
    return `(${[...places, places[0]].join(',')})`;
  }
  const polygon = (radius: number, corners: number, hole = false) => {
    const centre = somewhere();
    // The hole lies within 0.7 × 0.83 of the radius, where every ring around the centre is.
    return `(${ring(centre, radius, corners)}${hole ? `,${ring(centre, radius * 0.4, 8)}` : ''})`;
  };
  const multiPolygon = (radius: number, corners: number) =>
    `MULTIPOLYGON(${polygon(radius, corners, random() < 0.3)})`;
  const walk = (steps: number, step: number) => {
    const heading = random() * 2 * Math.PI;
    let [x, y] = somewhere();
    const places = Array.from({ length: steps }, () => {
      const angle = heading + between(-0.6, 0.6);
      x += step * Math.cos(angle);
      y += step * Math.sin(angle);
      return `${x.toFixed(7)} ${y.toFixed(7)}`;
    });
    return `(${places.join(',')})`;
  };
  const point = () =>
    `POINT(${somewhere()
      .map((degree) => degree.toFixed(7))
      .join(' ')})`;
  const common = (index: number, prefix: string) => ({
    code: `T-${prefix}-${index}`,
    name: `示例${prefix}${index}`,
    name_en: random() < 0.8 ? `Sample ${prefix} ${index}` : null,
    sort_key: `shili${prefix}${index}`,
    published: random() < 0.9,
    secrecy: random() < 0.95 ? 'public' : 'restricted',
    illustrative: random() < 0.5,
    source: 'test',
    data_as_of: '2026-07-31',
  });
  const rows = (amount: number, make: (index: number) => Record<string, unknown>) =>
    Array.from({ length: amount }, (_, index) => make(index + 1));

  await write(
    database,
    'district',
    rows(9, (index) => ({
      ...common(index, 'D'),
      published: true,
      secrecy: 'public',
      code_edition: 'test',
      level: 'county',
      geom: multiPolygon(0.35, 400),
    })),
  );
  await write(
    database,
    'zone',
    rows(11, (index) => ({
      ...common(index, 'Z'),
      kind: pick(zoneKind),
      district_fid: 1 + (index % 9),
      geom: multiPolygon(0.03, 30),
      built_geom: random() < 0.7 ? multiPolygon(0.015, 20) : null,
    })),
  );
  await write(
    database,
    'corridor',
    rows(amounts.others, (index) => ({
      ...common(index, 'C'),
      kind: pick(corridorKind),
      status: pick(corridorStatus),
      length_m: 1000,
      geom: `MULTILINESTRING(${walk(120, 0.01)}${random() < 0.3 ? `,${walk(20, 0.005)}` : ''})`,
    })),
  );
  await write(
    database,
    'facility',
    rows(amounts.others, (index) => ({
      ...common(index, 'F'),
      kind: pick(facilityKind),
      geom: point(),
    })),
  );
  await write(
    database,
    'constraint_area',
    rows(amounts.others, (index) => ({
      ...common(index, 'K'),
      kind: pick(constraintKind),
      geom: multiPolygon(between(0.001, 0.08), 60),
    })),
  );
  await write(
    database,
    'parcel',
    rows(amounts.parcels, (index) => ({
      ...common(index, 'L'),
      land_use: pick(landUse),
      supply: pick(supply),
      delivery: pick(delivery),
      district_fid: 1 + (index % 9),
      geom: multiPolygon(between(0.0004, 0.004), 6),
    })),
  );
  const projects = rows(amounts.projects, (index) => {
    const kind = random();
    const geom =
      kind < 0.1
        ? null
        : kind < 0.5
          ? point()
          : kind < 0.9
            ? multiPolygon(between(0.0004, 0.003), 8)
            : `LINESTRING${walk(40, 0.005)}`;
    return {
      ...common(index, 'P'),
      search_text: `sample ${index}`,
      category: pick(projectCategory),
      tier: random() < 0.9 ? pick(projectTier) : null,
      status: pick(projectStatus),
      linear: kind >= 0.9,
      total_investment: random() < 0.9 ? between(1000, 2_000_000).toFixed(2) : null,
      location_quality: geom ? 'drawn' : 'none',
      geom,
      // Every tenth one is a site of the one before it.
      parent_fid: index % 10 === 0 ? index - 1 : null,
    };
  });
  await write(database, 'project', projects);
}

/** One statement for each 5,000 rows: values as JSON, geometries as WKT, fids counted from 1. */
async function write(
  database: Database,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  await database.transaction({ actor: 'synthetic' }, async (tx) => {
    for (let from = 0; from < rows.length; from += 5000)
      await insert(tx, table, rows.slice(from, from + 5000), from);
  });
}

async function insert(
  tx: Transaction,
  table: string,
  rows: readonly Record<string, unknown>[],
  from: number,
) {
  const columns = Object.keys(rows[0] ?? {});
  const value = (column: string) =>
    column === 'geom' || column === 'built_geom'
      ? `ST_GeomFromText(r.row ->> '${column}', 4326)`
      : `v.${column}`;
  await tx.query(sql`
    insert into ${raw(table)} (fid, ${raw(columns.join(', '))})
    select ${from}::integer + r.position::integer, ${raw(columns.map(value).join(', '))}
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as r (row, position)
    cross join lateral jsonb_populate_record(null::${raw(table)}, r.row - '{geom,built_geom}'::text[]) v`);
}

/** A small seeded generator (mulberry32, public domain): 0 ≤ x < 1. */
export function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
