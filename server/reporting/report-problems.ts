/** Sentences for figures that are refused: row, column and value, and what would be right. */
import type { PlanProblem, ReportProblem } from '../../data/rules/report-check.ts';
import { reportField } from '../../data/vocabulary/report.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import { shorten } from '../http/problem.ts';
import type { Refusal } from '../http/problem.ts';

type Said = Refusal & { readonly said: Word };

/** A refusal at a row and column of a sheet. */
export function atRow(
  facts: { readonly row: number; readonly project: string; readonly column: Word; readonly key: string },
  value: unknown,
  { code, text }: { readonly code: string; readonly text: Word },
): Said {
  const { row, column } = facts;
  const project = shorten(facts.project, 40);
  return {
    key: `rows.${row - 1}.${facts.key}`,
    value: printed(value),
    row,
    code,
    said: {
      zh: `第 ${row} 行（${project}）“${column.zh}”：${text.zh}。`,
      en: `Row ${row} (${project}), '${column.en}': ${text.en}.`,
    },
  };
}

/** A figure of a row, as a refusal. */
export function figureRefusal(row: number, project: string, problem: ReportProblem): Said {
  const { field, code, value, limit } = problem;
  return atRow({ row, project, column: reportField.words[field], key: field }, value, {
    code,
    text: figureText(code, printed(value), String(limit ?? '')),
  });
}

/** A figure of a plan, as a refusal. */
export function planRefusal({ month, code, value, limit }: PlanProblem): Said {
  const shown = printed(value);
  const text = planText(code, shown, String(limit ?? ''), month);
  return {
    key: month === null ? (code === 'not_twelve' ? 'monthly' : 'total') : `monthly.${month - 1}`,
    value: shown,
    code,
    said:
      month === null
        ? { zh: `年度计划：${text.zh}。`, en: `The plan: ${text.en}.` }
        : { zh: `${month} 月：${text.zh}。`, en: `Month ${month}: ${text.en}.` },
  };
}

function figureText(code: ReportProblem['code'], value: string, limit: string): Word {
  switch (code) {
    case 'missing':
      return { zh: '未填写', en: 'nothing is entered' };
    case 'not_a_number':
      return { zh: `“${value}”不是数字`, en: `'${value}' is not a number` };
    case 'negative':
      return { zh: `${value} 为负数`, en: `${value} is negative` };
    case 'too_precise':
      return { zh: `${value} 超过两位小数`, en: `${value} has more than two decimals` };
    case 'too_large':
      return { zh: `${value} 过大，最多 ${limit}`, en: `${value} is too large; at most ${limit}` };
    case 'above_hundred':
      return { zh: `${value} 超过 100`, en: `${value} is above 100` };
    case 'lower':
      return {
        zh: `${value} 低于上期的 ${limit}；如属实，请填写原因`,
        en: `${value} is lower than ${limit} of the last report; if it is right, give a reason`,
      };
    case 'above_total':
      return {
        zh: `${value} 超过总投资 ${limit}；如属实，请填写原因`,
        en: `${value} is more than the total investment of ${limit}; if it is right, give a reason`,
      };
    case 'jump':
      return {
        zh: `${value} 较上期增幅过大（超过 ${limit}）；如属实，请填写原因`,
        en: `${value} jumps too far (beyond ${limit}); if it is right, give a reason`,
      };
  }
}

function planText(code: PlanProblem['code'], value: string, limit: string, month: number | null): Word {
  switch (code) {
    case 'not_twelve':
      return {
        zh: `月度计划应为 12 个累计数，收到 ${value}`,
        en: `the monthly plan has ${limit} cumulative amounts; ${value} came`,
      };
    case 'falls':
      return {
        zh: `累计 ${value} 低于 ${(month ?? 2) - 1} 月的 ${limit}，累计数不能下降`,
        en: `${value} is less than ${limit} of month ${(month ?? 2) - 1}; cumulative amounts never fall`,
      };
    case 'not_total':
      return {
        zh: `累计 ${value} 不等于年度计划 ${limit}`,
        en: `${value} is not the plan of the year, ${limit}`,
      };
    default:
      return figureText(code, value, limit);
  }
}

function printed(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
