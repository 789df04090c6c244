/** `npm run demo:generate`: writes the generated files of both demo places from their upstream files and the fixed seed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatePlace } from '../demo-generator/generate.ts';
import { places } from '../demo-generator/places.ts';

const demo = fileURLToPath(new URL('../demo/', import.meta.url));
const wanted = process.argv.slice(2);

for (const [place, plans] of Object.entries(places)) {
  if (wanted.length > 0 && !wanted.includes(place)) continue;
  const start = performance.now();
  const files = generatePlace(plans, (file) =>
    JSON.parse(readFileSync(join(demo, place, 'upstream', file), 'utf8')),
  );
  for (const [file, text] of files) writeFileSync(join(demo, place, file), text);
  console.log(`${place}: ${files.size} files in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
