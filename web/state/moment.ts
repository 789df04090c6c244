/** The moment of a filter (month, day, year) apart from its conditions. */
import type { Moment, ProjectFilter } from '../../data/filter.ts';

/** The conditions of a filter. */
export function withoutMoment({ month: _, asOf: _a, year: _y, ...conditions }: ProjectFilter): ProjectFilter {
  return conditions;
}

/** When a filter asks about. */
export function momentOf({ month, asOf, year }: ProjectFilter): Moment {
  return {
    ...(month === undefined ? {} : { month }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(year === undefined ? {} : { year }),
  };
}
