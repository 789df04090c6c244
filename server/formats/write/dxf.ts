/**
 * DXF of release 12, which every CAD program reads: outlines as polylines, points, and names as texts. Chinese is
 * written as `\U+4E2D` (AutoCAD's own escape), so that the file is plain ASCII whatever code page the reader assumes.
 */
import { join } from 'node:path';
import type { Geometry, Position } from 'geojson';
import { writeText } from './feature-lines.ts';
import type { VectorFile, VectorWriter } from './write-vector.ts';

export const writeDxf: VectorWriter = async (file, directory) => {
  const path = join(directory, 'out.dxf');
  await writeText(path, pieces(file), file.signal);
  return path;
};

const group = (...pairs: (readonly [number, string | number])[]) =>
  pairs.map(([code, value]) => `${code}\n${value}\n`).join('');

async function* pieces({ name, nameColumn, features }: VectorFile): AsyncGenerator<string> {
  const layer = name.replace(/[^A-Za-z0-9_-]/g, '_').toUpperCase() || 'LAYER';
  yield group([0, 'SECTION'], [2, 'HEADER'], [9, '$ACADVER'], [1, 'AC1009'], [0, 'ENDSEC']);
  yield group([0, 'SECTION'], [2, 'ENTITIES']);
  for await (const { properties, geometry } of features) {
    if (!geometry) continue;
    const title = nameColumn ? properties[nameColumn] : null;
    yield entities(geometry, layer) + (title ? label(String(title), geometry, `${layer}_TEXT`) : '');
  }
  yield group([0, 'ENDSEC'], [0, 'EOF']);
}

function entities(geometry: Geometry, layer: string): string {
  switch (geometry.type) {
    case 'Point':
      return point(geometry.coordinates, layer);
    case 'MultiPoint':
      return geometry.coordinates.map((one) => point(one, layer)).join('');
    case 'LineString':
      return polyline(geometry.coordinates, layer, false);
    case 'MultiLineString':
      return geometry.coordinates.map((one) => polyline(one, layer, false)).join('');
    case 'Polygon':
      return geometry.coordinates.map((ring) => polyline(ring, layer, true)).join('');
    case 'MultiPolygon':
      return geometry.coordinates
        .flat()
        .map((ring) => polyline(ring, layer, true))
        .join('');
    case 'GeometryCollection':
      return geometry.geometries.map((one) => entities(one, layer)).join('');
  }
}

function place([x = 0, y = 0]: Position): string {
  return group([10, x], [20, y], [30, 0]);
}

function point(position: Position, layer: string): string {
  return group([0, 'POINT'], [8, layer]) + place(position);
}

/** A closed one says so by its flag and does not repeat its first vertex. */
function polyline(positions: readonly Position[], layer: string, closed: boolean): string {
  const vertices = closed ? positions.slice(0, -1) : positions;
  return (
    group([0, 'POLYLINE'], [8, layer], [66, 1]) +
    place([0, 0]) +
    group([70, closed ? 1 : 0]) +
    vertices.map((vertex) => group([0, 'VERTEX'], [8, layer]) + place(vertex)).join('') +
    group([0, 'SEQEND'], [8, layer])
  );
}

/** The name in the middle of the geometry's box, its letters a twentieth of the box's size. */
function label(title: string, geometry: Geometry, layer: string): string {
  const [west, south, east, north] = boxOf(geometry);
  const size = Math.max(east - west, north - south);
  const height = size > 0 ? size / 20 : Math.abs(east) > 360 ? 5 : 0.00005;
  const text = title
    .replace(/[\p{Cc}]/gu, ' ')
    .replace(/[^\x20-\x7e]/gu, (letter) =>
      Array.from(
        { length: letter.length },
        (_, at) => `\\U+${letter.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`,
      ).join(''),
    );
  return (
    group([0, 'TEXT'], [8, layer]) +
    place([(west + east) / 2, (south + north) / 2]) +
    group([40, height], [1, text])
  );
}

function boxOf(geometry: Geometry): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const widen = (given: unknown): void => {
    if (!Array.isArray(given)) return;
    const [x, y] = given as unknown[];
    if (typeof x !== 'number' || typeof y !== 'number') return given.forEach(widen);
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  };
  if (geometry.type !== 'GeometryCollection') widen(geometry.coordinates);
  else {
    for (const [west, south, east, north] of geometry.geometries.map(boxOf)) {
      widen([
        [west, south],
        [east, north],
      ]);
    }
  }
  return box;
}
