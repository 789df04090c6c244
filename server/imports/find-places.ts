/** Where the rows of a batch lie: their stored geometry, their districts and zone, and how far off the place they are. */
import type { Database } from '../../data/db.ts';
import type { DistrictShare } from '../../data/import/value.ts';
import { fieldsOf } from '../../data/vocabulary/fields/index.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import { distances, overlaps, touched } from '../queries/imports/whereabouts.ts';
import type { StoredShape } from '../queries/imports/whereabouts.ts';
import type { BatchQuestion, BatchRow } from './check-batch.ts';
import { absurdKm, absurdWord, kilometresBetween, outsideWord } from './outside.ts';
import { placeBatch } from './place-batch.ts';
import type { RowShape } from './place-batch.ts';
import { rowPlacer, sridOf } from './place-row.ts';
import type { RowRepair } from './import-facts.ts';

export interface LocatedPlace {
  readonly wkb: string;
  /** West, south, east, north in degrees. */
  readonly box: readonly [number, number, number, number];
  readonly repair: RowRepair | null;
  /** By position, where that was asked for. */
  district?: string;
  districts?: DistrictShare[];
  zone?: string;
  /** Kilometres to the place's districts; `null` within them. */
  outsideKm: number | null;
  note?: Word;
}
export type FoundPlace = LocatedPlace | { readonly refused: Word };

/** Finds the places of a batch's rows and lays them at the rows. */
export function findPlaces(database: Database, question: BatchQuestion) {
  const { noun, settings, place, signal } = question;
  const { kind } = settings.position;
  const placer = kind === 'none' ? undefined : rowPlacer(noun, settings);
  const srid = kind === 'none' ? 4326 : sridOf(settings.crs);
  const fields = fieldsOf[noun];

  async function find(batch: readonly BatchRow[]): Promise<void> {
    if (!placer) return;
    const shapes: RowShape[] = [];
    for (const row of batch) {
      const found = placer.place(row.source);
      if ('refused' in found) row.place = found;
      else if ('shape' in found) shapes.push(found.shape);
    }
    const placed = await placeBatch(database, shapes, { noun, srid, crs: settings.crs, signal });
    for (const row of batch) {
      const each = placed.get(row.row);
      if (each) row.place = 'refused' in each ? each : { ...each, outsideKm: null };
    }
    await locate(batch);
  }

  async function locate(batch: readonly BatchRow[]): Promise<void> {
    const located = batch.flatMap((row) =>
      row.place && 'wkb' in row.place
        ? [{ row, place: row.place, shape: { row: row.row, wkb: row.place.wkb } }]
        : [],
    );
    if (located.length === 0) return;
    const near = located.filter(({ place: { box } }) => kilometresBetween(box, place.extent) < 1);
    const inside = new Map<number, { code: string; whole: boolean }[]>();
    for (const { row, code, whole } of await touched(
      database,
      'district',
      near.map(({ shape }) => shape),
      signal,
    ))
      inside.set(row, [...(inside.get(row) ?? []), { code, whole }]);
    // A new district lies where there is none.
    if (noun !== 'district') {
      const off = near.filter(({ row }) => !inside.has(row.row));
      const km =
        off.length > 0
          ? await distances(
              database,
              off.map(({ shape }) => shape),
              signal,
            )
          : [];
      const byRow = new Map(km.map((each) => [each.row, each.km]));
      for (const { row, place: found } of located) {
        if (inside.has(row.row)) continue;
        const away = byRow.get(row.row) ?? kilometresBetween(found.box, place.extent);
        if (away > absurdKm) row.place = { refused: absurdWord(away, settings.crs) };
        else Object.assign(found, { outsideKm: away, note: outsideWord(away, place.name) });
      }
    }
    if (!settings.districtByPosition) return;
    if (fields['district'] || fields['districts']) await byDistrict(near, inside);
    if (fields['zone'])
      await byZone(
        near.map(({ shape }) => shape),
        batch,
      );
  }

  type Located = { row: BatchRow; place: LocatedPlace; shape: StoredShape };

  async function byDistrict(
    near: readonly Located[],
    inside: ReadonlyMap<number, { code: string; whole: boolean }[]>,
  ) {
    const across = near.filter(({ row }) => {
      const touches = inside.get(row.row) ?? [];
      return touches.length > 0 && !touches.some(({ whole }) => whole);
    });
    const parts =
      across.length > 0
        ? await overlaps(
            database,
            'district',
            across.map(({ shape }) => shape),
            signal,
          )
        : [];
    for (const { row, place: found } of near) {
      const touches = inside.get(row.row) ?? [];
      const whole = touches.filter((each) => each.whole).sort((a, b) => (a.code < b.code ? -1 : 1))[0];
      const shares = whole
        ? [{ code: whole.code, share: 1 }]
        : sharesOf(parts.filter((part) => part.row === row.row));
      const [first] = shares;
      if (!first) continue;
      found.district = first.code;
      found.districts = shares;
    }
  }

  async function byZone(shapes: readonly StoredShape[], batch: readonly BatchRow[]) {
    const found = new Map<number, string>();
    for (const { row, code, share } of await overlaps(database, 'zone', shapes, signal))
      if (share >= 0.5 && !found.has(row)) found.set(row, code);
    for (const row of batch) {
      const zone = found.get(row.row);
      if (zone && row.place && 'wkb' in row.place) row.place.zone = zone;
    }
  }

  return { find };
}

/** Parts of less than this are the imprecision of a boundary. */
const leastShare = 0.01;

/** Shares with five decimals that sum to exactly 1, the largest first. */
function sharesOf(parts: readonly { code: string; share: number }[]): DistrictShare[] {
  const counted = parts.filter(({ share }) => share >= leastShare);
  const kept = counted.length > 0 ? counted : parts.slice(0, 1);
  const sum = kept.reduce((total, { share }) => total + share, 0);
  const shares = kept.map(({ code, share }) => ({ code, share: Math.round((share / sum) * 1e5) / 1e5 }));
  const [first, ...others] = shares;
  if (!first) return [];
  const rest = others.reduce((total, { share }) => total + share, 0);
  return [{ code: first.code, share: Math.round((1 - rest) * 1e5) / 1e5 }, ...others];
}
