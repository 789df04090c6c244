/** What the sentence of the wall is computed from, and the order of its ranking; pure. */
import type { LeagueRow } from '../panels/league/league.ts';

/** A district and what it is short of its plan, 万元. */
export interface Short {
  readonly row: LeagueRow;
  readonly amount: number;
}

/** Who is short of the plan, the largest first, and the first of them, that are named. */
export interface Shortfall {
  readonly short: readonly Short[];
  readonly named: readonly Short[];
  /** What the named ones owe together, 万元, and its share of what all owe. */
  readonly namedAmount: number;
  readonly namedShare: number;
}

/** More names than three are a table. */
const most = 3;

/**
 * Sums what is due by the month (planned × baseline) and not completed, over the districts that are behind; one that is
 * ahead does not make up for another.
 */
export function shortfallOf(rows: readonly LeagueRow[]): Shortfall {
  const short = rows
    .map((row) => ({ row, amount: amountOf(row) }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount);
  const sum = (of: readonly Short[]) => of.reduce((total, { amount }) => total + amount, 0);
  const named = short.slice(0, most);
  const total = sum(short);
  const namedAmount = sum(named);
  return { short, named, namedAmount, namedShare: total > 0 ? namedAmount / total : 0 };
}

function amountOf({ indicators: { planned, completed, baseline } }: LeagueRow): number {
  return baseline === null ? 0 : planned * baseline - completed;
}

/** Districts with projects, the furthest behind the plan first, those without a plan last. */
export function byGap(rows: readonly LeagueRow[]): readonly LeagueRow[] {
  const ahead = ({ indicators }: LeagueRow) => indicators.aheadOfBaseline ?? Number.MAX_VALUE;
  return rows.filter(({ indicators }) => indicators.projects > 0).sort((a, b) => ahead(a) - ahead(b));
}
