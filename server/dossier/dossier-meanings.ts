/** What each figure of a dossier means (domain.md, Rules), with the thresholds of the place. */
import { corridorReach } from './dossier-data.ts';
import type { Dossier } from './dossier-data.ts';
import { percentText } from './dossier-reason.ts';
import type { DossierLanguage } from './dossier-words.ts';

export interface Meaning {
  readonly figure: string;
  readonly meaning: string;
}

export function meaningsOf({ rules, scope, month }: Dossier, language: DossierLanguage): Meaning[] {
  const { investment, start, statistics_register: register, calendar, public_money: money } = rules;
  const at = Number(month.slice(5)) - 1;
  const share = percentText(calendar.kind === 'calendar' ? (at + 1) / 12 : (calendar.cumulative[at] ?? 1));
  const paid = percentText(money?.required[at] ?? 0);
  const rows: (Meaning | false)[] =
    language === 'zh'
      ? [
          of(
            '数据月份、知悉至',
            '所有数字按数据月份月末判断，只用知悉日终之前已入库的数据；与查看当天无关。',
          ),
          of('项目数', '打包项目计一项，拆分地点数另列；储备、缓建、取消项目不计入合计，除非在范围中指名。'),
          of(
            '图上＋未落图＋筛除＝全库',
            '图上：有位置且通过筛选；未落图：通过筛选但无位置；筛除：未通过筛选。',
          ),
          of('投资完成率', '本年累计完成投资 ÷ 年度计划投资。超过 100% 属实即收。'),
          of(
            '时序基线',
            `截至数据月份全年应完成的比例，本月为 ${share}（${calendar.source}）。超时序＝投资完成率−时序基线，正数为超前。`,
          ),
          of(
            '应完成、应完成比例',
            '有月度计划的按批准的月度计划，没有的按本项目时序：当年开工的自开工月起算，当年竣工的到竣工月止。',
          ),
          of('差距（百分点）', '应完成比例−完成率；正数为落后。'),
          of(
            '进度灯：投资',
            `差距小于 ${investment.yellow_from_gap} 绿灯，${investment.yellow_from_gap}–${investment.red_above_gap}（含）黄灯，大于 ${investment.red_above_gap} 红灯。${rules.source}`,
          ),
          of(
            '进度灯：开工',
            `计划开工月结束仍未开工满 ${start.yellow_after_months} 个月黄灯，满 ${start.red_after_months} 个月红灯；有经批准的正当理由时不亮。`,
          ),
          of(
            '进度灯：入库纳统',
            `开工后超过 ${register.yellow_after_months} 个月未入库黄灯，超过 ${register.red_after_months} 个月红灯；有经批准的正当理由时不亮。`,
          ),
          money !== undefined &&
            of('进度灯：财政资金', `财政资金支付低于本月要求的 ${paid} 时红灯。${money.source}`),
          of(
            '取最差',
            '一项目有几条规则适用时取最差的灯；○ 无灯：储备、前期、缓建、取消、无计划、未到期、未报送。',
          ),
          of('落后', '黄灯与红灯项目，红灯在前，按差距从大到小。'),
          of('欠进度', '应完成−本年完成，不小于零。'),
          of(
            '到年底每月需',
            `从判断月份的次月到 12 月平均每月需完成：转绿＝年底差距小于 ${investment.yellow_from_gap} 个百分点；完成计划＝达到年度计划。`,
          ),
          of('时序开工率、年度开工率', '已开工 ÷ 至今应开工；已开工 ÷ 全年新开工。竣工率同理。'),
          of('联审联批完成率', '已办审批事项 ÷ 本年应办审批事项。'),
          of('问题办结率', '到期问题中已核销的 ÷ 到期问题。'),
          of('沿用', '当月未报送的项目按最近一次报送判断，合计沿用该数。'),
          of('未用计划', '已竣工或投产项目的年度计划−本年完成；计划仍留在分母中。'),
          of('超概、未批先建', '开工以来累计完成超过总投资；开工早于施工许可。'),
          scope.corridor !== undefined &&
            of(
              '通道范围',
              `项目位置（含打包项目的可见地点）距通道中心线不超过 ${corridorReach / 1000} 公里，按椭球面量算。`,
            ),
        ]
      : [
          of(
            'Data month, as known on',
            'Everything is judged at the end of the data month with what had been recorded by the end of the day named; never at the day of reading.',
          ),
          of(
            'Projects',
            'A package counts once, its sites are counted apart; reserve, deferred and cancelled projects stand in no total unless they are named.',
          ),
          of(
            'On the map + not on the map + filtered out = all listed',
            'On the map: has a place and passes; not on the map: passes without a place; filtered out: does not pass.',
          ),
          of(
            'Completed of the plan',
            'Completed this year ÷ plan of the year. More than 100 % is real and accepted.',
          ),
          of(
            'Calendar baseline',
            `Share of the year due by the data month, ${share} now (${calendar.source}). Ahead = completed share − baseline.`,
          ),
          of(
            'Due',
            'By the approved monthly plan where there is one, else by the project’s own calendar: from its start month, to its month of completion.',
          ),
          of('Gap (pp)', 'Due share − completed share; positive is behind.'),
          of(
            'Light: investment',
            `Gap below ${investment.yellow_from_gap} green, ${investment.yellow_from_gap} to ${investment.red_above_gap} yellow, above ${investment.red_above_gap} red. ${rules.source}`,
          ),
          of(
            'Light: start',
            `Not started ${start.yellow_after_months} month(s) after the planned one yellow, ${start.red_after_months} red; an approved reason lifts it.`,
          ),
          of(
            'Light: statistics register',
            `Not registered more than ${register.yellow_after_months} month(s) after the start yellow, ${register.red_after_months} red; an approved reason lifts it.`,
          ),
          money !== undefined &&
            of('Light: public money', `Paid below the ${paid} required by this month: red. ${money.source}`),
          of(
            'The worst counts',
            'Where several rules apply, the worst light. ○ none: reserve, preparatory, deferred, cancelled, without plan, not due, nothing reported.',
          ),
          of('Behind', 'Yellow and red ones; red first, then the widest gap.'),
          of('Shortfall', 'Due − completed this year, not below zero.'),
          of(
            'A month until December',
            `Needed a month from the month after the judged one: to be less than ${investment.yellow_from_gap} pp behind then; to fulfil the plan.`,
          ),
          of(
            'Start rates',
            'Started ÷ due by now; started ÷ the new starts of the year. Completions likewise.',
          ),
          of('Joint review', 'Approval items done ÷ approval items required this year.'),
          of('Issue settlement', 'Issues due that are closed ÷ issues due.'),
          of(
            'Earlier figures',
            'A project that did not report is judged at its last report; totals carry it forward.',
          ),
          of('Unused plan', 'Plan − completed of a finished project; the plan stays in the denominator.'),
          of(
            'Above the total, before the permit',
            'Completed since the start above the total investment; started before the construction permit.',
          ),
          scope.corridor !== undefined &&
            of(
              'Along the corridor',
              `The place of a project (or a visible site) lies within ${corridorReach / 1000} km of the corridor’s centre line, measured on the ellipsoid.`,
            ),
        ];
  return rows.filter((row) => row !== false);
}

function of(figure: string, meaning: string): Meaning {
  return { figure, meaning };
}
