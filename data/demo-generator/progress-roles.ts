/** Which projects stand out, and how: each at most once among the lights, so that counts hold. */
import { monthIn } from './progress-calendar.ts';
import type { ProgressPlan } from './progress-plan.ts';
import type { Subject } from './progress-subject.ts';
import type { Random } from './random.ts';

export type Mark = keyof ProgressPlan['counts'];
export type Roles = (subject: Subject, mark: Mark) => boolean;

export function drawRoles(subjects: readonly Subject[], { counts }: ProgressPlan, random: Random): Roles {
  const marks = new Map<Mark, Set<Subject>>();
  const taken = new Set<Subject>();
  const order = random.shuffled(subjects);
  const pick = (
    mark: Mark,
    fits: (subject: Subject) => boolean,
    { alone = true, count = counts[mark] }: { alone?: boolean; count?: number } = {},
  ) => {
    const chosen = order.filter((subject) => fits(subject) && !(alone && taken.has(subject))).slice(0, count);
    if (chosen.length < count)
      throw new Error(`only ${chosen.length} projects fit ${mark}, ${count} are wanted`);
    marks.set(mark, new Set(chosen));
    if (alone) for (const subject of chosen) taken.add(subject);
  };
  const has = (subject: Subject, mark: Mark) => marks.get(mark)?.has(subject) ?? false;
  const quiet = (subject: Subject) => subject.events.every(({ effective_on }) => effective_on < '2026-07-01');
  const working = (subject: Subject) =>
    subject.status === 'under_construction' && subject.pauses.length === 0;
  const startMonth = (subject: Subject) => monthIn(subject.startedOn ?? '2027-01-01');
  const isNew = (subject: Subject) => subject.annualClass === 'new';
  const waiting = (subject: Subject) => isNew(subject) && !subject.startedOn && !subject.second;
  const notLarge = (subject: Subject) => subject.tier !== 'province_a' && subject.planned < 80_000;

  pick('startRed', (subject) => waiting(subject) && notLarge(subject));
  pick('startYellow', (subject) => waiting(subject) && notLarge(subject));
  pick('excused', waiting);
  pick('registerRed', (s) => working(s) && isNew(s) && startMonth(s) >= 2 && startMonth(s) <= 4);
  pick('registerYellow', (s) => working(s) && isNew(s) && startMonth(s) === 6);
  pick('publicLow', (s) => working(s) && quiet(s) && isPublic(s) && startMonth(s) <= 4);
  pick('completionLate', (s) => working(s) && s.completes && !isNew(s));
  pick('investmentRed', (s) => working(s) && notLarge(s) && startMonth(s) <= 2 && !s.completes);
  pick('investmentYellow', (s) => working(s) && s.tier !== 'province_a' && startMonth(s) <= 4);
  pick('overTotal', (s) => !isNew(s) && s.completes && s.completedOn !== null);
  pick('withoutPermit', (s) => working(s) && isNew(s) && startMonth(s) >= 2);
  pick('silent', (s) => working(s) && quiet(s) && startMonth(s) <= 5);
  pick(
    'revisedPairs',
    (s) => working(s) && quiet(s) && s.tier === 'city' && startMonth(s) <= 4 && !s.completes,
    {
      count: 2 * counts.revisedPairs,
    },
  );
  pick('corrected', (s) => working(s) && quiet(s) && startMonth(s) <= 3 && !s.completes);
  // Two of those that have not reported July were late with June already.
  const alsoSilent = Math.floor(counts.late / 2);
  const silent = order.filter((subject) => has(subject, 'silent')).slice(0, alsoSilent);
  pick('late', (s) => working(s) && quiet(s) && !silent.includes(s) && startMonth(s) <= 4, {
    count: counts.late - alsoSilent,
  });
  for (const subject of silent) marks.get('late')?.add(subject);
  const early = (subject: Subject) =>
    isNew(subject) || (subject.annualClass === 'preparatory' && Number(subject.code.slice(-1)) % 2 === 0);
  pick('approvals', (s) => early(s) && (!s.startedOn || startMonth(s) >= 2), { alone: false });
  return has;
}

/** Public money is paid in. */
export function isPublic({ financing }: Subject): boolean {
  return financing.some((kind) => kind === 'fiscal' || kind === 'central_budget' || kind === 'special_bond');
}
