/** What an import makes by its names: companies, units and persons that rows name and that are not there yet. */
import type { RowNoun } from '../../data/vocabulary/fields/field.ts';
import { fieldsOf } from '../../data/vocabulary/fields/index.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { UnitKind } from '../../data/vocabulary/unit.ts';
import type { Word } from '../../data/vocabulary/word.ts';

export const createdNoun = ['company', 'unit', 'person'] as const;
export type CreatedNoun = (typeof createdNoun)[number];

/** The noun that a field points at. */
export function nounOfField(noun: Layer, field: string): RowNoun | undefined {
  const type = fieldsOf[noun][field]?.type;
  return type?.kind === 'row' ? type.noun : undefined;
}

/** Names by the noun that they are made as, each once. */
export function createdNouns(
  noun: Layer,
  names: readonly { readonly field: string; readonly name: string }[],
): Readonly<Record<CreatedNoun, string[]>> {
  const of = (wanted: CreatedNoun) => [
    ...new Set(names.filter(({ field }) => nounOfField(noun, field) === wanted).map(({ name }) => name)),
  ];
  return { company: of('company'), unit: of('unit'), person: of('person') };
}

/** The kind of a unit by how it is called. */
export function unitKindOf(name: string): UnitKind {
  if (/管委会|管理委员会/.test(name)) return 'zone_committee';
  if (/公司|集团/.test(name)) return 'platform';
  if (/政府/.test(name)) return 'government';
  return 'department';
}

/** A person is more than a name: what is missing must be entered later. */
export function personsWarning(names: readonly string[]): Word | undefined {
  if (names.length === 0) return undefined;
  const shown = names.slice(0, 5);
  return {
    zh: `将新建 ${names.length} 名人员（${shown.join('、')}${names.length > 5 ? ' 等' : ''}），没有单位、职务和电话；请核对是否写错姓名。`,
    en: `${names.length} persons will be made (${shown.join(', ')}${names.length > 5 ? ' …' : ''}) without unit, position and telephone; check the spelling.`,
  };
}
