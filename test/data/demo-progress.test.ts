/** The progress of the demo, asked of its files: possible, and shaped as an expert believes it. */
import { describe, expect, it } from 'vitest';
import { places } from '../../data/demo-generator/places.ts';
import { indicators } from '../../data/rules/indicators.ts';
import { monthEnd, monthFrom } from '../../data/rules/month.ts';
import { checkReport, type ReportFigures } from '../../data/rules/report-check.ts';
import type { ReportRow } from '../../data/sources/progress.ts';
import { issueKind, issueState } from '../../data/vocabulary/issue.ts';
import { projectTier } from '../../data/vocabulary/project.ts';
import { demoFiles, judged } from '../support/demo-progress.ts';

const july = '2026-07';
const months = Array.from({ length: 7 }, (_, index) => monthFrom(2026, index + 1));
const shangqiu = demoFiles('shangqiu');

/** Reports of a project by month, the last revision of each. */
function latest(reports: readonly ReportRow[], code: string): ReportRow[] {
  const byMonth = new Map<string, ReportRow>();
  const rows = reports.filter(({ project }) => project === code);
  for (const row of rows.toSorted((a, b) => Date.parse(a.recorded_at) - Date.parse(b.recorded_at)))
    byMonth.set(row.month, row);
  return [...byMonth.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
}

describe.each(Object.keys(places))('the progress of %s', (name) => {
  const files = demoFiles(name);
  const { progress, projects, place } = files;
  const byCode = new Map(projects.map((project) => [project.code, project]));
  const day = (code: string, status: string) =>
    byCode.get(code)?.events.find((event) => event.status === status)?.effective_on;

  it('is smaller than 1.5 MB, and nothing in it was recorded after the reference date', () => {
    expect(files.bytes).toBeLessThan(1_500_000);
    const rows = [
      ...progress.plans,
      ...progress.reports,
      ...progress.stages,
      ...progress.registers,
      ...progress.exceptions,
      ...progress.approvals,
      ...progress.issues,
      ...progress.issues.flatMap(({ transitions }) => transitions),
    ];
    const end = Date.parse(`${place.reference_date}T23:59:59+08:00`);
    expect(rows.filter(({ recorded_at }) => Date.parse(recorded_at) > end)).toEqual([]);
    const events = progress.issues.flatMap(({ transitions }) => transitions.map(({ on }) => on));
    const dates = [
      ...progress.stages.map(({ actual_on }) => actual_on),
      ...progress.registers.map(({ registered_on }) => registered_on),
      ...progress.approvals.map(({ done_on }) => done_on),
    ];
    expect([...events, ...dates].filter((date) => date && date > (place.reference_date ?? ''))).toEqual([]);
  });

  it('invents nothing for a real project', () => {
    const real = new Set(projects.filter(({ illustrative }) => !illustrative).map(({ code }) => code));
    const { source: _, ...lists } = progress;
    for (const rows of Object.values(lists))
      expect((rows as { project: string }[]).filter(({ project }) => real.has(project))).toEqual([]);
    expect(progress.issues.every(({ illustrative }) => illustrative)).toBe(true);
    expect(progress.exceptions.every(({ approved_by }) => approved_by.startsWith('示例人员'))).toBe(true);
  });

  it('has a plan for each illustrative listed project, within its total investment', () => {
    const planned = new Set(progress.plans.map(({ project }) => project));
    const listed = projects.filter(({ illustrative, years }) => illustrative && years.length > 0);
    expect(planned).toEqual(new Set(listed.map(({ code }) => code)));
    for (const { project, total } of progress.plans)
      expect(total).toBeLessThanOrEqual(byCode.get(project)?.total_investment ?? 0);
  });

  it('completes nothing before the start, while a site stands still, and after the completion', () => {
    for (const code of new Set(progress.reports.map(({ project }) => project))) {
      const started = day(code, 'under_construction');
      const completed = day(code, 'completed');
      const events = byCode.get(code)?.events ?? [];
      const reports = latest(progress.reports, code);
      reports.forEach((report, index) => {
        const before = reports[index - 1];
        const stood = events.some(
          ({ status, effective_on }, position) =>
            status === 'suspended' &&
            effective_on.slice(0, 7) <= report.month &&
            (events[position + 1]?.effective_on ?? '9999').slice(0, 7) > report.month,
        );
        const none = !started || started > monthEnd(report.month);
        const done = completed !== undefined && completed.slice(0, 7) < report.month;
        if (none)
          expect([code, report.month, report.completed, report.physical_percent]).toEqual([
            code,
            report.month,
            0,
            0,
          ]);
        if (before) {
          expect(report.completed).toBeGreaterThanOrEqual(before.completed);
          expect(report.completed_since_start).toBeGreaterThanOrEqual(before.completed_since_start ?? 0);
          expect(report.physical_percent).toBeGreaterThanOrEqual(before.physical_percent ?? 0);
          if (stood || done)
            expect([code, report.month, report.completed]).toEqual([code, report.month, before.completed]);
        }
        if (done) expect(report.physical_percent).toBe(100);
        expect(report.completed_since_start).toBeGreaterThanOrEqual(report.completed);
        expect(report.public_paid ?? 0).toBeLessThanOrEqual(report.public_allotted ?? 0);
      });
    }
  });

  it('gives a reason wherever the rules of entry ask for one', () => {
    for (const code of new Set(progress.reports.map(({ project }) => project))) {
      let previous: (ReportFigures & { month: string }) | null = null;
      for (const report of latest(progress.reports, code)) {
        const figures = {
          completed: report.completed,
          completedSinceStart: report.completed_since_start ?? null,
          physicalPercent: report.physical_percent ?? null,
          publicAllotted: report.public_allotted ?? null,
          publicPaid: report.public_paid ?? null,
        };
        const plan = progress.plans.findLast(
          ({ project, recorded_at }) => project === code && recorded_at <= report.recorded_at,
        );
        const problems = checkReport(figures, {
          month: report.month,
          previous,
          plan: plan?.total ?? null,
          totalInvestment: byCode.get(code)?.total_investment ?? null,
          rules: place.rules,
        });
        expect([code, report.month, problems.filter(({ kind }) => kind === 'error')]).toEqual([
          code,
          report.month,
          [],
        ]);
        if (problems.length > 0)
          expect([code, report.month, !!report.reason]).toEqual([code, report.month, true]);
        previous = { ...figures, month: report.month };
      }
    }
  });

  it('dates stages as the events do, approvals before the start and the rest after it', () => {
    for (const { project, facts } of judged(files, july)) {
      const { stages, startedOn, completedOn } = facts;
      const actual = (stage: keyof typeof stages) => stages[stage]?.actual ?? null;
      if (!project.illustrative) continue;
      expect([project.code, actual('start'), actual('completion')]).toEqual([
        project.code,
        startedOn,
        completedOn,
      ]);
      if (startedOn)
        for (const stage of ['initiation', 'eia', 'planning_permit', 'bidding', 'land_supply'] as const)
          if (stages[stage])
            expect([project.code, stage, (actual(stage) ?? '9999') < startedOn]).toEqual([
              project.code,
              stage,
              true,
            ]);
      const order = ['start', 'structure', 'completion', 'acceptance', 'in_use'] as const;
      const known = order.map(actual).filter((date) => date !== null);
      expect([project.code, known]).toEqual([project.code, known.toSorted()]);
      if (completedOn) expect(actual('structure')).not.toBeNull();
    }
  });

  it('takes issues through their course in order, closed by a note of who wrote them off', () => {
    for (const { code, transitions } of progress.issues) {
      const steps = transitions.map(({ on }) => on);
      expect([code, steps]).toEqual([code, steps.toSorted()]);
      expect(transitions[0]?.state).toBe('collected');
      for (const { state, unit, due, note } of transitions) {
        if (state === 'assigned') expect(unit && due).toBeTruthy();
        if (state === 'closed') expect(note).toMatch(/核销/);
      }
    }
  });

  it('draws its monthly plans on the season of the place', () => {
    const { calendar } = place.rules;
    const season = places[name]?.progress.season;
    expect(calendar.kind).toBe(season ? 'seasonal' : 'calendar');
    if (season) expect(season).toEqual(calendar.cumulative);
  });
});

describe('Shangqiu at the end of July', () => {
  const { progress, place } = shangqiu;
  const all = judged(shangqiu, july);
  const of = (rows: typeof all) => indicators(rows, { month: july, rules: place.rules });
  const total = of(all);
  const count = (list: readonly unknown[]) => list.length;

  it('has completed 69 % of a plan of 770 亿, 10.7 points ahead of the calendar, A before B before the city', () => {
    expect(total.planned).toBe(770 * 1e6);
    expect(total.investmentRate).toBeCloseTo(0.69, 2);
    expect(total.aheadOfCalendar).toBeCloseTo(10.7, 1);
    const rates = projectTier.codes.map((tier) => of(all.filter(({ project }) => project.tier === tier)));
    expect(rates.map(({ investmentRate }) => Math.round(1000 * (investmentRate ?? 0)))).toEqual([
      770, 701, 667,
    ]);
    expect(rates.map(({ planned }) => planned / 1e4)).toEqual([8470, 27720, 40810]);
  });

  it('has laggards behind it: some red, more yellow, of every rule', () => {
    expect(total.lights.red).toBeGreaterThanOrEqual(8);
    expect(total.lights.red).toBeLessThanOrEqual(12);
    expect(total.lights.yellow).toBeGreaterThanOrEqual(18);
    expect(total.lights.yellow).toBeLessThanOrEqual(25);
    expect(total.lights.green).toBeGreaterThan(120);
    const lit = (rule: string, light: string) =>
      count(
        all.filter(({ judgement }) =>
          judgement.reasons.some((one) => one.rule === rule && one.light === light),
        ),
      );
    expect([lit('start', 'yellow'), lit('start', 'red')]).toEqual([5, 2]);
    expect([lit('register', 'yellow'), lit('register', 'red')]).toEqual([3, 2]);
    expect(lit('public_money', 'red')).toBe(2);
    expect(lit('investment', 'red')).toBeGreaterThanOrEqual(3);
    const lifted = all.filter(({ judgement }) =>
      judgement.reasons.some((one) => 'exception' in one && one.exception !== null),
    );
    expect(lifted.map(({ judgement }) => judgement.light)).toEqual(['green', 'green', 'green', 'green']);
  });

  it('has started 77 of 102, some late, and completed 16 of 68', () => {
    expect([total.newStarts, total.started, total.completions, total.completedProjects]).toEqual([
      102, 77, 68, 16,
    ]);
    expect(total.startsDue).toBeGreaterThan(total.started);
    expect(total.completionsDue).toBeGreaterThan(total.completedProjects);
    expect(total.completionsDue).toBeLessThan(25);
  });

  it('has the marks that a meeting asks about', () => {
    expect([total.overTotal, total.withoutPermit, total.suspended]).toEqual([2, 3, 8]);
    expect(total.carried).toBe(8);
    expect(total.unusedPlan).toBeGreaterThan(0);
    const above = all.filter(({ assessment: { completed, planned } }) => planned > 0 && completed > planned);
    expect(count(above)).toBeGreaterThanOrEqual(5);
    const finished = all.filter(({ facts }) => facts.completedOn);
    for (const { assessment } of finished) {
      expect(assessment.completed / assessment.planned).toBeGreaterThan(0.8);
      expect(assessment.completed / assessment.planned).toBeLessThan(1.1);
    }
    const late = new Set(progress.reports.filter((report) => report.late).map(({ project }) => project));
    expect(late.size).toBe(4);
    expect(count(all.filter(({ judgement, facts }) => judgement.carried && facts.report?.late))).toBe(2);
  });

  it('has monthly plans for about 60 %, and revised plans and figures with what stood before', () => {
    const projects = new Set(progress.plans.map(({ project }) => project));
    const curves = new Set(progress.plans.filter(({ monthly }) => monthly).map(({ project }) => project));
    expect(curves.size / projects.size).toBeGreaterThan(0.55);
    expect(curves.size / projects.size).toBeLessThan(0.68);
    expect(progress.plans.length - projects.size).toBe(6);
    const may = progress.reports.filter(({ month }) => month === '2026-05');
    expect(may.length - new Set(may.map(({ project }) => project)).size).toBe(3);
  });

  it('has about 70 % of the approval items done, and issues of every kind in every state', () => {
    const required = all.filter(({ assessment }) => assessment.approvalsRequired > 0);
    expect(count(required)).toBeGreaterThan(75);
    expect(total.approvalRate).toBeGreaterThan(0.64);
    expect(total.approvalRate).toBeLessThan(0.77);
    const { issues } = progress;
    expect(new Set(issues.map(({ kind }) => kind))).toEqual(new Set(issueKind.codes));
    expect(new Set(issues.map(({ transitions }) => transitions.at(-1)?.state))).toEqual(
      new Set(issueState.codes),
    );
    const met = issues.filter(
      ({ transitions }) =>
        transitions.at(-1)?.state === 'closed' && transitions.some(({ state }) => state === 'joint_handling'),
    );
    expect([met.length, new Set(met.map(({ project }) => project)).size]).toEqual([34, 16]);
    const meetings = met.map(
      ({ transitions }) => transitions.find(({ state }) => state === 'joint_handling')?.on,
    );
    expect(new Set(meetings).size).toBe(5);
  });

  it('comes to this step by step: the rate grows, and reds come late', () => {
    const year = months.map((month) => indicators(judged(shangqiu, month), { month, rules: place.rules }));
    const rates = year.map(({ investmentRate }) => investmentRate ?? 0);
    expect(rates).toEqual(rates.toSorted((a, b) => a - b));
    expect(year[0]?.lights.red).toBe(0);
    expect(year.map(({ started }) => started)).toEqual(
      year.map(({ started }) => started).toSorted((a, b) => a - b),
    );
  });
});

describe('Changbaishan at the end of July', () => {
  const files = demoFiles('changbaishan');
  const all = judged(files, july);
  const total = indicators(all, { month: july, rules: files.place.rules });

  it('is ahead of its short season, with few lights', () => {
    expect(total.calendar).toBe(0.52);
    expect(total.investmentRate).toBeGreaterThan(0.52);
    expect(total.lights.red).toBeGreaterThan(0);
    expect(total.lights.red).toBeLessThan(6);
    expect(total.lights.yellow).toBeLessThan(12);
    expect(total.lights.green).toBeGreaterThan(30);
  });
});
