import { beforeAll, describe, expect, it } from 'vitest';
import { decodeColumns, encodeColumns } from '../../data/columns.ts';
import type { Columns } from '../../data/columns.ts';
import { evaluate, facetColumn } from '../../data/evaluate.ts';
import { facetLists, facets, printFilter } from '../../data/filter.ts';
import type { ProjectFilter } from '../../data/filter.ts';
import { columnSource } from '../../server/queries/columns.ts';
import { projectPage } from '../../server/queries/projects.ts';
import { summarise } from '../../server/queries/summary.ts';
import { anonymous, operator } from '../../server/viewer.ts';
import { forBothDatabases } from '../support/database.ts';
import { random, seedCity } from './fixture.ts';

/** Filters of every kind, some hundred, from one seed. */
function randomFilters(count: number): ProjectFilter[] {
  const next = random(2026);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
  const some = (codes: readonly string[]) => {
    const chosen = codes.filter(() => next() < 0.4);
    return chosen.length > 0 ? chosen : [pick(codes)];
  };
  const rows = { district: ['D1', 'D2', 'D3'], zone: ['Z1', 'Z2'] };
  const texts = ['冷藏', '100%', 'P-1', 'p-12', '_', "O'B", 'abc', 'ＡＢＣ', '<b>', '5', '没有', 'P-1 '];
  return Array.from({ length: count }, () => {
    const filter: Record<string, unknown> = {};
    for (const facet of facets) {
      if (next() < 0.3) filter[facet] = some(facetLists[facet]?.codes ?? rows[facet as 'district' | 'zone']);
    }
    if (next() < 0.3) filter.q = pick(texts);
    if (next() < 0.3) {
      const [west, south] = [115 + next() * 0.8, 34 + next() * 0.2];
      filter.bbox = [west, south, west + next() * 0.5, south + next() * 0.3];
    }
    return filter as ProjectFilter;
  });
}

forBothDatabases('the filter', (database) => {
  beforeAll(() => seedCity(database()));

  describe.each([anonymous, operator])('for the viewer $kind', (viewer) => {
    const scope = { viewer, year: 2026 };
    let columns: Columns;
    beforeAll(async () => {
      columns = decodeColumns(
        encodeColumns(await columnSource(database(), 'project', scope)).buffer as ArrayBuffer,
      );
    });

    it('gives the same rows, counts and totals in SQL as over columns', async () => {
      expect(columns.count).toBeGreaterThan(100);
      const codes = columns.text('code');
      for (const filter of [{}, ...randomFilters(150)]) {
        const asked = printFilter(filter).toString();
        const { rows, counts, totals, reconciliation } = evaluate(filter, columns);
        const summary = await summarise(database(), { ...scope, filter });
        const sums = {
          total: summary.total,
          mapped: summary.mapped,
          sites: summary.sites,
          investment: Math.round(summary.investment * 100),
          mappedInvestment: Math.round(summary.mappedInvestment * 100),
          plannedInvestment: Math.round(summary.plannedInvestment * 100),
        };
        expect({ asked, ...sums }).toEqual({ asked, ...totals });
        expect({ asked, ...summary.reconciliation }).toEqual({ asked, ...reconciliation });
        for (const facet of facets) {
          const dictionary =
            (columns.codes[facetColumn[facet]] ?? columns.lists[facetColumn[facet]])?.dictionary ?? [];
          expect({ asked, facet, counts: summary.facets[facet] }).toEqual({
            asked,
            facet,
            counts: dictionary.map((code, at) => ({ code, count: counts[facet][at] })),
          });
        }
        const page = await projectPage<{ code: string }>(database(), {
          ...scope,
          filter,
          sort: 'name',
          descending: false,
          limit: 500,
        });
        expect({ asked, codes: page.items.map(({ code }) => code) }).toEqual({
          asked,
          codes: Array.from(rows, (row) => codes[row]),
        });
        expect([page.total, page.mapped]).toEqual([totals.total, totals.mapped]);
      }
    });
  });
});
