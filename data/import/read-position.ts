/** Where a row of a table lies, from its cells. */
import type { Geometry } from 'geojson';
import { readCoordinate, readPair } from './coordinate.ts';
import type { Placement } from './placement.ts';
import { cellText, refuse, saysNothing } from './text.ts';
import type { Given, RefusedValue } from './value.ts';
import { readWkt } from './wkt.ts';

/**
 * The geometry that a row's cells give, in the coordinates of the file (which axis comes first is not judged here).
 * `null` = none: empty cells, 0 and 0, or a file without positions.
 */
export function readPosition(
  placement: Placement,
  values: Readonly<Record<string, Given>>,
): { readonly geometry: Geometry | null } | RefusedValue {
  const cell = (column: string): Given => values[column] ?? null;
  const empty = (column: string) => saysNothing(cellText(cell(column)));
  switch (placement.kind) {
    case 'geometry':
    case 'none':
      return { geometry: null };
    case 'wkt': {
      if (empty(placement.column)) return { geometry: null };
      const given = cell(placement.column);
      const geometry = typeof given === 'string' ? readWkt(given) : undefined;
      return geometry === undefined
        ? refuse(
            given,
            '不是 WKT 几何，例如 POINT (115.65 34.41)。',
            'is no WKT geometry such as POINT (115.65 34.41).',
          )
        : { geometry };
    }
    case 'pair': {
      if (empty(placement.column)) return { geometry: null };
      const position = readPair(cell(placement.column));
      return position
        ? point(...position)
        : refuse(
            cell(placement.column),
            '不是坐标，例如 115.65,34.41。',
            'is no position such as 115.65,34.41.',
          );
    }
    case 'columns': {
      const { lng, lat } = placement;
      if (empty(lng) && empty(lat)) return { geometry: null };
      const [x, y] = [readCoordinate(cell(lng)), readCoordinate(cell(lat))];
      if (x !== null && y !== null) return point(x, y);
      return refuse(
        cell(x === null ? lng : lat),
        '不是坐标，请写成 115.65 或 115°39′00″。',
        'is no coordinate; write it as 115.65 or 115°39′00″.',
      );
    }
  }
}

/** 0,0 is how programs write that there is none. */
function point(x: number, y: number): { readonly geometry: Geometry | null } {
  return { geometry: x === 0 && y === 0 ? null : { type: 'Point', coordinates: [x, y] } };
}
