/** Figures as offices write them: full-width digits, thousands separators, 万 and 亿, units of money, area and length. */
import { areaUnit, countUnit, lengthUnit, moneyUnit } from '../vocabulary/column-unit.ts';
import type { ColumnUnit, UnitWord } from '../vocabulary/column-unit.ts';
import type { FieldType } from '../vocabulary/fields/field.ts';
import { compact, quote, refuse, word } from './text.ts';
import type { Given, Reading } from './value.ts';

type Factor = UnitWord['factor'];
export type FigureKind = 'money' | 'area' | 'length' | 'number' | 'integer';

/** 万元: a project of more than 1 万亿元 is a figure in the wrong unit. */
export const mostMoney = 100_000_000;

const words = {
  ...moneyUnit.words,
  ...areaUnit.words,
  ...lengthUnit.words,
  ...countUnit.words,
} as Readonly<Record<ColumnUnit, UnitWord>>;

/** Spellings as `spelled` writes them. */
const spellings: Readonly<Record<FigureKind, readonly (readonly [RegExp, Factor | ColumnUnit])[]>> = {
  money: [
    [/^(?:元|圆|块|rmb|cny|yuan|元人民币)$/, 'yuan'],
    [/^千元$/, 'thousand_yuan'],
    [/^万(?:元|圆|元人民币|rmb|cny)?$|^wan$/, 'wan'],
    [/^(?:百万|百万元|million|millioncny|cnymillion|millionyuan)$/, 'million_yuan'],
    [/^千万元?$/, [1000, 1]],
    [/^亿(?:元|圆|元人民币|rmb|cny)?$|^yi$/, 'yi'],
    [/^(?:billion|billioncny|billionyuan|十亿元?)$/, [100_000, 1]],
    [/^万亿元?$/, [100_000_000, 1]],
  ],
  area: [
    [/^(?:m²|平方米|平米|平方|sqm|squaremetres?|squaremeters?)$/, 'm2'],
    [/^(?:亩|市亩|mu)$/, 'mu'],
    [/^(?:公顷|ha|hm²|hectares?)$/, 'hectare'],
    [/^(?:km²|平方公里|平方千米|sqkm)$/, 'km2'],
    [/^万(?:m²|平方米|平米|平方|平)$/, 'wan_m2'],
    [/^万亩$/, 'wan_mu'],
  ],
  length: [
    [/^(?:m|米|metres?|meters?)$/, 'm'],
    [/^(?:km|公里|千米|kilometres?|kilometers?)$/, 'km'],
    [/^万(?:m|米)$/, [10_000, 1]],
  ],
  number: [[/^%$/, [1, 100]]],
  integer: [
    [/^(?:人|个|年|批|次|吨|t|m³|立方米|方|mva|兆伏安)(?:\/?(?:日|天|d|day))?$/, 'one'],
    [/^万(?:(?:人|个|吨|t|m³|立方米|方)(?:\/?(?:日|天|d|day))?)?$/, 'ten_thousand'],
    [/^亿人?$/, [100_000_000, 1]],
  ],
};

/** The unit that a text names, for a heading; `undefined` when it is none of the kind's units. */
export function unitNamed(text: string, kind: FigureKind): ColumnUnit | undefined {
  const unit = factorNamed(spelled(text), kind);
  return typeof unit === 'string' ? unit : undefined;
}

function factorNamed(spelling: string, kind: FigureKind): Factor | ColumnUnit | undefined {
  return spellings[kind].find(([pattern]) => pattern.test(spelling))?.[1];
}

/** In lower case, without white space, with ㎡ and m2 as m², so that what is left of digits are figures. */
function spelled(text: string): string {
  return compact(text)
    .toLowerCase()
    .replaceAll('−', '-')
    .replaceAll(/(?<=m)2/g, '²')
    .replaceAll(/(?<=m)3/g, '³');
}

/** Which unit the figures of a kind are stored in. */
export const storedUnit: Readonly<Record<FigureKind, ColumnUnit>> = {
  money: 'wan',
  area: 'm2',
  length: 'm',
  number: 'one',
  integer: 'one',
};

interface Figure {
  readonly value: number;
  /** A unit stood there that is not the stored one. */
  readonly converted: boolean;
  readonly about: boolean;
}

/** Digits with an optional unit, several of them for “1亿2000万元”. */
const figure = /^([+-]?)(?:(?:约|共|共计|合计|总计|计|≈|~)?)((?:[\d.,]+[^\d.,+\-~]*)+)$/;
const part = /([\d.,]+)([^\d.,]*)/g;
const digits = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?$|^\.\d+$/;

/** @returns the figure in the stored unit, or `undefined` where the text is no single figure of the kind. */
function parse(text: string, kind: FigureKind, unit: ColumnUnit): Figure | undefined {
  // “1 234 567” is grouped by spaces, “12 34” is two figures.
  if (/\d\s+\d/.test(text) && !/^\D*\d{1,3}(?:\s\d{3})+(?:\D|$)/.test(text)) return undefined;
  const plain = spelled(text)
    .replace(/^(?:¥|rmb|cny)/, '')
    .replace(/[左右余多]+$/, '')
    .replace(/^\((.+)\)$/, '-$1');
  const whole = figure.exec(plain);
  if (!whole) return undefined;
  const parts = [...(whole[2] ?? '').matchAll(part)];
  let value = 0;
  let converted = false;
  for (const [, number = '', named = ''] of parts) {
    const factor = named === '' && parts.length === 1 ? unit : factorNamed(named, kind);
    if (!digits.test(number) || factor === undefined) return undefined;
    const [numerator, denominator] = typeof factor === 'string' ? words[factor].factor : factor;
    if (factor !== storedUnit[kind]) converted = true;
    value += exact((Number(number.replaceAll(',', '')) * numerator) / denominator);
  }
  const about = /^(?:约|≈|~)|[左右余多]+$/.test(compact(text));
  return { value: exact(whole[1] === '-' ? -value : value), converted, about };
}

/** Without what a binary fraction adds in the sixteenth digit. */
const exact = (value: number): number => Number(value.toPrecision(15));

/** Half away from zero at a decimal place, as people round. */
export function roundTo(value: number, decimals: number): number {
  if (Math.abs(value) < 1e-6) return 0;
  return Number(`${Math.round(Number(`${exact(value)}e${decimals}`))}e-${decimals}`);
}

/** A cell as a figure of a field. @param unit of the column, for figures that name none. */
export function readFigure(
  type: FieldType & { readonly kind: FigureKind },
  given: Given,
  text: string,
  unit: ColumnUnit = storedUnit[type.kind],
): Reading {
  const { kind } = type;
  const bound = kind === 'number' ? /^(?:≤|<=|不大于|不超过|不高于)(.+)$/.exec(compact(text)) : null;
  const read = parse(bound?.[1] ?? ordinal(text, kind), kind, unit);
  if (!read || typeof given === 'boolean')
    return refuse(
      given,
      `不是数。请只填一个数${hint[kind].zh}。`,
      `is no number. Give one number${hint[kind].en}.`,
    );
  const value = rounded(read, kind);
  const problem = boundsProblem(type, value, given);
  if (problem) return problem;
  if (bound) return { value, given: quote(given), note: word('取上限', 'the upper bound') };
  if (read.about)
    return {
      value,
      given: quote(given),
      note: word('按所写的约数', 'as the rounded figure that is written'),
    };
  if (value !== read.value && kind !== 'area' && kind !== 'length')
    return { value, given: quote(given), note: word('四舍五入到两位小数', 'rounded to two decimals') };
  return read.converted ? { value, given: withUnit(given, text, unit) } : { value };
}

/** 第二批 and 第2批 → 2. */
function ordinal(text: string, kind: FigureKind): string {
  if (kind !== 'integer') return text;
  const plain = /^第?([一二三四五六七八九十]|\d+)(?:批次?|年度?|期)?$/.exec(compact(text))?.[1];
  if (plain === undefined) return text;
  const at = '零一二三四五六七八九十'.indexOf(plain);
  return at > 0 ? String(at) : plain;
}

/** Money to 百元's hundredth (two decimals of 万元); area and length to a tenth only where a unit was converted. */
function rounded({ value, converted }: Figure, kind: FigureKind): number {
  if (kind === 'money') return roundTo(value, 2);
  if ((kind === 'area' || kind === 'length') && converted) return roundTo(value, 1);
  return value;
}

function boundsProblem(type: FieldType & { readonly kind: FigureKind }, value: number, given: Given) {
  if (type.kind === 'number' || type.kind === 'integer') {
    const { least, most } = type;
    if (value < least || value > most)
      return refuse(
        given,
        `超出范围，应在 ${least} 与 ${most} 之间。`,
        `is out of range; it must be from ${least} to ${most}.`,
      );
    if (type.kind === 'integer' && !Number.isInteger(value))
      return refuse(given, '应为整数。', 'must be a whole number.');
    return undefined;
  }
  if (value < 0) return refuse(given, '不能为负数。', 'must not be negative.');
  if (type.kind === 'area' && type.positive && value === 0)
    return refuse(
      given,
      '面积应大于 0，未知请留空。',
      'must be more than 0; leave it empty where it is not known.',
    );
  if (value > most[type.kind])
    return refuse(
      given,
      `大得不合理，请核对该列的单位（现按${words[storedUnit[type.kind]].zh}折算为 ${value}）。`,
      `is unreasonably large; check the unit of the column (now ${value} ${words[storedUnit[type.kind]].en}).`,
    );
  return undefined;
}

/** 万元; m² (more than all land of China); m (once around the earth). */
const most = { money: mostMoney, area: 1e13, length: 4.1e7 } as const;

const hint: Readonly<Record<FigureKind, { zh: string; en: string }>> = {
  money: { zh: '，可带单位（元、万元、亿元）', en: ', with its unit where needed (元, 万元, 亿元)' },
  area: {
    zh: '，可带单位（平方米、亩、公顷、平方公里）',
    en: ', with its unit where needed (m², 亩, ha, km²)',
  },
  length: { zh: '，可带单位（米、公里）', en: ', with its unit where needed (m, km)' },
  number: { zh: '', en: '' },
  integer: { zh: '', en: '' },
};

/** What stood there; with the column's unit when the cell named none. */
function withUnit(given: Given, text: string, unit: ColumnUnit): string {
  return /^[\d.,，．\s０-９]+$/.test(text) ? `${quote(given)} ${words[unit].zh}` : quote(given);
}
