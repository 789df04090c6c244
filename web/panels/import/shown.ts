/** How values of an import stand on screen. */
import type { Field } from '../../../data/vocabulary/fields/field.ts';
import type { Portal } from '../../state/portal.svelte.ts';
import type { Language } from '../../text/texts.ts';
import { decimal, label } from '../../ui/format.ts';

/** A moment as the server writes it (in the place's time zone), to the minute. */
export const minuteOf = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/** The size of a file. */
export function fileSize(bytes: number, language: Language): string {
  if (bytes < 1e6) return `${decimal(Math.max(1, bytes / 1e3), language, bytes < 1e4 ? 1 : 0)} KB`;
  return `${decimal(bytes / 1e6, language, 1)} MB`;
}

/** A stored value in the words of the reader; `nothing` stands for none. */
export function shownValue(
  field: Field | undefined,
  value: unknown,
  portal: Portal,
  nothing: string,
): string {
  const { language } = portal;
  if (value === null || value === undefined || value === '') return nothing;
  if (Array.isArray(value)) {
    if (value.length === 0) return nothing;
    const comma = language === 'en' ? ', ' : '、';
    return value.map((part: unknown) => shownPart(field, part, portal)).join(comma);
  }
  return shownPart(field, value, portal);
}

function shownPart(field: Field | undefined, value: unknown, portal: Portal): string {
  const { language } = portal;
  if (typeof value === 'boolean') return language === 'en' ? (value ? 'Yes' : 'No') : value ? '是' : '否';
  if (typeof value === 'object' && value !== null && 'code' in value && 'share' in value)
    return `${nameOf('district', String(value.code), portal)} ${decimal(Number(value.share) * 100, language, 0)}%`;
  const text = String(value as string | number);
  if (!field) return text;
  const { type } = field;
  if ('list' in type) {
    const found = type.list.words[text];
    return found ? label(found, language) : text;
  }
  if (type.kind === 'row') return nameOf(type.noun, text, portal);
  if (typeof value !== 'number') return text;
  const figure = decimal(value, language, Number.isInteger(value) ? 0 : type.kind === 'number' ? 2 : 1);
  switch (type.kind) {
    case 'money':
      return `${decimal(value, language, Number.isInteger(value) ? 0 : 2)} ${language === 'en' ? '×10⁴ CNY' : '万元'}`;
    case 'area':
      return `${figure} m²`;
    case 'length':
      return `${figure} m`;
    default:
      return type.kind === 'integer' && type.most <= 2200 ? text : figure;
  }
}

function nameOf(
  noun: string,
  code: string,
  { districts, zones, areas, units, companies, language }: Portal,
): string {
  const names = { district: districts, zone: zones, reporting_area: areas, unit: units, company: companies }[
    noun
  ];
  const found = names?.get(code);
  return found ? label(found, language) : code;
}
