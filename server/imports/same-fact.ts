/** Whether a value of a file is the one that is stored. */
import type { Field } from '../../data/vocabulary/fields/field.ts';
import type { DistrictShare } from '../../data/import/value.ts';
import { isCreation } from './read-row.ts';

/** Numbers by their value, lists of codes as sets, shares within a rounding, everything else as it is written. */
export function sameFact({ type }: Field, one: unknown, other: unknown): boolean {
  if (isEmpty(one) || isEmpty(other)) return isEmpty(one) && isEmpty(other);
  if (isCreation(one) || isCreation(other)) return false;
  switch (type.kind) {
    case 'money':
    case 'number':
    case 'integer':
      return Math.abs(Number(one) - Number(other)) < 0.005;
    case 'area':
    case 'length':
      return Math.abs(Number(one) - Number(other)) <= Math.max(0.05, 1e-9 * Math.abs(Number(other)));
    case 'choices':
      return sorted(one) === sorted(other);
    case 'shares':
      return sameShares(one as readonly DistrictShare[], other as readonly DistrictShare[]);
    case 'texts':
      return JSON.stringify(one) === JSON.stringify(other);
    default:
      return String(one) === String(other);
  }
}

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const sorted = (list: unknown): string => JSON.stringify([...(list as readonly string[])].sort());

function sameShares(one: readonly DistrictShare[], other: readonly DistrictShare[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ code, share }) =>
      other.some((each) => each.code === code && Math.abs(each.share - share) < 0.00005),
    )
  );
}
