/** The sample of a file, placed as a person would choose: where would its rows lie? */
import type { Geometry } from 'geojson';
import type { z } from 'zod';
import { swapAxes, toWgs84 } from '../../data/import/chinese-datum.ts';
import { kilometresOff } from '../../data/import/extent.ts';
import type { Database } from '../../data/db.ts';
import type { Placement } from '../../data/import/placement.ts';
import { badParameters } from '../http/problem.ts';
import { placeGeometries } from '../queries/import-placing.ts';
import type { PlacedGeometry } from '../queries/import-placing.ts';
import { sampleOf } from '../queries/imports.ts';
import type { ImportCard, SampleRow } from '../queries/imports.ts';
import { crsTaken, readCrs } from './crs.ts';
import type { importPreview } from './import-answers.ts';
import { notNow } from './import-problems.ts';
import { sampleGeometry } from './sample-positions.ts';
import { boxOf } from './shapes.ts';
import type { Box } from './shapes.ts';

interface Asked {
  readonly crs?: string | undefined;
  readonly swapped?: '0' | '1' | undefined;
  readonly lng?: string | undefined;
  readonly lat?: string | undefined;
  readonly pair?: string | undefined;
  readonly wkt?: string | undefined;
}

/** @throws Problem 400 for a system that is not taken, 409 when nothing was read. */
export async function placePreview(
  database: Database,
  {
    card,
    extent,
    asked,
    signal,
  }: {
    readonly card: ImportCard;
    /** Of the place: west, south, east, north in degrees. */
    readonly extent: Box;
    readonly asked: Asked;
    readonly signal: AbortSignal;
  },
): Promise<z.input<typeof importPreview>> {
  const { reading, state, id } = card;
  if (!reading || !('format' in reading)) throw notNow('settings', state);
  const [proposal] = reading.crs.proposals;
  const crs = asked.crs ?? proposal?.crs ?? 'EPSG:4326';
  const swapped =
    asked.swapped === undefined ? (asked.crs ? false : (proposal?.swapped ?? false)) : asked.swapped === '1';
  const choice = readCrs(crs);
  if (!choice) throw badParameters([{ key: 'crs', value: crs, allowed: crsTaken }]);
  const sample = await sampleOf(database, id);
  const given = inOrder(sample, placementOf(asked, reading.position), swapped);
  const placed =
    choice.kind === 'epsg'
      ? await placeGeometries(database, choice.epsg, given, signal)
      : choice.kind === 'degrees'
        ? given
        : given.map(({ row, geometry }) => ({ row, geometry: toWgs84(geometry, choice.datum) }));
  const shown = placed.filter(({ geometry }) => isOnEarth(geometry));
  return {
    crs,
    swapped,
    ...whereabouts(shown, extent),
    extent: [...extent],
    unplaced: sample.length - shown.length,
    type: 'FeatureCollection',
    features: shown.map(({ row, geometry }) => ({
      type: 'Feature' as const,
      id: row,
      properties: {},
      geometry: geometry as Geometry & Record<string, unknown>,
    })),
  };
}

function placementOf({ lng, lat, pair, wkt }: Asked, proposed: Placement): Placement {
  if (wkt) return { kind: 'wkt', column: wkt };
  if (pair) return { kind: 'pair', column: pair };
  return lng && lat ? { kind: 'columns', lng, lat } : proposed;
}

function inOrder(sample: readonly SampleRow[], placement: Placement, swapped: boolean): PlacedGeometry[] {
  return sample.flatMap((row) => {
    const found = sampleGeometry(row, placement);
    if (!found || !boxOf(found)) return [];
    return [{ row: row.row, geometry: swapped ? swapAxes(found) : found }];
  });
}

function isOnEarth(geometry: Geometry): boolean {
  const box = boxOf(geometry);
  return box !== undefined && box[0] >= -180 && box[1] >= -90 && box[2] <= 180 && box[3] <= 90;
}

/** Where the middles of geometries lie to the place. */
function whereabouts(shown: readonly PlacedGeometry[], extent: Box) {
  const boxes = shown.map(({ geometry }) => boxOf(geometry)).filter((box) => box !== undefined);
  if (boxes.length === 0) return { bbox: null, offKm: null, share: null };
  const middles = boxes.map(([west, south, east, north]): [number, number] => [
    (west + east) / 2,
    (south + north) / 2,
  ]);
  const inside = middles.filter((middle) => kilometresOff(middle, extent) === 0).length;
  const median = (axis: 0 | 1) =>
    middles.map((middle) => middle[axis]).sort((a, b) => a - b)[middles.length >> 1] as number;
  return {
    bbox: [
      Math.min(...boxes.map((box) => box[0])),
      Math.min(...boxes.map((box) => box[1])),
      Math.max(...boxes.map((box) => box[2])),
      Math.max(...boxes.map((box) => box[3])),
    ] as [number, number, number, number],
    offKm: Math.round(kilometresOff([median(0), median(1)], extent) * 10) / 10,
    share: Math.round((inside / boxes.length) * 1000) / 1000,
  };
}
