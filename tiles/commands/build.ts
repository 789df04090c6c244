/** `npm run tiles`: builds the basemap archive of a place. Options: --place, --output. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildBasemap } from '../archives.ts';

const usage = `npm run tiles -- [--place shangqiu] [--output basemap.pmtiles]

--place   a folder of data/demo; default: GROUNDWORK_PLACE, else shangqiu
--output  the file to write; default: archives/basemap.pmtiles in GROUNDWORK_DATA, else in .groundwork`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { place: { type: 'string' }, output: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(usage);
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
