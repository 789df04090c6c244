import { ofRounds, quantile, type Measurement } from './measurement.ts';
import type { BenchServer } from './server.ts';

const rounds = 120;
/** ms from a letter to its finds that a typist does not wait for. */
const mostMs = 100;
/** What people type, letter by letter and whole: initials, pinyin, Chinese, English, codes, slips of the finger. */
const questions = ['s', 'sl', 'slp1', 'shili', '示例', '示例P12', 'sample', 'T-L-123', '事例', 'sampel 12'];

/** Answers of the search over 5,000 projects and 50,000 parcels, one question at a time, beside what feels immediate. */
export async function measureSearch(server: BenchServer): Promise<Measurement[]> {
  const times: number[] = [];
  for (let round = -questions.length; round < rounds; round += 1) {
    const question = questions[(round + questions.length) % questions.length] as string;
    const began = performance.now();
    const response = await fetch(`${server.address}/api/search?q=${encodeURIComponent(question)}`);
    const text = await response.text();
    if (response.status !== 200)
      throw new Error(`searching ${question} answered ${response.status}: ${text}`);
    if (round >= 0) times.push(performance.now() - began);
  }
  return [
    ofRounds(
      times,
      {
        name: '/api/search at 5,000 projects and 50,000 parcels, p95',
        unit: 'ms',
        limit: { at: 'most', value: mostMs },
        note: `median ${quantile(times, 0.5).toFixed(0)} ms`,
      },
      0.95,
    ),
  ];
}
