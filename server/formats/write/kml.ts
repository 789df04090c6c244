/** KML 2.2 (OGC 07-147r2): placemarks with their attributes as extended data. */
import { join } from 'node:path';
import type { Geometry, Position } from 'geojson';
import { escapeXml } from '../xml.ts';
import { writeText } from './feature-lines.ts';
import type { VectorFile, VectorWriter } from './write-vector.ts';

export const writeKml: VectorWriter = async (file, directory) => {
  if (file.epsg !== 4326 && file.epsg !== 4490) throw new Error(`KML has no positions in EPSG:${file.epsg}`);
  const path = join(directory, 'out.kml');
  await writeText(path, pieces(file), file.signal);
  return path;
};

const types = { text: 'string', date: 'string', number: 'double', integer: 'int', boolean: 'bool' } as const;

async function* pieces({ name, columns, nameColumn, features }: VectorFile): AsyncGenerator<string> {
  const schema = columns.map(
    (column) =>
      `<SimpleField name="${escapeXml(column.name)}" type="${types[column.type]}">${column.label ? `<displayName>${escapeXml(column.label)}</displayName>` : ''}</SimpleField>`,
  );
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${escapeXml(name)}</name><Schema name="fields" id="fields">${schema.join('')}</Schema>\n`;
  for await (const { properties, geometry } of features) {
    const title = nameColumn ? properties[nameColumn] : undefined;
    const data = columns.flatMap((column) => {
      const value = properties[column.name];
      return value === null || value === undefined
        ? []
        : [`<SimpleData name="${escapeXml(column.name)}">${escapeXml(String(value))}</SimpleData>`];
    });
    yield `<Placemark>${title ? `<name>${escapeXml(String(title))}</name>` : ''}<ExtendedData><SchemaData schemaUrl="#fields">${data.join('')}</SchemaData></ExtendedData>${geometry ? geometryXml(geometry) : ''}</Placemark>\n`;
  }
  yield '</Document></kml>\n';
}

function geometryXml(geometry: Geometry): string {
  const several = (parts: string[]) => `<MultiGeometry>${parts.join('')}</MultiGeometry>`;
  switch (geometry.type) {
    case 'Point':
      return `<Point>${positions([geometry.coordinates])}</Point>`;
    case 'LineString':
      return `<LineString>${positions(geometry.coordinates)}</LineString>`;
    case 'Polygon':
      return polygon(geometry.coordinates);
    case 'MultiPoint':
      return several(geometry.coordinates.map((one) => `<Point>${positions([one])}</Point>`));
    case 'MultiLineString':
      return several(geometry.coordinates.map((one) => `<LineString>${positions(one)}</LineString>`));
    case 'MultiPolygon':
      return several(geometry.coordinates.map(polygon));
    case 'GeometryCollection':
      return several(geometry.geometries.map(geometryXml));
  }
}

function polygon([outer, ...inner]: Position[][]): string {
  const ring = (positionsOfRing: Position[]) => `<LinearRing>${positions(positionsOfRing)}</LinearRing>`;
  const holes = inner.map((hole) => `<innerBoundaryIs>${ring(hole)}</innerBoundaryIs>`).join('');
  return `<Polygon><outerBoundaryIs>${ring(outer ?? [])}</outerBoundaryIs>${holes}</Polygon>`;
}

function positions(given: readonly Position[]): string {
  return `<coordinates>${given.map(([x, y]) => `${x},${y}`).join(' ')}</coordinates>`;
}
