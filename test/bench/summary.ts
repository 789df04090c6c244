import { quantile, type Measurement } from './measurement.ts';
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

/** `/api/summary` over 5,000 projects, one question at a time, each with the answer read to its end. */
export async function measureSummary(server: BenchServer): Promise<Measurement[]> {
  const times: number[] = [];
  for (let round = -50; round < rounds; round += 1) {
    const query = filters[(round + 50) % filters.length] as string;
    const began = performance.now();
    const response = await fetch(`${server.address}/api/summary?${query}`);
    const text = await response.text();
    if (response.status !== 200)
      throw new Error(`/api/summary?${query} answered ${response.status}: ${text}`);
    if (round >= 0) times.push(performance.now() - began);
  }
  return [
    {
      name: '/api/summary at 5,000 projects, p95',
      value: quantile(times, 0.95),
      unit: 'ms',
      limit: { at: 'most', value: 20 },
      spread: [Math.min(...times), Math.max(...times)],
      note: `median ${quantile(times, 0.5).toFixed(1)} ms`,
    },
  ];
}
