/** Which known rows a batch means, and what other rows have already. */
import type { Database } from '../../data/db.ts';
import type { StopSignal } from '../../data/stop-signal.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { takenBy } from '../queries/imports/lookups.ts';
import { sameGeometry, targetsOf } from '../queries/imports/targets.ts';
import type { Target } from '../queries/imports/targets.ts';
import type { BatchRow } from './check-batch.ts';
import type { Rules } from './decide.ts';
import { isEmpty } from './same-fact.ts';

/** Finds the row that each one would change, and whether its geometry is another. */
export async function findTargets(
  database: Database,
  batch: readonly BatchRow[],
  question: {
    readonly noun: Layer;
    readonly key: string;
    readonly yearOf: Rules['yearOf'];
    readonly signal: StopSignal | undefined;
  },
): Promise<void> {
  const { noun, key, yearOf, signal } = question;
  // The fields of a project speak of one year's list; mostly there is one year in a file.
  const byYear = new Map<number, BatchRow[]>();
  for (const row of batch) {
    if (isEmpty(row.facts[key])) continue;
    const year = noun === 'project' ? yearOf(row.facts) : 0;
    byYear.set(year, [...(byYear.get(year) ?? []), row]);
  }
  for (const [year, rows] of byYear) {
    const values = rows.map(({ facts }) => String(facts[key]));
    const found = new Map<string, Target[]>();
    for (const target of await targetsOf(database, noun, { key, values, year, signal }))
      found.set(target.key, [...(found.get(target.key) ?? []), target]);
    for (const row of rows) choose(row, key, found.get(String(row.facts[key])) ?? []);
  }
  const moved = batch.flatMap(({ row, place, target }) =>
    place && 'wkb' in place && target
      ? [{ row, fid: target.fid, wkb: place.wkb, located: target.located }]
      : [],
  );
  const compared = moved.filter(({ located }) => located);
  const same = compared.length > 0 ? await sameGeometry(database, noun, compared, signal) : new Set<number>();
  const movedRows = new Set(moved.filter(({ row }) => !same.has(row)).map(({ row }) => row));
  for (const row of batch) row.moved = movedRows.has(row.row);
}

function choose(row: BatchRow, key: string, targets: readonly Target[]): void {
  const [target, ...others] = targets;
  row.target = target;
  if (others.length === 0) return;
  const codes = targets
    .slice(0, 5)
    .map(({ code }) => code)
    .join(', ');
  row.reasons.push({
    field: key,
    value: String(row.facts[key]),
    zh: `对应 ${targets.length} 条已有记录（${codes}）；请按编码匹配。`,
    en: `It fits ${targets.length} known rows (${codes}); match by code instead.`,
  });
}

/** Refuses rows with a code or national code that another row of the database has. */
export async function takenValues(
  database: Database,
  batch: readonly BatchRow[],
  { noun, key }: { readonly noun: Layer; readonly key: string },
): Promise<void> {
  // By the key itself the row that has it was found already.
  if (key !== 'code') await refuseTaken('code', 'code');
  if (noun === 'project' && key !== 'nationalCode') await refuseTaken('nationalCode', 'national_code');

  async function refuseTaken(field: string, column: 'code' | 'national_code'): Promise<void> {
    const asking = batch.filter(
      ({ facts, target }) => !isEmpty(facts[field]) && target?.facts[field] !== facts[field],
    );
    if (asking.length === 0) return;
    const values = asking.map(({ facts }) => String(facts[field]));
    const taken = new Map(
      (await takenBy(database, noun, column, values)).map((each) => [each.value, each.code]),
    );
    for (const row of asking) {
      const code = taken.get(String(row.facts[field]));
      if (code === undefined || code === row.target?.code) continue;
      row.reasons.push({
        field,
        value: String(row.facts[field]),
        zh: `已被 ${code} 使用；请改用别的值，或按此字段匹配。`,
        en: `It belongs to ${code} already; give another value, or match by this field.`,
      });
    }
  }
}
