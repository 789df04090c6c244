/** New codes in the pattern of those that a noun has. */

/** The letter of each noun in codes, for a place that has none yet. */
const letters: Readonly<Record<string, string>> = {
  project: 'P',
  zone: 'Z',
  corridor: 'C',
  parcel: 'L',
  facility: 'F',
  constraint: 'K',
  company: 'E',
  unit: 'U',
  person: 'H',
};

/**
 * Codes that were never used: the most common beginning of the known ones (SQ-P-) and the numbers after the highest
 * (279 → SQ-P-280), as wide as they are written there.
 * @param used every code that there is or ever was, and those that the file brings
 */
export function nextCodes(
  noun: string,
  count: number,
  { used, placeCode }: { readonly used: readonly string[]; readonly placeCode: string },
): string[] {
  const series = new Map<string, { rows: number; highest: number; width: number }>();
  for (const code of used) {
    const [, prefix = '', digits = ''] = /^(.*?)(\d{1,9})$/.exec(code) ?? [];
    if (!prefix || !digits) continue;
    const known = series.get(prefix) ?? { rows: 0, highest: 0, width: 1 };
    series.set(prefix, {
      rows: known.rows + 1,
      highest: Math.max(known.highest, Number(digits)),
      width: Math.max(known.width, digits.length),
    });
  }
  const [common] = [...series].sort(([, a], [, b]) => b.rows - a.rows);
  const [prefix, { highest, width }] = common ?? [
    `${placeCode.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase() || 'X'}-${letters[noun] ?? 'X'}-`,
    { highest: 0, width: 3 },
  ];
  return Array.from(
    { length: count },
    (_, at) => `${prefix}${String(highest + 1 + at).padStart(width, '0')}`,
  );
}
