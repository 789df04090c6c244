/**
 * The progress of one month laid beside the project columns: what `evaluate` and `indicators` read. The column file
 * `progress` holds every judged month of a year, its columns named by the month (`light_07`).
 */
import { noCode } from './columns.ts';
import type { CodeColumn, Columns, NumberArray } from './columns.ts';
import type { Assessment } from './rules/assessment.ts';
import type { Light } from './vocabulary/light.ts';
import type { ProjectStatus } from './vocabulary/project.ts';

/** Code columns of each month, under the names that `monthColumns` gives them. */
export const monthCodes = ['status', 'light', 'stage'] as const;

/** Number columns of each month with the type in which the file holds them; money in integers of 百元. */
export const monthNumbers = {
  /** Percentage points behind the baseline; NaN = none. */
  gap: 'f64',
  due: 'f64',
  completed: 'f64',
  unused: 'f64',
  flags: 'u16',
  approvals_required: 'u16',
  approvals_done: 'u16',
  issues_due: 'u16',
  issues_closed: 'u16',
  issues_open: 'u16',
} as const;
export type MonthNumber = keyof typeof monthNumbers;
const monthNumberNames = Object.keys(monthNumbers) as readonly MonthNumber[];

/** Name of a column in the file: `light` of month 7 → `light_07`. */
export function monthColumn(name: (typeof monthCodes)[number] | MonthNumber, month: number): string {
  return `${name}_${String(month).padStart(2, '0')}`;
}

/** Row of the progress file for each row of the projects, −1 where it has none; `undefined` = row for row. */
type Alignment = Int32Array | undefined;
const alignments = new WeakMap<Columns, WeakMap<Columns, { readonly rows: Alignment }>>();

function align(projects: Columns, progress: Columns): Alignment {
  let known = alignments.get(projects);
  if (!known) alignments.set(projects, (known = new WeakMap()));
  let found = known.get(progress);
  if (!found) known.set(progress, (found = { rows: rowsByFid(projects, progress) }));
  return found.rows;
}

function rowsByFid(projects: Columns, progress: Columns): Alignment {
  const fids = projects.numbers.fid;
  const others = progress.numbers.fid;
  if (!fids || !others) throw new Error(`columns of ${fids ? progress.noun : projects.noun} have no fid`);
  if (fids.length === others.length && fids.every((fid, row) => fid === others[row])) return undefined;
  const places = new Map<number, number>();
  others.forEach((fid, row) => places.set(fid, row));
  return Int32Array.from(fids, (fid) => places.get(fid) ?? -1);
}

/**
 * The project columns with `status`, `light`, `stage`, `planned` and the numbers of `monthNumbers` of one month, under
 * plain names, a row for each project. Arrays are the files' own while both have the same rows; projects that the
 * progress lacks have no code, NaN in measures and 0 in counts. A month that the file does not hold adds no columns.
 *
 * @param month 1 to 12, of the year of the file
 */
export function monthColumns(projects: Columns, progress: Columns, month: number): Columns {
  const rows = align(projects, progress);
  const codes: Record<string, CodeColumn> = { ...projects.codes };
  for (const name of monthCodes) {
    const column = progress.codes[monthColumn(name, month)];
    if (column) codes[name] = rows ? { ...column, index: pick(column.index, rows, noCode) } : column;
  }
  const numbers: Record<string, NumberArray> = { ...projects.numbers };
  const add = (name: string, column: NumberArray | undefined) => {
    if (column) numbers[name] = rows ? pick(column, rows, Number.NaN) : column;
  };
  for (const name of monthNumberNames) add(name, progress.numbers[monthColumn(name, month)]);
  add('planned', progress.numbers.planned);
  return { ...projects, numbers, codes };
}

/** The values of other rows; an integer array takes NaN as 0. */
function pick<Values extends NumberArray>(values: Values, rows: Int32Array, missing: number): Values {
  const picked = new (values.constructor as new (length: number) => Values)(rows.length);
  for (let row = 0; row < rows.length; row++) picked[row] = values[rows[row] ?? -1] ?? missing;
  return picked;
}

/** One row of the columns that `monthColumns` gives, as `indicators` sums it; without progress nothing is due. */
export function assessmentOf(columns: Columns, row: number): Assessment {
  const { numbers, codes } = columns;
  const amount = (name: string) => numbers[name]?.[row] || 0; // NaN is no amount
  return {
    status: codeAt(codes.status, row) as ProjectStatus,
    light: (codeAt(codes.light, row) ?? 'none') as Light,
    gap: numbers.gap?.[row] ?? Number.NaN,
    planned: amount('planned'),
    due: amount('due'),
    completed: amount('completed'),
    unusedPlan: amount('unused'),
    flags: amount('flags'),
    approvalsRequired: amount('approvals_required'),
    approvalsDone: amount('approvals_done'),
    issuesDue: amount('issues_due'),
    issuesClosed: amount('issues_closed'),
    issuesOpen: amount('issues_open'),
  };
}

function codeAt(column: CodeColumn | undefined, row: number): string | undefined {
  return column?.dictionary[column.index[row] ?? noCode];
}
