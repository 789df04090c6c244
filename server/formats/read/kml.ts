/** KML 2.2 (OGC 07-147r2): its placemarks with names, descriptions and extended data. What it links to is not fetched. */
import { createReadStream } from 'node:fs';
import { batchRows, limitsOf, SourceProblem, tooManyRows } from '../source.ts';
import type { OpenOptions, RawRow, SourceReader, Upload } from '../source.ts';
import { ColumnTypes } from './columns.ts';
import { GeometryTypes } from './geometry-types.ts';
import { Placemarks } from './kml-placemarks.ts';
import { layerName } from './names.ts';
import { streamXml } from './xml-stream.ts';

export const kmlReader: SourceReader = {
  async open(upload, options) {
    const placemarks = new Placemarks(limitsOf(options));
    const columns = new ColumnTypes(limitsOf(options));
    const geometries = new GeometryTypes();
    let rows = 0;
    for await (const batch of kmlRows(upload, placemarks, options)) {
      rows += batch.length;
      for (const row of batch) {
        columns.add(row.values);
        geometries.add(row.geometry);
      }
    }
    const { links } = placemarks;
    return {
      format: 'kml',
      encoding: null,
      layers: [
        {
          name: layerName(upload.name),
          rows,
          geometry: geometries.type(),
          columns: columns.columns().map(({ name }) => ({ name, type: 'text' })),
          crs: { epsg: 4326, name: 'WGS 84' },
        },
      ],
      notes:
        links > 0
          ? [
              {
                zh: `文件中有 ${links} 个网络链接，没有读取。`,
                en: `The file has ${links} network links, which were not followed.`,
              },
            ]
          : [],
    };
  },

  async *read(upload, options) {
    let done = 0;
    for await (const batch of kmlRows(upload, new Placemarks(limitsOf(options)), options)) {
      done += batch.length;
      yield batch;
      options.onProgress?.(done, null);
    }
  },
};

async function* kmlRows(
  upload: Upload,
  placemarks: Placemarks,
  options: OpenOptions,
): AsyncGenerator<RawRow[]> {
  const limits = limitsOf(options);
  const pieces = createReadStream(upload.path, { highWaterMark: 1 << 16 }) as AsyncIterable<Buffer>;
  for await (const _ of streamXml(pieces, placemarks, options.encoding)) {
    options.signal?.throwIfAborted();
    if (placemarks.count > limits.rows) throw tooManyRows(limits.rows);
    if (placemarks.ready.length >= batchRows) yield placemarks.take();
  }
  if (placemarks.count === 0) {
    throw new SourceProblem('empty', {
      zh: `文件里没有地标${placemarks.links > 0 ? '，只有网络链接；网络链接不会读取' : ''}。`,
      en: `The file has no placemarks${placemarks.links > 0 ? ', only network links, which are not followed' : ''}.`,
    });
  }
  if (placemarks.ready.length > 0) yield placemarks.take();
}
