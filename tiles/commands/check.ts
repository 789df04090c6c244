/** `npm run tiles:check -- FILE`: reads an archive with the npm `pmtiles` reader and tells what is wrong with it. */
import { checkArchive, tileLimit } from '../check.ts';
import { openArchive } from '../pmtiles/open.ts';

async function main(): Promise<void> {
  const [file, ...rest] = process.argv.slice(2);
  if (!file || rest.length > 0) throw new Error('Give one archive: npm run tiles:check -- basemap.pmtiles');
  const archive = await openArchive(file);
  try {
    const { layers, zooms, faults } = await checkArchive(archive);
    const { header, metadata } = archive;
    console.log(`${file}: ${metadata.name ?? 'without a name'}, ${archive.size} bytes`);
    console.log(`bounds ${header.bounds.join(', ')}; ${metadata.attribution ?? 'no attribution'}\n`);
    console.table(
      Object.fromEntries(
        layers.map(({ id, tiles, features, minZoom, maxZoom, fields }) => [
          id,
          { zooms: `${minZoom}–${maxZoom}`, tiles, features, fields: fields.join(' ') },
        ]),
      ),
    );
    console.table(
      Object.fromEntries(
        zooms.map(({ zoom, tiles, biggest }) => [`zoom ${zoom}`, { tiles, 'biggest tile (bytes)': biggest }]),
      ),
    );
    for (const fault of faults) console.error(`fault: ${fault}`);
    console.log(
      faults.length === 0 ? `no faults; no tile above ${tileLimit} bytes` : `${faults.length} faults`,
    );
    if (faults.length > 0) process.exitCode = 1;
  } finally {
    await archive.close();
  }
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
