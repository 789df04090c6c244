/**
 * Evaluates the one filter over columns: in the browser at every click, in the server for every question. What
 * depends on the month (status, light, stage, gap) is read from the columns that `monthColumns` makes; while there
 * are none, lights and stages count zero and nothing passes a filter on them.
 */
import type { Columns } from './columns.ts';
import { facetLists, facets, searchForm } from './filter.ts';
import type { Facet, ProjectFilter } from './filter.ts';
import { statusesInTotals } from './vocabulary/project.ts';

/** The column that a facet is evaluated on. */
export const facetColumn: Readonly<Record<Facet, string>> = {
  status: 'status',
  district: 'district',
  category: 'category',
  tier: 'tier',
  annualClass: 'annual_class',
  zone: 'zone',
  light: 'light',
  stage: 'stage',
  unit: 'unit',
  company: 'company',
};

/** Facets whose columns come with the progress of a month. */
const ofTheMonth: ReadonlySet<Facet> = new Set<Facet>(['light', 'stage']);

/** Sums over a set of projects; money in integers of 百元. */
export interface Totals {
  readonly total: number;
  readonly mapped: number;
  readonly sites: number;
  readonly investment: number;
  readonly mappedInvestment: number;
  readonly plannedInvestment: number;
}

/** The filter's answer over one set of columns. */
export interface Evaluation {
  /** Row numbers that pass, in column order. */
  readonly rows: Uint32Array;
  /** Row numbers that pass all but the range of investment: what its histogram counts. */
  readonly rowsOfAnyInvestment: Uint32Array;
  /** Per facet, how many rows each code of its dictionary would have, the facet's own choice ignored. */
  readonly counts: Readonly<Record<Facet, Uint32Array>>;
  /** Over what passes, reserve and the like included when they were asked for. */
  readonly totals: Totals;
  /** 图上 + 未落图 + 筛除 = 全库, over the listed projects; `outside` passes but stands in no total. */
  readonly reconciliation: {
    readonly listed: number;
    readonly mapped: number;
    readonly unmapped: number;
    readonly screenedOut: number;
    readonly outside: number;
  };
}

const textBit = 1 << facets.length;
const boxBit = 1 << (facets.length + 1);
const lagBit = 1 << (facets.length + 2);
const unmappedBit = 1 << (facets.length + 3);
const elsewhereBit = 1 << (facets.length + 4);
const investmentBit = 1 << (facets.length + 5);

/**
 * Evaluates a filter over project columns: which rows pass, the counts of every facet, and the totals.
 * One pass writes per row the set of conditions that it fails; a facet counts the rows that fail nothing else.
 * @param among a condition beside the filter, on the id of a project: those along a corridor, the one of a dossier
 */
export function evaluate(
  filter: ProjectFilter,
  columns: Columns,
  among?: { has(fid: number): boolean },
): Evaluation {
  const failed = failures(filter, columns);
  if (among) {
    const { fid } = columns.numbers;
    for (let row = 0; row < columns.count; row++) {
      if (!among.has(fid?.[row] ?? NaN)) failed[row] = (failed[row] ?? 0) | elsewhereBit;
    }
  }
  const counts = Object.fromEntries(
    facets.map((facet, position) => [facet, countFacet(columns, facet, failed, ~(1 << position))]),
  ) as Record<Facet, Uint32Array>;
  const rows = passing(failed);
  const rowsOfAnyInvestment = filter.investment ? passing(failed, ~investmentBit) : rows;
  return { rows, rowsOfAnyInvestment, counts, ...sum(columns, failed) };
}

/** Per row one bit for each condition that it fails. */
type Failures = Uint32Array;

function failures(filter: ProjectFilter, columns: Columns): Failures {
  const failed = new Uint32Array(columns.count);
  facets.forEach((facet, position) => {
    const chosen = filter[facet] ?? (facet === 'status' ? statusesInTotals : undefined);
    if (!chosen) return;
    const bit = 1 << position;
    const list = columns.lists[facetColumn[facet]];
    if (list) {
      const wanted = membership(list.dictionary, chosen);
      for (let row = 0; row < columns.count; row++) {
        let hit = 0;
        const end = list.start[row + 1] ?? 0;
        for (let at = list.start[row] ?? 0; at < end; at++) hit |= wanted[list.index[at] ?? 0] ?? 0;
        if (hit === 0) failed[row] = (failed[row] ?? 0) | bit;
      }
      return;
    }
    const code = columns.codes[facetColumn[facet]];
    if (!code) {
      missing(columns, facet);
      for (let row = 0; row < columns.count; row++) failed[row] = (failed[row] ?? 0) | bit;
      return;
    }
    const wanted = membership(code.dictionary, chosen);
    for (let row = 0; row < columns.count; row++) {
      if (wanted[code.index[row] ?? 0] !== 1) failed[row] = (failed[row] ?? 0) | bit;
    }
  });
  if (filter.q) {
    const wanted = searchForm(filter.q);
    const texts = columns.text('search_text');
    for (let row = 0; row < columns.count; row++) {
      if (!texts[row]?.includes(wanted)) failed[row] = (failed[row] ?? 0) | textBit;
    }
  }
  if (filter.bbox) {
    const [west, south, east, north] = filter.bbox;
    const { west: wests, south: souths, east: easts, north: norths } = columns.numbers;
    if (!wests || !souths || !easts || !norths) throw new Error(`columns of ${columns.noun} have no extent`);
    for (let row = 0; row < columns.count; row++) {
      // A row without a place has NaN here, and every comparison with NaN is false.
      const meets =
        (wests[row] ?? NaN) <= east &&
        (easts[row] ?? NaN) >= west &&
        (souths[row] ?? NaN) <= north &&
        (norths[row] ?? NaN) >= south;
      if (!meets) failed[row] = (failed[row] ?? 0) | boxBit;
    }
  }
  if (filter.lagOver !== undefined) {
    const { gap } = columns.numbers;
    for (let row = 0; row < columns.count; row++) {
      // A project without a baseline has NaN here.
      const lags = (gap?.[row] ?? NaN) > filter.lagOver;
      if (!lags) failed[row] = (failed[row] ?? 0) | lagBit;
    }
  }
  if (filter.investment) {
    const { total_investment: amounts } = columns.numbers;
    if (!amounts) throw new Error(`columns of ${columns.noun} have no total_investment`);
    // 万元 with two decimals are whole 百元: rounding takes the noise of the product away.
    const from = Math.round((filter.investment.from ?? 0) * 100);
    const to = Math.round((filter.investment.to ?? Infinity) * 100);
    for (let row = 0; row < columns.count; row++) {
      const amount = amounts[row] ?? NaN;
      // A row without an amount has NaN here.
      const within = amount >= from && amount <= to;
      if (!within) failed[row] = (failed[row] ?? 0) | investmentBit;
    }
  }
  if (filter.unmapped) {
    const { mapped } = columns.numbers;
    for (let row = 0; row < columns.count; row++) {
      if (mapped?.[row] !== 0) failed[row] = (failed[row] ?? 0) | unmappedBit;
    }
  }
  return failed;
}

/** @throws Error for a facet whose column belongs to the projects themselves. */
function missing(columns: Columns, facet: Facet): void {
  if (!ofTheMonth.has(facet)) throw new Error(`columns of ${columns.noun} have no ${facetColumn[facet]}`);
}

/** 1 for each dictionary entry that was chosen. One entry longer, so that "no code" (the last) is never chosen. */
function membership(dictionary: readonly string[], chosen: readonly string[]): Uint8Array {
  const wanted = new Uint8Array(dictionary.length + 1);
  dictionary.forEach((code, index) => {
    if (chosen.includes(code)) wanted[index] = 1;
  });
  return wanted;
}

function countFacet(columns: Columns, facet: Facet, failed: Failures, others: number): Uint32Array {
  const list = columns.lists[facetColumn[facet]];
  if (list) {
    const counts = new Uint32Array(list.dictionary.length);
    for (let row = 0; row < columns.count; row++) {
      if (((failed[row] ?? 0) & others) !== 0) continue;
      const end = list.start[row + 1] ?? 0;
      for (let at = list.start[row] ?? 0; at < end; at++) {
        const index = list.index[at] ?? 0;
        counts[index] = (counts[index] ?? 0) + 1;
      }
    }
    return counts;
  }
  const code = columns.codes[facetColumn[facet]];
  if (!code) {
    missing(columns, facet);
    return new Uint32Array(facetLists[facet]?.codes.length ?? 0);
  }
  const counts = new Uint32Array(code.dictionary.length + 1);
  for (let row = 0; row < columns.count; row++) {
    if (((failed[row] ?? 0) & others) !== 0) continue;
    const index = Math.min(code.index[row] ?? 0, code.dictionary.length);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts.subarray(0, code.dictionary.length);
}

function passing(failed: Failures, considered = ~0): Uint32Array {
  const rows = new Uint32Array(failed.length);
  let length = 0;
  for (let row = 0; row < failed.length; row++)
    if (((failed[row] ?? 0) & considered) === 0) rows[length++] = row;
  return rows.subarray(0, length);
}

function sum(columns: Columns, failed: Failures): Pick<Evaluation, 'totals' | 'reconciliation'> {
  const status = columns.codes.status;
  const { mapped, sites, total_investment, planned_investment } = columns.numbers;
  if (!status || !mapped || !sites || !total_investment || !planned_investment) {
    throw new Error(`columns of ${columns.noun} have no totals`);
  }
  const inTotals = membership(status.dictionary, statusesInTotals);
  const totals = { total: 0, mapped: 0, sites: 0, investment: 0, mappedInvestment: 0, plannedInvestment: 0 };
  const reconciliation = { listed: 0, mapped: 0, unmapped: 0, screenedOut: 0, outside: 0 };
  for (let row = 0; row < failed.length; row++) {
    const listed = inTotals[status.index[row] ?? 0] === 1;
    const passes = failed[row] === 0;
    const onMap = mapped[row] === 1;
    if (listed) {
      reconciliation.listed++;
      if (!passes) reconciliation.screenedOut++;
      else if (onMap) reconciliation.mapped++;
      else reconciliation.unmapped++;
    } else if (passes) reconciliation.outside++;
    if (!passes) continue;
    const investment = total_investment[row] ?? 0;
    const planned = planned_investment[row] ?? 0;
    totals.total++;
    totals.sites += sites[row] ?? 0;
    if (!Number.isNaN(investment)) totals.investment += investment;
    if (!Number.isNaN(planned)) totals.plannedInvestment += planned;
    if (onMap) {
      totals.mapped++;
      if (!Number.isNaN(investment)) totals.mappedInvestment += investment;
    }
  }
  return { totals, reconciliation };
}
