/** `npm run tiles`: builds the basemap archive of a place, or with --published what the public may see. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildBasemap } from '../archives.ts';
import { buildPublished } from './build-published.ts';

const usage = `npm run tiles -- [--place shangqiu] [--output basemap.pmtiles]

--place   a folder of data/demo; default: GROUNDWORK_PLACE, else shangqiu
--output  the file to write; default: archives/basemap.pmtiles in GROUNDWORK_DATA, else in .groundwork

npm run tiles -- --published [--out DIR] [--url https://cdn.example.org/maps/] [--max-zoom 14] [--draft]

Packs the published layers of the database for a static server or an object store: archive, basemap, TileJSON, styles.
--out       the folder to write; default: published in the data directory
--url       the address at which the folder will lie; default: relative to the page
--max-zoom  10 to 16; maps enlarge what lies deeper
--draft     without a 审图号 nothing is published, unless as a draft that says so`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      place: { type: 'string' },
      output: { type: 'string' },
      published: { type: 'boolean' },
      out: { type: 'string' },
      url: { type: 'string' },
      'max-zoom': { type: 'string' },
      draft: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  if (values.published) {
    await buildPublished(values);
    return;
  }
  const place = values.place ?? process.env['GROUNDWORK_PLACE'] ?? 'shangqiu';
  if (!/^[a-z][a-z0-9_-]*$/.test(place))
    throw new Error(
      `The place "${place}" is not a folder of data/demo: use its code, as in --place shangqiu.`,
    );
  const output =
    values.output ?? join(process.env['GROUNDWORK_DATA'] ?? '.groundwork', 'archives', 'basemap.pmtiles');
  const placeDirectory = fileURLToPath(new URL(`../../data/demo/${place}`, import.meta.url));
  const start = performance.now();
  const made = await buildBasemap({ place, placeDirectory, output });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${output}: ${(made.bytes / 1024).toFixed(0)} KB, zoom ${made.minZoom}–${made.maxZoom}, ` +
      `${made.addressedTiles} tiles, ${made.tileContents} different, ${seconds} s`,
  );
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  console.error('--help tells the options.');
  process.exitCode = 1;
});
