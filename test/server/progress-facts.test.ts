import { describe, expect, it } from 'vitest';
import { countsAt, factsAt, stageAt, whatWasKnown } from '../../server/book/progress-facts.ts';
import type { ListedProject } from '../../server/book/progress-facts.ts';
import type { ProjectHistory } from '../../server/book/progress-store.ts';

const project: ListedProject = {
  status: 'reserve',
  annualClass: 'new',
  completesThisYear: true,
  plannedInvestment: 500,
  totalInvestment: 9000,
  events: [
    ['under_construction', '2026-03-10', 30, 2],
    ['preparatory', '2025-11-01', 31, 3],
    ['suspended', '2026-06-01', 60, 4],
  ],
};
const history: ProjectHistory = {
  project_plan: [
    [1, 1, 10, 2026, 1000, null],
    [2, 1, 50, 2026, 1200, [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200]],
    [3, 1, 55, 2025, 7, null],
  ],
  project_report: [
    [1, 1, 20, '2026-01', 80, 800, null, null, false],
    [2, 1, 30, '2026-02', 150, 870, 100, 50, true],
    [3, 1, 40, '2026-01', 90, 810, null, null, false],
    [4, 1, 20, '2025-12', 999, null, null, null, false],
  ],
  project_stage: [
    [1, 1, 10, 'start', '2026-02-28', null],
    [2, 1, 35, 'start', '2026-02-28', '2026-03-12'],
    [3, 1, 10, 'eia', '2026-01-10', '2026-01-09'],
  ],
  project_register: [
    [1, 1, 40, '2026-04-02'],
    [2, 1, 60, '2026-03-20'],
  ],
  light_exception: [[1, 1, 45, 'start', '征拆', '项目办', '2026-05-31']],
  approval_item: [
    [1, 1, 10, 2026, 'eia', true, null],
    [2, 1, 15, 2026, 'eia', true, '2026-01-09'],
    [3, 1, 15, 2026, 'forest', true, null],
    [4, 1, 16, 2026, 'forest', false, null],
    [5, 1, 16, 2025, 'design', true, null],
  ],
  issue_transition: [
    [1, 1, 10, 7, 'collected', '2026-01-05', null],
    [2, 1, 11, 7, 'assigned', '2026-01-10', '2026-02-15'],
    [3, 1, 44, 7, 'closed', '2026-04-01', null],
  ],
};

const at = (month: string, until?: number) => {
  const known = whatWasKnown(project, history, { year: 2026, until });
  const facts = factsAt(known, month);
  return { facts, counts: countsAt(known, month), stage: stageAt(facts) };
};

describe('what was known of a project', () => {
  it('is the last revision of each figure until the month', () => {
    const { facts, counts, stage } = at('2026-04');
    expect(facts).toMatchObject({
      status: 'under_construction',
      plan: { total: 1200 },
      startedOn: '2026-03-10',
      completedOn: null,
      registeredOn: '2026-03-20',
      report: { month: '2026-02', completed: 150, late: true },
      exceptions: [{ rule: 'start', reason: '征拆', approvedBy: '项目办', until: '2026-05-31' }],
    });
    expect(counts).toEqual({
      approvalsRequired: 1,
      approvalsDone: 1,
      issuesDue: 1,
      issuesClosed: 1,
      issuesOpen: 0,
    });
    expect(stage).toBe('start');
  });

  it('knows nothing that happens after the month', () => {
    const { facts, counts, stage } = at('2026-02');
    expect(facts).toMatchObject({ status: 'preparatory', startedOn: null, registeredOn: null });
    expect(facts.stages.start).toEqual({ planned: '2026-02-28', actual: null });
    expect([counts.issuesDue, counts.issuesClosed, counts.issuesOpen, stage]).toEqual([1, 0, 1, 'eia']);
    expect(at('2026-01').facts.report).toMatchObject({ month: '2026-01', completed: 90 });
    expect(at('2026-06').facts.status).toBe('suspended');
  });

  it('knows nothing that was recorded later', () => {
    const { facts, counts } = at('2026-06', 30);
    expect(facts).toMatchObject({
      status: 'under_construction',
      plan: { total: 1000, monthly: null },
      registeredOn: null,
      report: { month: '2026-02' },
      exceptions: [],
    });
    expect(counts.issuesOpen).toBe(1);
    expect(at('2026-01', 30).facts.report?.completed).toBe(80);
    expect(at('2026-01', 39.9).facts.report?.completed).toBe(80);
    expect(at('2026-01', 40).facts.report?.completed).toBe(90);
  });

  it('takes the plan of the list when none was recorded, and the row’s status when there is no event', () => {
    const { facts } = at('2026-06', 5);
    expect(facts).toMatchObject({ plan: { total: 500, monthly: null }, status: 'reserve', report: null });
  });

  it('has not begun before its first event: preparatory in the list of the year, else in reserve', () => {
    expect(at('2025-10').facts.status).toBe('preparatory');
    const unlisted = whatWasKnown({ ...project, annualClass: null }, history, { year: 2026 });
    expect(factsAt(unlisted, '2025-10').status).toBe('reserve');
  });
});
