/** What becomes of a row: new, changed field by field, unchanged, or refused with its reasons. */
import type { Field } from '../../data/vocabulary/fields/field.ts';
import { fieldsOf } from '../../data/vocabulary/fields/index.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import { shorten } from '../http/problem.ts';
import type { Target } from '../queries/imports/targets.ts';
import type { RowChange, RowReason, RowState } from './import-facts.ts';
import { isCreation } from './read-row.ts';
import type { Fact, Facts } from './read-row.ts';
import { isEmpty, sameFact } from './same-fact.ts';

/** What is known of a row when it is decided on. */
export interface Candidate {
  /** Values of the mapped fields, and those that its position gives. */
  readonly given: Facts;
  readonly target: Target | undefined;
  /** It has a geometry that is not the stored one. */
  readonly moved: boolean;
  readonly located: boolean;
  /** The project that it names as its package stands in the file, or nowhere. */
  readonly parentInFile: string | undefined;
}

export interface Decision {
  readonly state: RowState;
  /** Of a new row all its values, of a changed one those that change. */
  readonly facts: Facts | null;
  readonly changes: readonly RowChange[] | null;
  readonly reasons: readonly RowReason[];
}

export interface Rules {
  readonly noun: Layer;
  /** What new rows get for what they do not say. */
  readonly defaults: Facts;
  /** Which year's list the fields of a project speak of. */
  readonly yearOf: (given: Facts) => number;
  readonly siteCodes: ReadonlySet<string>;
}

const refusal = (field: string, value: unknown, word: Word): RowReason => ({
  field,
  value: shorten(isCreation(value) ? value.create : String(value ?? '')),
  ...word,
});

/** Decides on one row; nothing is asked of the database here. */
export function decide(candidate: Candidate, rules: Rules): Decision {
  const { target } = candidate;
  const reasons: RowReason[] = [];
  const refuse = (field: string, value: unknown, word: Word) => reasons.push(refusal(field, value, word));
  const after = target ? afterChange(candidate, refuse, rules) : afterInsert(candidate, refuse, rules);
  checkRow(candidate, after, refuse, rules);
  if (reasons.length > 0) return { state: 'refused', facts: null, changes: null, reasons };
  if (!target) return { state: 'new', facts: after, changes: null, reasons };
  const changes = changesOf(candidate, after, rules.noun);
  if (changes.length === 0) return { state: 'unchanged', facts: null, changes: null, reasons };
  return { state: 'changed', facts: changedFacts(after, changes, rules), changes, reasons };
}

type Refuse = (field: string, value: unknown, word: Word) => void;

const missing = (field: Field): Word => ({
  zh: `${field.word.zh}未填写；请补填，或为新增行设默认值。`,
  en: `${field.word.en} is missing; enter it, or set a default for new rows.`,
});

/** A new row: its own values over the defaults over the fallbacks. */
function afterInsert({ given, located, parentInFile }: Candidate, refuse: Refuse, rules: Rules): Facts {
  const { noun, defaults } = rules;
  const facts: Record<string, Fact> = {};
  for (const [name, field] of Object.entries(fieldsOf[noun])) {
    if (field.computed) continue;
    const own = given[name];
    const value = isEmpty(own) ? (defaults[name] ?? field.fallback) : own;
    if (!isEmpty(value)) facts[name] = value as Fact;
    else if (field.required) refuse(name, '', missing(field));
  }
  if (noun === 'district' && isEmpty(facts['code']))
    refuse('code', '', { zh: '区划代码未填写。', en: 'The division code is missing.' });
  if (noun === 'project') {
    if (parentInFile !== undefined) facts['parent'] = parentInFile;
    const quality = facts['locationQuality'] ?? 'none';
    facts['locationQuality'] = !located ? 'none' : quality === 'none' ? 'drawn' : quality;
    facts['statusSince'] = facts['statusSince'] ?? facts['dataAsOf'] ?? null;
    if (listed(facts)) facts['year'] = rules.yearOf(given);
  }
  return facts;
}

/** A known row: its values with those of the file over them. A code never changes, and what is required stays. */
function afterChange({ given, target, moved, parentInFile }: Candidate, refuse: Refuse, rules: Rules): Facts {
  const before = target?.facts ?? {};
  const facts: Record<string, Fact> = { ...before } as Record<string, Fact>;
  const { noun } = rules;
  for (const [name, field] of Object.entries(fieldsOf[noun])) {
    const own = given[name];
    if (field.computed || own === undefined) continue;
    if (name === 'code' || name === 'statusSince') {
      if (isEmpty(own)) continue;
      if (name === 'code' && own !== target?.code) {
        refuse('code', own, {
          zh: `编码不能改（现为 ${target?.code}）；请保留原编码。`,
          en: `A code does not change (it is ${target?.code}); leave it as it is.`,
        });
        continue;
      }
    }
    if (isEmpty(own) && field.required) {
      refuse(name, '', { zh: `${field.word.zh}不能为空。`, en: `${field.word.en} cannot be empty.` });
      continue;
    }
    // What says yes or no has no third state in the table.
    facts[name] = isEmpty(own) && field.fallback !== undefined ? field.fallback : own;
  }
  if (noun === 'project') {
    if (parentInFile !== undefined) facts['parent'] = parentInFile;
    if (moved && facts['locationQuality'] === 'none') facts['locationQuality'] = 'drawn';
  }
  return facts;
}

const listFields = ['annualClass', 'completesThisYear', 'batch', 'plannedInvestment'] as const;
const eventFields = ['status', 'statusSince', 'suspensionReason'] as const;

/** Whether a project's values put it into a year's list. */
function listed(facts: Facts): boolean {
  return ['year', 'annualClass', 'batch', 'plannedInvestment'].some((name) => !isEmpty(facts[name]));
}

function checkRow(candidate: Candidate, after: Facts, refuse: Refuse, rules: Rules): void {
  const { noun } = rules;
  if (noun === 'parcel' && isEmpty(after['landCode']) !== isEmpty(after['landCodeSystem']))
    refuse('landCodeSystem', after['landCodeSystem'] ?? after['landCode'], {
      zh: '用地代码与代码体系须同时填写：同一代码在两套标准中含义不同。',
      en: 'A land-use code needs the name of its code system, and the other way round: the same digits mean different things.',
    });
  if (
    noun === 'district' &&
    !isEmpty(after['validFrom']) &&
    !isEmpty(after['validTo']) &&
    String(after['validFrom']) > String(after['validTo'])
  )
    refuse('validTo', after['validTo'], { zh: '停用日期早于启用日期。', en: 'It ends before it begins.' });
  if (noun === 'project') checkProject(candidate, after, refuse, rules);
}

function checkProject(
  { target, given, located, parentInFile }: Candidate,
  after: Facts,
  refuse: Refuse,
  rules: Rules,
): void {
  const before = target?.facts;
  if (after['status'] === 'suspended' && isEmpty(after['suspensionReason']))
    refuse('suspensionReason', '', { zh: '停工须填写停工原因。', en: 'A suspension needs its reason.' });
  if (before && eventChanged(before, after)) {
    const [since, last] = [after['statusSince'], before['statusSince']];
    if (!isEmpty(since) && !isEmpty(last) && String(since) < String(last))
      refuse('statusSince', since, {
        zh: `状态起始日期早于已记录的 ${String(last)}；请填写更晚的日期。`,
        en: `The status cannot begin before the recorded ${String(last)}; give a later day.`,
      });
  }
  if (listed(after) && isEmpty(after['annualClass']))
    refuse('annualClass', '', {
      zh: '列入年度清单须填写年度类型（新开工、续建或前期）。',
      en: 'A project of a year’s list needs its annual class (new, continuing or preparatory).',
    });
  if (before && !isEmpty(before['year'])) {
    if ('year' in given && isEmpty(given['year']))
      refuse('year', '', {
        zh: '导入不能把项目移出年度清单；请保留年度。',
        en: 'An import does not take a project out of a year’s list; keep the year.',
      });
    if (isEmpty(after['plannedInvestment']) && !isEmpty(before['plannedInvestment']))
      refuse('plannedInvestment', '', {
        zh: '已批准的年度计划不能清空；如取消请填 0。',
        en: 'An approved plan cannot be emptied; enter 0 for none.',
      });
  }
  checkPackage({ target, parentInFile }, after, refuse, rules);
  const isSite = !isEmpty(after['parent']);
  const quality = after['locationQuality'];
  if (isSite && located === (quality === 'none'))
    refuse('locationQuality', quality, {
      zh: located ? '有位置的子项，位置精度不能是“未落图”。' : '没有位置的子项，位置精度只能是“未落图”。',
      en: located
        ? 'A site with a place cannot be marked as not on the map.'
        : 'A site without a place is not on the map.',
    });
}

function checkPackage(
  { target, parentInFile }: Pick<Candidate, 'target' | 'parentInFile'>,
  after: Facts,
  refuse: Refuse,
  { siteCodes }: Rules,
): void {
  const parent = after['parent'];
  if (isEmpty(parent)) return;
  if (parent === after['code'] || parent === target?.code)
    refuse('parent', parent, { zh: '项目不能属于自己。', en: 'A project cannot be a site of itself.' });
  else if (parentInFile === undefined && siteCodes.has(String(parent)))
    refuse('parent', parent, {
      zh: '所属项目本身是子项；子项之下不能再有子项。',
      en: 'That project is a site itself; a site has no sites.',
    });
  if ((target?.sites ?? 0) > 0)
    refuse('parent', parent, {
      zh: `该项目有 ${target?.sites} 个子项，不能成为子项。`,
      en: `The project has ${target?.sites} sites and cannot become one.`,
    });
}

const eventChanged = (before: Facts | Target['facts'], after: Facts): boolean =>
  eventFields.some((name) => !sameFact(fieldsOf.project[name] as Field, before[name], after[name]));

/** What the file gives differently; only fields that it gives. */
function changesOf({ target, moved, located }: Candidate, after: Facts, noun: Layer): RowChange[] {
  const before = target?.facts ?? {};
  const changes: RowChange[] = Object.entries(fieldsOf[noun]).flatMap(([name, field]) => {
    if (field.computed || sameFact(field, after[name], before[name])) return [];
    if (falseOfNothing(after[name], before[name])) return [];
    const value = after[name] ?? null;
    return [{ field: name, before: before[name] ?? null, after: isCreation(value) ? value.create : value }];
  });
  if (moved) changes.push({ field: 'geometry', before: target?.located ?? false, after: located });
  return changes;
}

/** “否” of a year in whose list the project is not. */
const falseOfNothing = (after: unknown, before: unknown): boolean =>
  (after === false && isEmpty(before)) || (before === false && isEmpty(after));

function changedFacts(after: Facts, changes: readonly RowChange[], rules: Rules): Facts {
  const fields = changes.map(({ field }) => field).filter((field) => field !== 'geometry');
  const facts: Record<string, Fact> = Object.fromEntries(
    fields.map((field) => [field, after[field] ?? null]),
  );
  if (rules.noun !== 'project') return facts;
  // An event and the row of a year are written whole.
  if (eventFields.some((name) => name in facts))
    for (const name of eventFields) facts[name] = after[name] ?? null;
  if ([...listFields, 'year'].some((name) => name in facts)) {
    facts['year'] = rules.yearOf(after);
    for (const name of listFields) if (name !== 'plannedInvestment') facts[name] = after[name] ?? null;
  }
  return facts;
}
