/** One number of the bench beside its limit. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What issue and docs promise; absent = for information. */
  readonly limit?: { readonly at: 'least' | 'most'; readonly value: number };
  /** Smallest and greatest of the rounds. */
  readonly spread?: readonly [number, number];
  readonly note?: string;
}

/** A measurement from several rounds: their median, or the value below which another share of them lies, with the spread. */
export function ofRounds(
  rounds: readonly number[],
  about: Omit<Measurement, 'value' | 'spread'>,
  share = 0.5,
): Measurement {
  return { ...about, value: quantile(rounds, share), spread: [Math.min(...rounds), Math.max(...rounds)] };
}

/** The value below which the share `q` of the values lies (nearest rank). */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? NaN;
}

export function withinLimit({ value, limit }: Measurement): boolean {
  if (!limit) return true;
  return limit.at === 'least' ? value >= limit.value : value <= limit.value;
}

/** The measurements as lines of a table. */
export function table(measurements: readonly Measurement[]): string {
  const number = (value: number) =>
    Number.isInteger(value) || Math.abs(value) >= 1000 ? value.toFixed(0) : value.toPrecision(3);
  const rows = measurements.map((one) => [
    one.limit ? (withinLimit(one) ? 'ok' : 'OVER') : '',
    one.name,
    `${number(one.value)} ${one.unit}`,
    one.limit ? `${one.limit.at === 'least' ? '≥' : '≤'} ${number(one.limit.value)}` : '',
    one.spread ? `${number(one.spread[0])} – ${number(one.spread[1])}` : '',
    one.note ?? '',
  ]);
  const all = [['', 'what', 'median', 'limit', 'spread', ''], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
