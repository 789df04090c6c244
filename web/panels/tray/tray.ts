/** The tray: what passes the filter and has no place on the map, by the area that reports it. */
import type { Columns } from '../../../data/columns.ts';
import { statusesInTotals } from '../../../data/vocabulary/project.ts';

export interface TrayGroup {
  /** Code of the reporting area; `null` when none is entered. */
  readonly area: string | null;
  /** Rows of the columns. */
  readonly rows: readonly number[];
  /** Total investment, 百元. */
  readonly investment: number;
}

/**
 * Rows without a place in groups by reporting area, in the order of the areas, those without one last. Counts what
 * 未落图 of the reconciliation counts: listed projects only, each once.
 */
export function layTray(columns: Columns, passing: Uint32Array): readonly TrayGroup[] {
  const { mapped, total_investment: investment } = columns.numbers;
  const status = columns.codes.status;
  const area = columns.codes.reporting_area;
  const groups = new Map<number, number[]>();
  for (const row of passing) {
    const listed = (statusesInTotals as readonly (string | undefined)[]).includes(
      status?.dictionary[status.index[row] ?? -1],
    );
    if (!listed || mapped?.[row] === 1) continue;
    const key = area?.index[row] ?? Infinity;
    const rows = groups.get(key);
    if (rows) rows.push(row);
    else groups.set(key, [row]);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([key, rows]) => ({
      area: area?.dictionary[key] ?? null,
      rows,
      investment: rows.reduce((sum, row) => sum + (investment?.[row] || 0), 0),
    }));
}
