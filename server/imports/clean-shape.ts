/**
 * What of a geometry is mended before the database sees it, because it would refuse the text of it: heights, numbers
 * that are none, rings that are open or too short, repeated positions, a hole given before its outline.
 */
import type { Geometry, Position } from 'geojson';
import type { Word } from '../../data/vocabulary/word.ts';
import type { Shape } from './wkb.ts';

/** Positions of one row; more would hold up everybody else while they are checked. */
export const mostPositions = 250_000;
/** Rings of one row. */
const mostRings = 20_000;

export type Cleaned =
  | { readonly shape: Shape; readonly mended: readonly Word[] }
  /** Nothing is there. */
  | { readonly empty: true }
  | { readonly refused: Word };

interface Repairs {
  repeated: number;
  unclosed: number;
  short: number;
  turned: number;
}

/** Cleans one geometry; a collection must hold one kind of shape after its lesser ones are left out. */
export function cleanShape(geometry: Geometry): Cleaned {
  const problem = positionProblem(geometry);
  if (problem) return { refused: problem };
  const repairs: Repairs = { repeated: 0, unclosed: 0, short: 0, turned: 0 };
  const mended: Word[] = [];
  const parts = partsOf(geometry);
  if (parts.length === 0) return { empty: true };
  const dimension = Math.max(...parts.map(({ type }) => dimensions[type]));
  const wanted = parts.filter(({ type }) => dimensions[type] === dimension);
  if (wanted.length < parts.length)
    mended.push({
      zh: `去掉混在其中的 ${parts.length - wanted.length} 个其他类型图形`,
      en: `${parts.length - wanted.length} shapes of another kind left out`,
    });
  const cleaned = wanted.flatMap((part) => cleanPart(part, repairs));
  if (cleaned.length === 0)
    return {
      refused:
        dimension === 2
          ? {
              zh: '面的边界不足三个不同的点；请检查图形。',
              en: 'The ring has fewer than three different positions; check the shape.',
            }
          : {
              zh: '线不足两个不同的点；请检查图形。',
              en: 'The line has fewer than two different positions; check the shape.',
            },
    };
  return { shape: together(cleaned), mended: [...mended, ...repairWords(repairs)] };
}

const dimensions = { Point: 0, LineString: 1, Polygon: 2 } as const;
type Part = Extract<Shape, { type: keyof typeof dimensions }>;

function partsOf(geometry: Geometry): Part[] {
  switch (geometry.type) {
    case 'GeometryCollection':
      return geometry.geometries.flatMap(partsOf);
    case 'MultiPoint':
      return geometry.coordinates.map((coordinates) => ({ type: 'Point', coordinates }));
    case 'MultiLineString':
      return geometry.coordinates.flatMap((coordinates) =>
        coordinates.length > 0 ? [{ type: 'LineString', coordinates }] : [],
      );
    case 'MultiPolygon':
      return geometry.coordinates.flatMap((coordinates) =>
        coordinates.length > 0 ? [{ type: 'Polygon', coordinates }] : [],
      );
    default:
      return geometry.coordinates.length > 0 ? [geometry] : [];
  }
}

function together(parts: readonly Part[]): Shape {
  const [first] = parts as [Part];
  if (parts.length === 1) return first;
  return { type: `Multi${first.type}`, coordinates: parts.map(({ coordinates }) => coordinates) } as Shape;
}

function cleanPart(part: Part, repairs: Repairs): Part[] {
  if (part.type === 'Point') return [{ type: 'Point', coordinates: flat(part.coordinates) }];
  if (part.type === 'LineString') {
    const line = withoutRepeats(part.coordinates, repairs);
    if (line.length >= 2) return [{ type: 'LineString', coordinates: line }];
    repairs.short += 1;
    return [];
  }
  const rings = part.coordinates.map((ring) => cleanRing(ring, repairs));
  const kept = rings.filter((ring) => ring.length >= 4);
  repairs.short += rings.length - kept.length;
  if ((rings[0]?.length ?? 0) < 4) return []; // holes without an outline
  return [{ type: 'Polygon', coordinates: outlineFirst(kept, repairs) }];
}

/** Closed, and without positions that repeat the one before. */
function cleanRing(given: readonly Position[], repairs: Repairs): Position[] {
  const ring = withoutRepeats(given, repairs);
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || ring.length < 3) return [];
  if (first[0] !== last[0] || first[1] !== last[1]) {
    ring.push([...first]);
    repairs.unclosed += 1;
  }
  return ring;
}

function withoutRepeats(positions: readonly Position[], repairs: Repairs): Position[] {
  const kept: Position[] = [];
  for (const position of positions) {
    const before = kept.at(-1);
    if (before && before[0] === position[0] && before[1] === position[1]) repairs.repeated += 1;
    else kept.push(flat(position));
  }
  return kept;
}

const flat = (position: Position): Position =>
  position.length === 2 ? position : [position[0] as number, position[1] as number];

/** A hole that stands before the outline around it (wrong order of the rings) goes behind it. */
function outlineFirst(rings: Position[][], repairs: Repairs): Position[][] {
  const [first] = rings as [Position[]];
  if (rings.length === 1) return rings;
  const boxes = rings.map(boxOf);
  const around = boxes.findIndex((box, at) => at > 0 && surrounds(box, boxes[0] as Box));
  if (around < 0) return rings;
  repairs.turned += 1;
  const outline = rings[around] as Position[];
  return [outline, first, ...rings.filter((_, at) => at !== 0 && at !== around)];
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf(ring: readonly Position[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring as readonly [number, number][]) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return [west, south, east, north];
}

function surrounds(outer: Box, inner: Box): boolean {
  return outer[0] < inner[0] && outer[1] < inner[1] && outer[2] > inner[2] && outer[3] > inner[3];
}

function positionProblem(geometry: Geometry): Word | undefined {
  let positions = 0;
  let rings = 0;
  let bad: unknown;
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) {
      bad ??= value;
      return;
    }
    if (Array.isArray(value[0])) {
      if (!Array.isArray(value[0][0])) rings += 1;
      if (positions <= mostPositions && rings <= mostRings) for (const each of value) walk(each);
      return;
    }
    if (value.length === 0) return;
    positions += 1;
    const [x, y] = value as unknown[];
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
      bad ??= value;
  };
  const visit = (each: Geometry): void => {
    if (each.type === 'GeometryCollection') each.geometries.forEach(visit);
    else walk(each.coordinates);
  };
  visit(geometry);
  if (positions > mostPositions || rings > mostRings)
    return {
      zh: `图形过于复杂（超过 ${mostPositions} 个点或 ${mostRings} 个环）；请先简化或拆分。`,
      en: `The shape is too complex (more than ${mostPositions} positions or ${mostRings} rings); simplify or split it.`,
    };
  if (bad === undefined) return undefined;
  const shown = JSON.stringify(bad, (_, value: unknown) =>
    typeof value === 'number' ? String(value) : value,
  ).slice(0, 60);
  return {
    zh: `坐标 ${shown} 不是有限的数；请检查图形。`,
    en: `The position ${shown} is not a pair of finite numbers; check the shape.`,
  };
}

function repairWords({ repeated, unclosed, short, turned }: Repairs): Word[] {
  return [
    ...(unclosed > 0 ? [{ zh: `闭合 ${unclosed} 个未闭合的环`, en: `${unclosed} open rings closed` }] : []),
    ...(repeated > 0
      ? [{ zh: `去掉 ${repeated} 个重复点`, en: `${repeated} repeated positions left out` }]
      : []),
    ...(short > 0
      ? [{ zh: `去掉 ${short} 个点数不足的环或线`, en: `${short} rings or lines too short left out` }]
      : []),
    ...(turned > 0
      ? [{ zh: `更正 ${turned} 处内外环次序`, en: `the order of outline and hole put right ${turned} times` }]
      : []),
  ];
}
