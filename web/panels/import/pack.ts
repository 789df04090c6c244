/** What of chosen files is uploaded: one file, or the parts of a Shapefile in one archive. */

export type Picked =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'parts'; readonly name: string; readonly files: readonly File[] }
  | { readonly kind: 'several'; readonly count: number }
  | { readonly kind: 'empty'; readonly name: string };

/** Parts that are one with the .shp of the same name. */
const parts = /\.(shp|shx|dbf|prj|cpg|cst|qpj|qix|sbn|sbx|shp\.xml)$/i;

/** @returns nothing when no file was chosen. */
export function pickFiles(files: readonly File[]): Picked | undefined {
  const [file] = files;
  if (!file) return undefined;
  const empty = files.find(({ size }) => size === 0);
  if (files.length === 1) return empty ? { kind: 'empty', name: file.name } : { kind: 'file', file };
  const shp = files.find(({ name }) => /\.shp$/i.test(name));
  const stem = (name: string) => name.replace(parts, '').toLowerCase();
  const all = shp && files.every(({ name }) => parts.test(name) && stem(name) === stem(shp.name));
  return all
    ? { kind: 'parts', name: shp.name.replace(/\.shp$/i, '.zip'), files }
    : { kind: 'several', count: files.length };
}

/** The parts in one archive, as they are: the way to the server compresses. */
export async function packParts(files: readonly File[]): Promise<Blob> {
  const [{ zipSync }, ...contents] = await Promise.all([
    import('fflate'),
    ...files.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())] as const),
  ]);
  const archive = zipSync(Object.fromEntries(contents), { level: 0 });
  return new Blob([archive as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
}
