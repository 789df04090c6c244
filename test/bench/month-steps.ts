/** A step of the month slider: another month's columns, the filter evaluated over them, the indicators summed. */
import { decodeColumns } from '../../data/columns.ts';
import { evaluate } from '../../data/evaluate.ts';
import type { ProjectFilter } from '../../data/filter.ts';
import { assessmentOf, monthColumns } from '../../data/progress-columns.ts';
import { indicators } from '../../data/rules/indicators.ts';
import { monthFrom } from '../../data/rules/month.ts';
import { projectCategory } from '../../data/vocabulary/project.ts';
import type { ProjectCategory } from '../../data/vocabulary/project.ts';
import { testRules } from '../support/rules.ts';
import { ofRounds, quantile, type Measurement } from './measurement.ts';
import type { BenchServer } from './server.ts';

const filters: readonly ProjectFilter[] = [
  {},
  { light: ['red', 'yellow'] },
  { category: ['industry', 'transport'], lagOver: 5 },
];

/** Over the columns of 5,000 projects that the server gives out. */
export async function measureMonthSteps(server: BenchServer): Promise<Measurement[]> {
  const file = async (noun: string) => {
    const began = performance.now();
    const response = await fetch(`${server.address}/api/columns/${noun}`);
    const bytes = await response.arrayBuffer();
    return { columns: decodeColumns(bytes), bytes: bytes.byteLength, ms: performance.now() - began };
  };
  const { columns: projects } = await file('project');
  const { columns: progress, bytes, ms } = await file('progress');
  const times: number[] = [];
  for (let round = -10; round < 60; round += 1) {
    for (const filter of filters) {
      const number = 1 + ((round + 70) % 7);
      const began = performance.now();
      const columns = monthColumns(projects, progress, number);
      const { rows } = evaluate(filter, columns);
      const category = columns.codes.category;
      const found = indicators(
        Array.from(rows, (row) => ({
          assessment: assessmentOf(columns, row),
          industry:
            projectCategory.words[category?.dictionary[category.index[row] ?? 0] as ProjectCategory].industry,
        })),
        { month: monthFrom(2026, number), rules: testRules },
      );
      const passed = performance.now() - began;
      if (found.projects === 0) throw new Error(`nothing passes ${JSON.stringify(filter)}`);
      if (round >= 0) times.push(passed);
    }
  }
  return [
    ofRounds(
      times,
      {
        name: `month slider step over ${projects.count} projects, scripting, p95`,
        unit: 'ms',
        limit: { at: 'most', value: 16 },
        note: `median ${quantile(times, 0.5).toFixed(1)} ms; progress file ${(bytes / 1e6).toFixed(1)} MB, first answer ${ms.toFixed(0)} ms`,
      },
      0.95,
    ),
  ];
}
