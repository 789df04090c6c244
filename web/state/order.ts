/** The order of the list: which column, which way; a pure function from rows to rows. */
import type { Columns } from '../../data/columns.ts';
import type { Language } from '../text/texts.ts';
import { nameOf } from './names.ts';
import type { Names } from './names.ts';

export const sortKeys = [
  'light',
  'name',
  'district',
  'status',
  'category',
  'tier',
  'totalInvestment',
  'plannedInvestment',
  'completed',
  'gap',
] as const;
export type SortKey = (typeof sortKeys)[number];

export interface Order {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** The biggest first: what a meeting asks for. */
export const defaultOrder: Order = { key: 'totalInvestment', descending: true };

/** `-totalInvestment` ⇄ order, as it stands in a link. */
export function printOrder({ key, descending }: Order): string {
  return `${descending ? '-' : ''}${key}`;
}

export function parseOrder(text: string): Order | undefined {
  const descending = text.startsWith('-');
  const key = sortKeys.find((known) => known === (descending ? text.slice(1) : text));
  return key && { key, descending };
}

/**
 * Sorts row numbers by a column. Rows come in the order of names (pinyin) and stay in it among equals;
 * rows without a value come last in either direction.
 */
export function sortRows(
  rows: Uint32Array,
  columns: Columns,
  order: Order,
  districts: Names,
  language: Language,
): Uint32Array {
  if (order.key === 'name') return order.descending ? rows.slice().reverse() : rows;
  const value = valueOf(columns, order.key, districts, language);
  const sign = order.descending ? -1 : 1;
  // Each value is read once, not at each of the comparisons.
  const values: (number | string | undefined)[] = new Array(columns.count);
  for (const row of rows) values[row] = value(row);
  return rows.slice().sort((a, b) => {
    const left = values[a];
    const right = values[b];
    if (left === undefined || right === undefined) {
      return left === right ? a - b : left === undefined ? 1 : -1;
    }
    if (left === right) return a - b;
    return left < right ? -sign : sign;
  });
}

function valueOf(
  columns: Columns,
  key: Exclude<SortKey, 'name'>,
  districts: Names,
  language: Language,
): (row: number) => number | string | undefined {
  switch (key) {
    case 'totalInvestment':
    case 'plannedInvestment': {
      const amounts = columns.numbers[key === 'totalInvestment' ? 'total_investment' : 'planned_investment'];
      return (row) => known(amounts?.[row]);
    }
    case 'completed': {
      const { completed, planned } = columns.numbers;
      return (row) => known((completed?.[row] ?? NaN) / (planned?.[row] ?? NaN));
    }
    case 'gap': {
      const { gap } = columns.numbers;
      return (row) => known(gap?.[row]);
    }
    case 'district': {
      const list = columns.lists.district;
      return (row) => {
        const code = list?.dictionary[list.index[list.start[row] ?? 0] ?? -1];
        return code === undefined || list?.start[row] === list?.start[row + 1]
          ? undefined
          : nameOf(districts, code, language);
      };
    }
    default: {
      // Codes sort in the order of their vocabulary.
      const codes = columns.codes[key];
      return (row) => {
        const index = codes?.index[row] ?? 0;
        return codes && index < codes.dictionary.length ? index : undefined;
      };
    }
  }
}

/** A figure, or none: nothing is planned, no source gives it. */
function known(value: number | undefined): number | undefined {
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}
