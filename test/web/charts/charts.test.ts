import { describe, expect, it } from 'vitest';
import { layCurve } from '../../../web/charts/curve.ts';
import { points } from '../../../web/charts/numbers.ts';
import { layTimeline, placeWords, widthOfWords } from '../../../web/charts/stages.ts';

const box = { width: 120, height: 100, left: 0, right: 0, top: 0, bottom: 0 };
const month = (number: number, completed: number | null, revisions = 1) => ({
  month: `2026-${String(number).padStart(2, '0')}`,
  planned: null,
  calendar: number < 3 ? null : (number - 2) / 10,
  completed,
  revisions,
});

describe('the investment curve', () => {
  const curve = layCurve(
    {
      months: [month(1, null), month(2, null), month(3, 5), month(4, 20, 2), month(5, 40)],
      total: 100,
      judgedMonth: '2026-04',
      byPlan: false,
    },
    box,
  );

  it('goes in steps from month to month, and not beyond the judged one', () => {
    expect(curve.actualPath).toBe('M0 100H30V95H40V80');
    expect(curve.actual.map(({ revised }) => revised)).toEqual([false, true]);
  });

  it('begins its baseline in the month before the first one of the project', () => {
    expect(curve.baselinePath).toBe('M20 100L30 90L40 80L50 70');
    expect(curve.judged.baseline?.share).toBe(0.2);
  });

  it('grows with figures above the plan', () => {
    const over = layCurve(
      { months: [month(3, 200)], total: 100, judgedMonth: '2026-03', byPlan: false },
      box,
    );
    expect(over.actual[0]?.y).toBe(0);
    expect(over.baseline[0]?.y).toBe(95);
  });
});

describe('the stage timeline', () => {
  const stage = (name: 'eia' | 'start' | 'structure', plannedOn: string | null, actualOn: string | null) => ({
    stage: name,
    plannedOn,
    actualOn,
  });
  const late = (of: ReturnType<typeof stage>[]) =>
    layTimeline(of, { month: '2026-07', left: 0, right: 100 }).bars.map((bar) => bar.late);

  it('counts days behind of what is done, and of what is due by the end of the data month', () => {
    expect(late([stage('eia', '2026-03-01', '2026-03-11'), stage('start', '2026-07-01', null)])).toEqual([
      10, 30,
    ]);
    expect(late([stage('eia', '2026-08-01', null), stage('start', null, '2026-02-01')])).toEqual([
      null,
      null,
    ]);
  });

  it('does not know of what happened after the data month', () => {
    const [bar] = layTimeline([stage('start', '2026-07-01', '2026-08-05')], {
      month: '2026-07',
      left: 0,
      right: 100,
    }).bars;
    expect(bar).toMatchObject({ actual: null, late: 30 });
  });

  it('draws works from the stage before them, running ones up to the end of the data month', () => {
    const { bars, now } = layTimeline(
      [stage('start', '2026-01-31', '2026-01-31'), stage('structure', '2026-12-31', null)],
      { month: '2026-07', left: 0, right: 100 },
    );
    expect(bars[1]).toMatchObject({ running: true, late: null });
    expect(bars[1]?.actual?.to).toBe(now);
    expect(bars[1]?.actual?.from).toBe(bars[0]?.actual?.to);
  });
});

describe('words about a bar', () => {
  const of = (from: number, to: number) => placeWords({ from, to }, { words: 60, width: 200 });

  it('stand right of it, left of it where only there is room, else over its end', () => {
    expect(of(10, 100)).toEqual({ x: 105, anchor: 'start' });
    expect(of(100, 180)).toEqual({ x: 95, anchor: 'end' });
    expect(of(40, 180)).toEqual({ x: 200, anchor: 'end' });
  });

  it('are twice as wide in Chinese', () => {
    expect([widthOfWords('逾期 11 月'), widthOfWords('11 mo overdue')]).toEqual([57, 78]);
  });
});

describe('percentage points', () => {
  it('take as many decimals as tell the side of a bound', () => {
    expect(points(21, [10, 30], 'en')).toBe('21');
    expect(points(21.04, [10, 30], 'en')).toBe('21');
    expect(points(9.96, [10, 30], 'en')).toBe('9.96');
    expect(points(30.0001, [10, 30], 'en')).toBe('30.0001');
    expect(points(10, [10, 30], 'en')).toBe('10');
  });
});
