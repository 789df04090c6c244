/** Takes the reports of a month: all of them or none, each refused figure named by row, column and value. */
import type { Database, Transaction } from '../../data/db.ts';
import { monthEnd } from '../../data/rules/month.ts';
import { checkReport } from '../../data/rules/report-check.ts';
import type { ReportWindow } from '../../data/rules/report-window.ts';
import { reportField } from '../../data/vocabulary/report.ts';
import type { ReportField } from '../../data/vocabulary/report.ts';
import type { Rules } from '../../data/rules/facts.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import { refusedBody } from '../http/problem.ts';
import { insertEvent, insertReports, insertStage, lockProgress, sheetRows } from '../queries/reporting.ts';
import type { NewReport, SheetRow } from '../queries/reporting.ts';
import { atRow, figureRefusal } from './report-problems.ts';
import type { Viewer } from '../viewer.ts';

/** One row as it came; the figures are checked here. */
export interface GivenRow extends Readonly<Partial<Record<ReportField, unknown>>> {
  readonly project: string;
  readonly physicalProgress?: string | null | undefined;
  /** Days on which building began and was completed, where the month brought them. */
  readonly startedOn?: string | null | undefined;
  readonly completedOn?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

export interface GivenReports {
  readonly rows: readonly GivenRow[];
  /** Why the window is written to after it has closed. */
  readonly reason?: string | null | undefined;
  readonly source: string;
}

type Refused = ReturnType<typeof atRow>;

const columns = {
  project: { zh: '项目代码', en: 'Project code' },
  startedOn: { zh: '开工日期', en: 'Started on' },
  completedOn: { zh: '竣工日期', en: 'Completed on' },
} as const satisfies Record<string, Word>;

/** @throws Problem 422 for what cannot be, 409 for what is kept only with a reason; then nothing is written. */
export async function takeReports(
  database: Database,
  asked: {
    readonly window: ReportWindow;
    readonly today: string;
    readonly rules: Rules;
    readonly viewer: Viewer;
  },
  given: GivenReports,
): Promise<{ late: boolean; written: number }> {
  const { window, viewer } = asked;
  const late = window.state === 'closed';
  refuseWindow(window, asked.today, given.reason);
  await database.transaction({ actor: viewer.kind }, async (tx) => {
    await lockProgress(tx);
    const codes = given.rows.map(({ project }) => project);
    const known = new Map(
      (await sheetRows(tx, { viewer, month: window.month, codes })).map((row) => [row.code, row]),
    );
    const { errors, unexplained } = check(given, known, asked);
    if (errors.length > 0) {
      throw refusedBody({
        status: 422,
        kind: 'report-refused',
        title: { zh: '报送数据有误，未写入任何数据', en: 'The report has errors; nothing was written' },
        refusals: [...errors, ...unexplained],
      });
    }
    if (unexplained.length > 0) throw reasonNeeded(unexplained);
    await write(tx, given, known, { month: window.month, late });
  });
  return { late, written: given.rows.length };
}

function reasonNeeded(refusals: Parameters<typeof refusedBody>[0]['refusals']) {
  return refusedBody({
    status: 409,
    kind: 'reason-needed',
    title: { zh: '需要说明原因，未写入任何数据', en: 'A reason is needed; nothing was written' },
    refusals,
  });
}

function refuseWindow(window: ReportWindow, today: string, reason: string | null | undefined): void {
  const { month, opensOn, closesOn, state } = window;
  if (state === 'not_open') {
    throw refusedBody({
      status: 422,
      kind: 'window-not-open',
      title: { zh: '报送窗口未开放', en: 'The window is not open' },
      refusals: [
        {
          key: 'month',
          value: month,
          code: 'not_open',
          said: {
            zh: `${month} 的报送窗口 ${opensOn} 开放，今天是 ${today}。`,
            en: `The window of ${month} opens on ${opensOn}; today is ${today}.`,
          },
        },
      ],
    });
  }
  if (state === 'closed' && !reason?.trim()) {
    throw reasonNeeded([
      {
        key: 'reason',
        value: '',
        code: 'closed',
        said: {
          zh: `${month} 的报送窗口已于 ${closesOn} 关闭；补报或更正须填写原因（reason）。`,
          en: `The window of ${month} closed on ${closesOn}; a late entry or a correction needs a reason.`,
        },
      },
    ]);
  }
}

function check(
  given: GivenReports,
  known: ReadonlyMap<string, SheetRow>,
  { window, today, rules }: Pick<Parameters<typeof takeReports>[1], 'window' | 'today' | 'rules'>,
): { errors: Refused[]; unexplained: Refused[] } {
  const errors: Refused[] = [];
  const unexplained: Refused[] = [];
  const seen = new Map<string, number>();
  for (const [index, entry] of given.rows.entries()) {
    const row = index + 1;
    const { project } = entry;
    const refuse = (column: keyof typeof columns, value: unknown, code: string, text: Word) =>
      errors.push(atRow({ row, project, column: columns[column], key: column }, value, { code, text }));
    const before = seen.get(project);
    seen.set(project, before ?? row);
    const of = known.get(project);
    if (before !== undefined) {
      refuse('project', project, 'repeated', {
        zh: `与第 ${before} 行重复`,
        en: `the project stands in row ${before} already`,
      });
    } else if (!of) {
      refuse('project', project, 'unknown', {
        zh: `没有代码为“${project}”的项目`,
        en: `there is no project '${project}'`,
      });
    } else if (of.annualClass === null) {
      const year = window.month.slice(0, 4);
      refuse('project', project, 'not_listed', {
        zh: `不在 ${year} 年项目清单中`,
        en: `it is not in the list of ${year}`,
      });
    }
    const figures = checkReport(entry, {
      month: window.month,
      previous: of?.previous ?? null,
      plan: of?.plan ?? null,
      totalInvestment: of?.totalInvestment ?? null,
      rules,
    });
    for (const problem of figures) {
      if (problem.kind === 'error') errors.push(figureRefusal(row, project, problem));
      else if (!entry.reason?.trim()) unexplained.push(figureRefusal(row, project, problem));
    }
    const last = [monthEnd(window.month), today].sort()[0] as string;
    for (const column of ['startedOn', 'completedOn'] as const) {
      const on = entry[column];
      if (on && on > last) {
        refuse(column, on, 'future', { zh: `${on} 晚于 ${last}`, en: `${on} is later than ${last}` });
      }
    }
    const begun = entry.startedOn ?? of?.startedOn;
    if (entry.completedOn && begun && entry.completedOn < begun) {
      refuse('completedOn', entry.completedOn, 'before_start', {
        zh: `${entry.completedOn} 早于开工日期 ${begun}`,
        en: `${entry.completedOn} is before the start on ${begun}`,
      });
    }
  }
  return { errors, unexplained };
}

async function write(
  tx: Transaction,
  { rows, reason, source }: GivenReports,
  known: ReadonlyMap<string, SheetRow>,
  { month, late }: { readonly month: string; readonly late: boolean },
): Promise<void> {
  const fidOf = (project: string) => {
    const row = known.get(project);
    if (!row) throw new Error(`project ${project} was checked and is gone`);
    return row.fid;
  };
  const reports = rows.map((row): NewReport => {
    const figures = Object.fromEntries(
      reportField.codes.map((field) => [field, (row[field] as number | null | undefined) ?? null]),
    ) as Record<ReportField, number | null>;
    const why = [row.reason, reason].map((text) => text?.trim()).filter(Boolean);
    return {
      ...figures,
      projectFid: fidOf(row.project),
      physicalProgress: row.physicalProgress?.trim() || null,
      reason: why.length > 0 ? why.join('；') : null,
    };
  });
  await insertReports(tx, { month, late, source, rows: reports });
  for (const row of rows) {
    const projectFid = fidOf(row.project);
    const before = known.get(row.project);
    if (row.startedOn && row.startedOn !== before?.startedOn) {
      await insertStage(tx, { projectFid, stage: 'start', actualOn: row.startedOn, source });
      await insertEvent(tx, { projectFid, status: 'under_construction', on: row.startedOn, source });
    }
    if (row.completedOn && row.completedOn !== before?.completedOn) {
      await insertStage(tx, { projectFid, stage: 'completion', actualOn: row.completedOn, source });
      await insertEvent(tx, { projectFid, status: 'completed', on: row.completedOn, source });
    }
  }
}
