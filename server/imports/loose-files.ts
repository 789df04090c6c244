/** Files that a person names on the command line: the parts of a Shapefile belong together. */
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { zipSync } from 'fflate';

const parts = ['.shp', '.shx', '.dbf', '.prj', '.cpg'];

/** One thing to be imported. */
export interface GivenFile {
  readonly name: string;
  chunks(): Promise<AsyncIterable<Uint8Array>>;
}

/** The files to be imported; loose parts of a Shapefile, and those that lie beside a named .shp, become one archive. */
export function givenFiles(paths: readonly string[]): GivenFile[] {
  const stems = new Set<string>();
  const files: GivenFile[] = [];
  for (const path of paths) {
    const ending = extname(path).toLowerCase();
    const stem = path.slice(0, path.length - ending.length);
    const isPart =
      parts.includes(ending) &&
      (ending !== '.dbf' || paths.some((other) => other.toLowerCase() === `${stem}.shp`.toLowerCase()));
    if (!isPart) files.push({ name: basename(path), chunks: () => Promise.resolve(createReadStream(path)) });
    else if (!stems.has(stem)) {
      stems.add(stem);
      files.push({ name: `${basename(stem)}.shp.zip`, chunks: () => shapefile(stem) });
    }
  }
  return files;
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function shapefile(stem: string): Promise<AsyncIterable<Uint8Array>> {
  const directory = dirname(stem);
  const wanted = parts.map((ending) => `${basename(stem)}${ending}`.toLowerCase());
  const names = (await readdir(directory)).filter((name) => wanted.includes(name.toLowerCase()));
  const entries = await Promise.all(
    names.map(async (name) => [name, new Uint8Array(await readFile(join(directory, name)))] as const),
  );
  return one(zipSync(Object.fromEntries(entries), { level: 1 }));
}
