import { ofRounds, quantile, type Measurement } from './measurement.ts';
import type { BenchServer } from './server.ts';

const rounds = 400;
/** What people ask: nothing, one facet, several, a text, a box. */
const filters = [
  '',
  'status=under_construction',
  'status=under_construction,suspended&category=industry',
  'tier=province_a,province_b&district=T-D-1,T-D-2',
  'q=123',
  'bbox=115,34,115.5,34.4',
  'category=transport&q=sample&bbox=114.9,33.8,116,34.8',
];

/** The same with progress: lights, a lag, a month of this year, of an earlier one, and what was known on a day. */
const progressFilters = [
  'light=red,yellow',
  'lagOver=10&category=industry,transport',
  'month=2026-03',
  'month=2025-11&district=T-D-1,T-D-2',
  'asOf=2026-05-31',
  'month=2026-04&asOf=2026-05-31&light=red',
];
const leagues = ['by=district', 'by=area&counted=1', 'by=unit&sort=behind', 'by=category&month=2026-05'];

/** Answers over 5,000 projects and 36 months, one question at a time, each with the answer read to its end. */
export async function measureSummary(server: BenchServer): Promise<Measurement[]> {
  return [
    measured('/api/summary at 5,000 projects, p95', 20, await times(server, '/api/summary', filters)),
    measured(
      '/api/summary with indicators, months and days, 5,000 projects × 36 months, p95',
      40,
      await times(server, '/api/summary', progressFilters),
    ),
    measured('/api/league at 5,000 projects, p95', 60, await times(server, '/api/league', leagues)),
  ];
}

async function times(server: BenchServer, path: string, queries: readonly string[]): Promise<number[]> {
  const found: number[] = [];
  for (let round = -50; round < rounds; round += 1) {
    const address = `${path}?${queries[(round + 50) % queries.length] as string}`;
    const began = performance.now();
    const response = await fetch(`${server.address}${address}`);
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${address} answered ${response.status}: ${text}`);
    if (round >= 0) found.push(performance.now() - began);
  }
  return found;
}

function measured(name: string, limit: number, found: readonly number[]): Measurement {
  return ofRounds(
    found,
    {
      name,
      unit: 'ms',
      limit: { at: 'most', value: limit },
      note: `median ${quantile(found, 0.5).toFixed(1)} ms`,
    },
    0.95,
  );
}
