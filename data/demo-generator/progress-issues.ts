/** Issues of the joint review: settled in the meetings, settled without one, and open in every state of the course. */
import type { IssueRow } from '../sources/progress.ts';
import { issueKind, type IssueKind, type IssueState } from '../vocabulary/issue.ts';
import { issueTitles, titleNumbers } from './progress-issue-titles.ts';
import type { ProgressPlan } from './progress-plan.ts';
import type { Mark, Roles } from './progress-roles.ts';
import type { Subject } from './progress-subject.ts';
import type { Random } from './random.ts';
import { later } from './schedule.ts';

type Step = [state: IssueState, on: string, more?: { due?: string; note?: string }];

interface Context {
  plan: ProgressPlan;
  roles: Roles;
  random: Random;
  prefix: string;
}

/** @returns issues in the order in which they were collected, numbered so. */
export function layIssues(subjects: readonly Subject[], context: Context): IssueRow[] {
  const { plan, roles, random, prefix } = context;
  const lags: Mark[] = [
    'startRed',
    'startYellow',
    'investmentRed',
    'investmentYellow',
    'registerRed',
    'completionLate',
  ];
  const troubled = subjects.filter((s) => s.status === 'suspended' || lags.some((mark) => roles(s, mark)));
  const working = random.shuffled(subjects.filter((s) => s.startedOn && !troubled.includes(s)));
  const chosen = working.slice(0, plan.settled.projects);
  const kinds = Array.from({ length: 4 }, () => random.shuffled(issueKind.codes)).flat();
  let next = 0;
  const issue = (subject: Subject, steps: readonly Step[]): Omit<IssueRow, 'code'> =>
    issueRow(
      subject,
      kindOf(subject, roles, kinds[next++ % kinds.length] ?? 'finance', random),
      steps,
      random,
    );

  const drafts = [
    ...Array.from({ length: plan.settled.issues }, (_, index) =>
      issue(
        chosen[index % chosen.length] as Subject,
        inMeeting(plan.meetings, (index * plan.meetings.length) / plan.settled.issues, random),
      ),
    ),
    ...Array.from({ length: plan.settledBelow }, (_, index) =>
      issue(working[plan.settled.projects + index] as Subject, withoutMeeting(random)),
    ),
    ...openCourses(plan, random).map((steps, index) =>
      issue(troubled[index % troubled.length] as Subject, steps),
    ),
  ];
  const collected = (draft: Omit<IssueRow, 'code'>) => draft.transitions[0]?.on ?? '';
  return drafts
    .sort((a, b) => (collected(a) < collected(b) ? -1 : collected(a) > collected(b) ? 1 : 0))
    .map((draft, index) => ({ code: `${prefix}-I-${String(index + 1).padStart(3, '0')}`, ...draft }));
}

/** A standstill is an issue of its own kind; a late start one of land and permits. */
function kindOf(subject: Subject, roles: Roles, drawn: IssueKind, random: Random): IssueKind {
  const still = subject.pauses.at(-1)?.reason;
  if (subject.status === 'suspended' && still)
    return (
      (
        {
          dust: 'dust',
          land: 'land_quota',
          finance: 'finance',
          labour: 'labour',
          relocation: 'relocation',
          weather: 'dust',
        } as Record<string, IssueKind>
      )[still] ?? 'finance'
    );
  if (roles(subject, 'startRed') || roles(subject, 'startYellow'))
    return random.pick<IssueKind>([
      'land_quota',
      'cropland_offset',
      'planning',
      'approval',
      'relocation',
      'owner_unclear',
    ]);
  return drawn;
}

function issueRow(
  subject: Subject,
  kind: IssueKind,
  steps: readonly Step[],
  random: Random,
): Omit<IssueRow, 'code'> {
  const [low, high] = titleNumbers[kind];
  const round = high > 200 ? 50 : 1;
  const amount = Math.max(1, Math.round(random.between(low, high) / round) * round);
  const { units } = subject;
  const unit =
    kind === 'finance' || kind === 'land_quota' || kind === 'planning' || kind === 'approval'
      ? units.preparation
      : kind === 'forest' || kind === 'environment' || kind === 'cropland_offset'
        ? units.authority
        : units.responsible;
  const moment = (on: string) => `${on}T17:30:00+08:00`;
  return {
    project: subject.code,
    title: random.pick(issueTitles[kind]).replace('{n}', String(amount)),
    kind,
    illustrative: true,
    recorded_at: moment(steps[0]?.[1] ?? ''),
    transitions: steps.map(([state, on, more]) => ({
      state,
      on,
      ...(more?.due ? { unit, due: more.due } : {}),
      ...(more?.note ? { note: more.note } : {}),
      recorded_at: moment(on),
    })),
  };
}

const closing = '由综合协调单位核销';

/** Settled after a meeting: proposed because its day had passed, approved by the chair, handled jointly. */
function inMeeting(meetings: readonly string[], position: number, random: Random): Step[] {
  const number = Math.floor(position);
  const meeting = meetings[number] ?? '';
  const done = later(meeting, random.integer(8, 22));
  return [
    ...toMeeting(meeting, number, random),
    ['done', done],
    ['closed', later(done, random.integer(2, 6)), { note: closing }],
  ];
}

function toMeeting(meeting: string, number: number, random: Random): Step[] {
  const collected = later(meeting, -random.integer(24, 34));
  return [
    ['collected', collected],
    ['assigned', later(collected, 3), { due: later(meeting, -8) }],
    ['agenda_proposed', later(meeting, -6), { note: '逾期未办结，拟提交联席会议' }],
    ['agenda', later(meeting, -3), { note: '审定列入议题' }],
    ['joint_handling', meeting, { due: later(meeting, 25), note: `第 ${number + 1} 次联席会议纪要（示例）` }],
  ];
}

function withoutMeeting(random: Random): Step[] {
  const collected = later('2026-01-12', random.integer(0, 140));
  const done = later(collected, random.integer(9, 24));
  return [
    ['collected', collected],
    ['assigned', later(collected, 3), { due: later(collected, random.integer(20, 30)) }],
    ['done', done],
    ['closed', later(done, random.integer(2, 5)), { note: closing }],
  ];
}

/** Open at the end of July, in every state; one has come to accountability. */
function openCourses({ meetings, open }: ProgressPlan, random: Random): Step[][] {
  const last = meetings.length - 1;
  const [before = '', latest = ''] = meetings.slice(-2);
  const day = (from: string, span: number) => later(from, random.integer(0, span));
  const rounds = Array.from({ length: open }, (): Step[][] => {
    const fresh = day('2026-07-20', 6);
    const running = day('2026-07-02', 10);
    const overdue = day('2026-06-08', 10);
    const proposed = day('2026-06-12', 8);
    const agenda = day('2026-06-10', 8);
    const handled = toMeeting(latest, last, random);
    return [
      [['collected', fresh]],
      [
        ['collected', running],
        ['assigned', later(running, 3), { due: later(running, 38) }],
      ],
      [
        ['collected', overdue],
        ['assigned', later(overdue, 3), { due: later(overdue, 28) }],
      ],
      [
        ['collected', proposed],
        ['assigned', later(proposed, 3), { due: later(proposed, 25) }],
        ['agenda_proposed', later(proposed, 30), { note: '责任单位报告超出职权，拟列议题' }],
      ],
      [
        ['collected', agenda],
        ['assigned', later(agenda, 3), { due: later(agenda, 25) }],
        ['agenda_proposed', later(agenda, 28), { note: '逾期未办结，拟提交联席会议' }],
        ['agenda', '2026-07-28', { note: '审定列入 8 月议题' }],
      ],
      [
        ...handled.slice(0, -1),
        ['joint_handling', latest, { due: '2026-08-10', note: `第 ${last + 1} 次联席会议纪要（示例）` }],
      ],
      [
        ...toMeeting(before, last - 1, random),
        ['supervised', later(before, 32), { due: day('2026-07-24', 20), note: '未按纪要时限办结，督办' }],
      ],
      [...handled, ['done', day('2026-07-20', 6), { note: '待核销' }]],
    ];
  });
  const [first = ''] = meetings.slice(-3);
  return [
    [
      ...toMeeting(first, last - 2, random),
      ['supervised', later(first, 30), { due: later(first, 55), note: '未按纪要时限办结，督办' }],
      ['accountability', '2026-07-10', { note: '督办逾期，移交督查问责（示例）' }],
    ],
    ...rounds.flat(),
  ];
}
