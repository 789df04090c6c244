import type { Rules } from '../../data/rules/facts.ts';

/** Rules of the places in tests: Yinchuan's thresholds and the plain calendar. Tests vary them by what they are about. */
export const testRules: Rules = {
  source: 'test',
  investment: { yellow_from_gap: 10, red_above_gap: 30 },
  start: { yellow_after_months: 1, red_after_months: 3 },
  statistics_register: { yellow_after_months: 1, red_after_months: 2 },
  report_window: { opens_day: 25, closes_day: 5 },
  report_jump_share: 0.3,
  calendar: {
    kind: 'calendar',
    cumulative: [0.0833, 0.1667, 0.25, 0.3333, 0.4167, 0.5, 0.5833, 0.6667, 0.75, 0.8333, 0.9167, 1],
    source: 'm/12',
  },
  milestones: [],
};
