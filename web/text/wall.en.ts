import type { WallTexts } from './wall.zh-Hans.ts';

/** The wall in English. */
export const wallEn: WallTexts = {
  wall: {
    search: 'Search',
    figures: 'Briefing',
    headline: {
      behind: (rate, points) => [`${rate} of the annual plan done,`, `${points} pp behind the monthly plan`],
      ahead: (rate, points) => [`${rate} of the annual plan done,`, `${points} pp ahead of the monthly plan`],
      even: (rate) => [`${rate} of the annual plan done,`, 'level with the monthly plan'],
      noBaseline: (rate) => [`${rate} of the annual plan done`],
      noPlan: ['Nothing was planned', 'for what the filter leaves'],
      empty: ['No project meets the filter'],
    },
    owed: (names, amount, share) =>
      `${names} are together ${amount} short of the plan: ${share} of what all districts owe.`,
    owedByAll: (names, amount) => `${names} are together ${amount} short of the plan.`,
    owedByOne: (name, amount) => `${name} is ${amount} short of the plan.`,
    noneOwes: 'Every district has met the monthly plan.',
    yetBehind: (behind, red, amount) =>
      `The sums are on plan, yet ${behind} projects are behind (${red} red) by ${amount}.`,
    and: ', ',
    part: (listed, all) => `filtered: ${listed} of ${all}`,
    startRate: 'Starts',
    completionRate: 'Completions',
    approvalRate: 'Joint approvals',
    ofDue: (done, due) => `${done} of ${due} due`,
    short: (count) => `${count} short`,
    ofItems: (done, required) => `${done} of ${required}`,
    ranking: 'Investment by district',
    rankingPlan: '▮ monthly plan',
    rankingGap: 'vs plan, pp',
    reds: (count) => `Red lights: ${count}`,
    redsLargest: (shown) => `the ${shown} furthest behind`,
    noReds: 'No project has a red light',
    onlyReds: 'Only red',
    tabs: { ranking: 'Ranking', list: 'Projects' },
    right: 'Right column',
  },
};
