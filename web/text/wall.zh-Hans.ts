/** The wall in simplified Chinese: the source of the type. Numbers arrive formatted. */
export const wallZhHans = {
  wall: {
    search: '查找',
    figures: '要情',
    headline: {
      behind: (rate: string, points: string) => [`投资完成 ${rate}，`, `慢于月计划 ${points} 个百分点`],
      ahead: (rate: string, points: string) => [`投资完成 ${rate}，`, `快于月计划 ${points} 个百分点`],
      even: (rate: string) => [`投资完成 ${rate}，`, '与月计划持平'],
      noBaseline: (rate: string) => [`投资完成 ${rate}`],
      noPlan: ['当前条件下', '没有年度计划可比'],
      empty: ['没有符合条件的项目'],
    },
    owed: (names: string, amount: string, share: string) =>
      `${names}合计欠进度 ${amount}，占各区县欠额的 ${share}。`,
    owedByAll: (names: string, amount: string) => `${names}合计欠进度 ${amount}。`,
    owedByOne: (name: string, amount: string) => `${name}欠进度 ${amount}。`,
    noneOwes: '各区县投资均达到月计划。',
    yetBehind: (behind: string, red: string, amount: string) =>
      `合计达标，仍有 ${behind} 项落后（红灯 ${red} 项），欠进度 ${amount}。`,
    and: '、',
    part: (listed: string, all: string) => `已筛选 ${listed} / ${all} 项`,
    startRate: '时序开工率',
    completionRate: '时序竣工率',
    approvalRate: '联审联批办结率',
    ofDue: (done: string, due: string) => `${done} / 应 ${due} 项`,
    short: (count: string) => `欠 ${count} 项`,
    ofItems: (done: string, required: string) => `${done} / ${required} 件`,
    ranking: '各区县投资完成',
    rankingPlan: '▮ 月计划',
    rankingGap: '较计划，百分点',
    reds: (count: string) => `红灯 ${count} 项`,
    redsLargest: (shown: string) => `差距最大的 ${shown} 项`,
    noReds: '没有红灯项目',
    onlyReds: '只看红灯',
    tabs: { ranking: '排名', list: '项目' },
    right: '右栏',
  },
};

export type WallTexts = typeof wallZhHans;
