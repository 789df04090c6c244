/** Values that both encodings write the same: instants, boxes, geometries; checked once for both. */
import { z } from 'zod';
import { wrongFilter } from './tree.ts';
import type { At, Coordinates, Node, SimpleGeometry } from './tree.ts';

const day = z.iso.date();
const moment = z.iso.datetime({ precision: undefined });

/** A day or a moment in UTC. @throws Problem 400. */
export function readInstant(value: string, at: At, kind: 'date' | 'timestamp' | 'either'): Node {
  const isDay = kind !== 'timestamp' && day.safeParse(value).success;
  const isMoment = kind !== 'date' && moment.safeParse(value).success;
  // Before year 1 and after 9999 no date of the data lies, and the database has other words for them.
  if ((isDay || isMoment) && !value.startsWith('0000')) return { kind: 'instant', value, at };
  throw kind === 'date'
    ? wrongFilter(at, value, '形如 2026-07-31 的日期', 'a day like 2026-07-31')
    : kind === 'timestamp'
      ? wrongFilter(at, value, '形如 2026-07-31T00:00:00Z 的时刻', 'a moment like 2026-07-31T00:00:00Z')
      : wrongFilter(at, value, '日期、时刻或 ..', 'a day, a moment or ..');
}

/** One end of an interval that is written as text; `..` is open. */
export function readIntervalEnd(value: string, at: At): Node | null {
  return value === '..' ? null : readInstant(value, at, 'either');
}

/** A box of 4 numbers, or of 6 with heights, which are dropped. @throws Problem 400. */
export function readBbox(numbers: readonly number[], at: At): Node {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = numbers;
  if (numbers.length === 4) return { kind: 'bbox', box: [a, b, c, d], at };
  if (numbers.length === 6) return { kind: 'bbox', box: [a, b, d, e], at };
  throw wrongFilter(at, numbers.slice(0, 8).join(', '), '4 个或 6 个数', '4 or 6 numbers');
}

/** Lines of two positions, rings closed and of four: whether polygons cross themselves is the database's business. */
export function checkGeometry(geometry: SimpleGeometry, at: At): SimpleGeometry {
  const { type, coordinates } = geometry;
  const parts = (whole: Coordinates) => whole as readonly Coordinates[];
  if (type !== 'Point' && coordinates.length === 0)
    throw wrongFilter(at, type, '至少一个坐标点', 'at least one position');
  if (type === 'LineString') checkLine(coordinates, at);
  if (type === 'MultiLineString') for (const line of parts(coordinates)) checkLine(line, at);
  if (type === 'Polygon') for (const ring of parts(coordinates)) checkRing(ring, at);
  if (type === 'MultiPolygon')
    for (const polygon of parts(coordinates)) {
      if (polygon.length === 0) throw wrongFilter(at, type, '至少一个环', 'at least one ring');
      for (const ring of parts(polygon)) checkRing(ring, at);
    }
  return geometry;
}

function checkLine(line: Coordinates, at: At): void {
  if (line.length < 2)
    throw wrongFilter(at, 'LINESTRING', '至少两个坐标点的线', 'a line of at least two positions');
}

function checkRing(ring: Coordinates, at: At): void {
  const first = JSON.stringify(ring[0]);
  if (ring.length < 4 || first !== JSON.stringify(ring[ring.length - 1]))
    throw wrongFilter(
      at,
      first ?? '',
      '首尾相同、至少四个坐标点的环',
      'a ring of at least four positions, the last one equal to the first',
    );
}
