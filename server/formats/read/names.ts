/** Names of files as names of layers. */

/** The name of a file without its folders and ending; never empty. */
export function layerName(fileName: string): string {
  const base = fileName.split(/[\\/]/).at(-1) ?? '';
  return base.replace(/(?:\.(?:shp|tab|mif|gdb))?\.[^.]{1,9}$/i, '').slice(0, 200) || '1';
}
