/** What is entered for a project and a month, as typed: reading it, comparing it, and what is wrong with it. */
import type { Rules } from '../../../data/rules/facts.ts';
import { monthEnd } from '../../../data/rules/month.ts';
import { checkReport } from '../../../data/rules/report-check.ts';
import type { ReportProblemCode } from '../../../data/rules/report-check.ts';
import { reportField } from '../../../data/vocabulary/report.ts';
import type { ReportField } from '../../../data/vocabulary/report.ts';
import { isCode } from '../../../data/vocabulary/word.ts';
import type { SheetRow } from './reporting-api.ts';

/** The columns that are entered, in their order. */
export const entryFields = [
  'completed',
  'completedSinceStart',
  'physicalPercent',
  'physicalProgress',
  'publicAllotted',
  'publicPaid',
  'startedOn',
  'completedOn',
  'reason',
] as const;
export type EntryField = (typeof entryFields)[number];

/** The texts of a row as they were typed; money in 万元. */
export type Draft = Readonly<Record<EntryField, string>>;

export interface EntryProblem {
  readonly field: EntryField;
  /** `needs_reason` goes away with a reason in the row. */
  readonly kind: 'error' | 'needs_reason';
  readonly code: ReportProblemCode | 'not_a_date' | 'future' | 'before_start';
  readonly value: string;
  readonly limit: string;
}

export const isFigure = (field: EntryField): field is ReportField => isCode(reportField, field);
export const isDate = (field: EntryField): boolean => field === 'startedOn' || field === 'completedOn';

/**
 * A figure as people write it: full-width digits, thousands separators, 万元 or 亿元 behind money, % behind a share.
 * `null` = nothing there, `undefined` = no number. Money in 万元.
 */
export function readFigure(text: string, field: ReportField): number | null | undefined {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '').replace('−', '-');
  if (plain === '') return null;
  const parts = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+)(万元|万|亿元|亿|%)?$/.exec(plain);
  if (!parts) return undefined;
  const [, digits = '', unit] = parts;
  if (unit !== undefined && (unit === '%') !== (field === 'physicalPercent')) return undefined;
  const value = Number(digits.replaceAll(',', ''));
  // 1 亿 = 10⁴ 万; rounding takes away what the multiplication of a binary fraction adds.
  return unit?.startsWith('亿') ? Number((value * 10_000).toFixed(6)) : value;
}

/** A day as people write it (2026-7-1, 2026/7/1, 2026.7.1, 2026年7月1日), as YYYY-MM-DD. `null` = nothing, `undefined` = none. */
export function readDay(text: string): string | null | undefined {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return null;
  const parts = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/.exec(plain);
  if (!parts) return undefined;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day
    ? at.toISOString().slice(0, 10)
    : undefined;
}

/** What is known for the month: the row before anything is typed. */
export function knownDraft({ current, startedOn, completedOn }: SheetRow): Draft {
  const figure = (field: ReportField) =>
    (current?.[field] ?? null) === null ? '' : String(current?.[field]);
  return {
    completed: figure('completed'),
    completedSinceStart: figure('completedSinceStart'),
    physicalPercent: figure('physicalPercent'),
    publicAllotted: figure('publicAllotted'),
    publicPaid: figure('publicPaid'),
    physicalProgress: current?.physicalProgress ?? '',
    startedOn: startedOn ?? '',
    completedOn: completedOn ?? '',
    reason: current?.reason ?? '',
  };
}

/** Whether two texts of a column mean the same. */
export function sameEntry(field: EntryField, one: string, other: string): boolean {
  if (isFigure(field)) {
    const [a, b] = [readFigure(one, field), readFigure(other, field)];
    return a === undefined || b === undefined ? one.trim() === other.trim() : a === b;
  }
  if (isDate(field)) return (readDay(one) ?? one.trim()) === (readDay(other) ?? other.trim());
  return one.trim() === other.trim();
}

/** The columns of a row that differ from what is known. A day is never taken away by leaving its cell empty. */
export function changedFields(row: SheetRow, draft: Draft): EntryField[] {
  const known = knownDraft(row);
  const left = (field: EntryField) => isDate(field) && draft[field].trim() === '';
  return entryFields.filter((field) => !left(field) && !sameEntry(field, known[field], draft[field]));
}

/** A figure for the server; what is no number goes as it stands, so that the server can name it. */
const figureOf = (draft: Draft, field: ReportField): number | string | null => {
  const value = readFigure(draft[field], field);
  return value === undefined ? draft[field] : value;
};

/** The row as the server takes it. */
export function reportRow(code: string, draft: Draft): Readonly<Record<string, string | number | null>> {
  const words = (text: string) => text.trim() || null;
  return {
    project: code,
    ...Object.fromEntries(reportField.codes.map((field) => [field, figureOf(draft, field)])),
    physicalProgress: words(draft.physicalProgress),
    startedOn: readDay(draft.startedOn) ?? null,
    completedOn: readDay(draft.completedOn) ?? null,
    reason: words(draft.reason),
  };
}

/** What is wrong with a row, by the same checks as the server's. */
export function entryProblems(
  row: Pick<SheetRow, 'previous' | 'plan' | 'totalInvestment' | 'startedOn'>,
  draft: Draft,
  asked: { readonly month: string; readonly today: string; readonly rules: Pick<Rules, 'report_jump_share'> },
): EntryProblem[] {
  const { previous, plan, totalInvestment } = row;
  const entry = Object.fromEntries(reportField.codes.map((field) => [field, figureOf(draft, field)]));
  const { month, rules } = asked;
  const explained = draft.reason.trim() !== '';
  const figures = checkReport(entry, { month, previous, plan, totalInvestment, rules })
    .filter(({ kind }) => kind === 'error' || !explained)
    .map(({ field, kind, code, value, limit }) => ({
      field,
      kind,
      code,
      value: value === null ? '' : String(value as string | number),
      limit: limit === null ? '' : String(limit),
    }));
  return [...figures, ...dateProblems(row, draft, asked)];
}

function dateProblems(
  row: Pick<SheetRow, 'startedOn'>,
  draft: Draft,
  { month, today }: { readonly month: string; readonly today: string },
): EntryProblem[] {
  const last = [monthEnd(month), today].sort()[0] ?? today;
  const problems: EntryProblem[] = [];
  const find = (field: EntryField, code: EntryProblem['code'], limit: string) =>
    problems.push({ field, kind: 'error', code, value: draft[field].trim(), limit });
  for (const field of ['startedOn', 'completedOn'] as const) {
    const day = readDay(draft[field]);
    if (day === undefined) find(field, 'not_a_date', '');
    else if (day !== null && day > last) find(field, 'future', last);
  }
  const started = readDay(draft.startedOn) ?? row.startedOn;
  const completed = readDay(draft.completedOn);
  if (started && completed && completed < started) find('completedOn', 'before_start', started);
  return problems;
}
