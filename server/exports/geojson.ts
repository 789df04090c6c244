/** Rows as GeoJSON (RFC 7946), as text. */
import type { ExportRow } from '../queries/exports.ts';
import type { CellWriter, ExportColumn } from './columns.ts';
import { wgs84 } from './export-crs.ts';
import type { ExportCrs } from './export-crs.ts';

/**
 * A feature collection. In another system than WGS 84 it carries the member `crs` of the GeoJSON of 2008, which
 * RFC 7946 has dropped and which programs still read; positions are easting before northing.
 */
export async function* featureCollection(
  pages: AsyncIterable<readonly Pick<ExportRow, 'feature'>[]>,
  { name, crs }: { readonly name: string; readonly crs: ExportCrs },
): AsyncGenerator<string, undefined> {
  const system =
    crs.epsg === wgs84.epsg
      ? ''
      : `"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::${crs.epsg}"}},`;
  yield `{"type":"FeatureCollection","name":${JSON.stringify(name)},${system}"features":[\n`;
  let first = true;
  for await (const page of pages) {
    yield (first ? '' : ',\n') + page.map(({ feature }) => feature).join(',\n');
    first = false;
  }
  yield '\n]}\n';
  return undefined;
}

/** Features whose properties are the cells of a table: for headings in a language, and for other formats. */
export async function* cellFeatures(
  pages: AsyncIterable<readonly Pick<ExportRow, 'values' | 'shape'>[]>,
  {
    names,
    columns,
    write,
  }: {
    readonly names?: readonly string[];
    readonly columns: readonly ExportColumn[];
    readonly write: CellWriter;
  },
): AsyncGenerator<{ feature: string }[], undefined> {
  const keys = (names ?? columns.map(({ heading }) => heading)).map((key) => JSON.stringify(key));
  for await (const page of pages) {
    yield page.map(({ values, shape }) => {
      const cells = write(values).map((cell, at) => `${keys[at]}:${JSON.stringify(cell)}`);
      const id = JSON.stringify(values.code ?? null);
      return {
        feature: `{"type":"Feature","id":${id},"geometry":${shape ?? 'null'},"properties":{${cells.join(',')}}}`,
      };
    });
  }
  return undefined;
}
