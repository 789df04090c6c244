import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { facetLists, facets, printFilter } from '../../data/filter.ts';
import type { ProjectFilter } from '../../data/filter.ts';
import { anonymous, operator } from '../../server/viewer.ts';
import { forBothDatabases } from '../support/database.ts';
import { oracleCounts, oracleSums, storedFacets } from './filter-oracle.ts';
import { asOperator, random, seedCity, testApp } from './fixture.ts';

/** Filters of every kind that the tables alone can answer, some hundred, from one seed. */
function randomFilters(count: number): ProjectFilter[] {
  const next = random(2026);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
  const some = (codes: readonly string[]) => {
    const chosen = codes.filter(() => next() < 0.4);
    return chosen.length > 0 ? chosen : [pick(codes)];
  };
  const rows = {
    district: ['D1', 'D2', 'D3'],
    zone: ['Z1', 'Z2'],
    unit: ['U1', 'U2'],
    company: ['C1', 'C2'],
  };
  const texts = ['冷藏', '100%', 'P-1', 'p-12', '_', "O'B", 'abc', 'ＡＢＣ', '<b>', '5', '没有', 'P-1 '];
  return Array.from({ length: count }, () => {
    const filter: Record<string, unknown> = {};
    for (const facet of storedFacets) {
      if (next() < 0.3) filter[facet] = some(facetLists[facet]?.codes ?? rows[facet as keyof typeof rows]);
    }
    if (next() < 0.3) filter.q = pick(texts);
    if (next() < 0.3) {
      const [west, south] = [115 + next() * 0.8, 34 + next() * 0.2];
      filter.bbox = [west, south, west + next() * 0.5, south + next() * 0.3];
    }
    if (next() < 0.3) {
      const [from, to] = [next() * 5e5, 5e5 + next() * 5e5].map((amount) => Math.round(amount * 100) / 100);
      filter.investment = pick([{ from }, { to }, { from, to }, { from: to, to }]);
    }
    if (next() < 0.2) filter.unmapped = true;
    return filter as ProjectFilter;
  });
}

interface Summary {
  total: number;
  mapped: number;
  sites: number;
  investment: number;
  mappedInvestment: number;
  plannedInvestment: number;
  reconciliation: Record<string, number>;
  facets: Record<string, { code: string; count: number }[]>;
}

forBothDatabases('the filter', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    await seedCity(database());
    server = await testApp(database());
  });
  afterAll(() => server.close());

  describe.each([anonymous, operator])('for the viewer $kind', (viewer) => {
    const init = viewer.kind === 'operator' ? asOperator : {};
    const ask = async <Answer>(path: string) => {
      const response = await server.app.request(path, init);
      return (await response.json()) as Answer;
    };

    it('gives the rows, counts and totals of a plain SQL sum over the tables', async () => {
      for (const filter of [{}, ...randomFilters(50)]) {
        const asked = printFilter(filter).toString();
        const expected = await oracleSums(database(), { viewer, year: 2026, filter });
        const { reconciliation, facets: counts, ...summary } = await ask<Summary>(`/api/summary?${asked}`);
        const sums = Object.fromEntries(
          (['total', 'mapped', 'sites', 'investment', 'mappedInvestment', 'plannedInvestment'] as const).map(
            (name) => [name, [summary[name], Math.round(expected[name] * 100) / 100]],
          ),
        );
        for (const [name, [found, wanted]] of Object.entries(sums)) {
          expect({ asked, name, found }).toEqual({ asked, name, found: wanted });
        }
        expect({ asked, ...reconciliation }).toEqual({
          asked,
          listed: expected.listed,
          mapped: expected.listedMapped,
          unmapped: expected.listedUnmapped,
          screenedOut: expected.listed - expected.listedMapped - expected.listedUnmapped,
          outside: expected.outside,
        });
        expect(Object.keys(counts)).toEqual(facets);
        for (const facet of storedFacets) {
          const wanted = await oracleCounts(database(), facet, { viewer, year: 2026, filter });
          const found = (counts[facet] ?? []).filter(({ count }) => count > 0);
          expect({ asked, facet, found: new Map(found.map(({ code, count }) => [code, count])) }).toEqual({
            asked,
            facet,
            found: wanted,
          });
        }
        const page = await ask<{ items: { code: string }[]; total: number; mapped: number }>(
          `/api/projects?limit=500&${asked}`,
        );
        expect({ asked, codes: page.items.map(({ code }) => code) }).toEqual({
          asked,
          codes: expected.codes,
        });
        expect([page.total, page.mapped]).toEqual([expected.total, expected.mapped]);
      }
    }, 60_000);
  });
});
