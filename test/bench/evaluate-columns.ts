/** What `evaluate` measures in the browser and in Node: facets, list and totals over 100,000 rows. */
import { decodeColumns, encodeColumns, type Columns } from '../../data/columns.ts';
import { evaluate } from '../../data/evaluate.ts';
import type { ProjectFilter } from '../../data/filter.ts';
import { annualClass, projectCategory, projectStatus, projectTier } from '../../data/vocabulary/project.ts';
import type { CodeList } from '../../data/vocabulary/word.ts';

const count = 100_000;

const filters: readonly ProjectFilter[] = [
  {},
  { status: ['under_construction'] },
  {
    status: ['under_construction', 'suspended'],
    category: ['industry', 'transport'],
    district: ['D-2', 'D-5'],
  },
  { tier: ['province_a'], annualClass: ['new'], bbox: [115, 34, 115.6, 34.5] },
  { q: '示例12' },
  { investment: { from: 50_000, to: 800_000 }, unit: ['U-3', 'U-7'] },
];

/** Milliseconds of each evaluation, after some that are not counted. */
export function evaluationTimes(): number[] {
  const columns = largeColumns();
  const times: number[] = [];
  for (let round = -10; round < 40; round += 1)
    for (const filter of filters) {
      const began = performance.now();
      const { rows } = evaluate(filter, columns);
      const passed = performance.now() - began;
      if (rows.length === 0) throw new Error(`nothing passes ${JSON.stringify(filter)}`);
      if (round >= 0) times.push(passed);
    }
  return times;
}

function largeColumns(): Columns {
  let state = 1;
  const random = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
  const each = <Value>(make: (row: number) => Value) => Array.from({ length: count }, (_, row) => make(row));
  const code = (list: CodeList) => ({
    dictionary: [...list.codes],
    values: each(() => list.codes[Math.floor(random() * list.codes.length)] as string),
  });
  const districts = Array.from({ length: 9 }, (_, index) => `D-${index + 1}`);
  const zones = Array.from({ length: 11 }, (_, index) => `Z-${index + 1}`);
  const someOf = (list: readonly string[]) => list[Math.floor(random() * list.length)] as string;
  const units = Array.from({ length: 60 }, (_, index) => `U-${index + 1}`);
  const companies = Array.from({ length: 5000 }, (_, index) => `C-${index + 1}`);
  const lng = each(() => 114.8 + 1.8 * random());
  const lat = each(() => 33.7 + 1.2 * random());
  const money = () => each(() => (random() < 0.05 ? null : Math.floor(random() * 1e8)));
  const bytes = encodeColumns({
    noun: 'project',
    revision: 'bench.1',
    count,
    numbers: {
      fid: { type: 'u32', values: each((row) => row + 1) },
      mapped: { type: 'u8', values: each(() => (random() < 0.95 ? 1 : 0)) },
      sites: { type: 'u16', values: each(() => (random() < 0.05 ? 3 : 0)) },
      illustrative: { type: 'u8', values: each(() => 1) },
      total_investment: { type: 'f64', values: money() },
      planned_investment: { type: 'f64', values: money() },
      west: { type: 'f64', values: lng },
      south: { type: 'f64', values: lat },
      east: { type: 'f64', values: lng },
      north: { type: 'f64', values: lat },
      lng: { type: 'f64', values: lng },
      lat: { type: 'f64', values: lat },
    },
    codes: {
      status: code(projectStatus),
      category: code(projectCategory),
      tier: code(projectTier),
      annual_class: code(annualClass),
      zone: { dictionary: zones, values: each(() => (random() < 0.4 ? someOf(zones) : null)) },
      unit: { dictionary: units, values: each(() => someOf(units)) },
      company: { dictionary: companies, values: each(() => someOf(companies)) },
      reporting_area: { dictionary: districts, values: each(() => someOf(districts)) },
    },
    lists: {
      district: {
        dictionary: districts,
        values: each(() => (random() < 0.05 ? districts.slice(0, 3) : [someOf(districts)])),
      },
    },
    texts: {
      code: each((row) => `T-P-${row}`),
      name: each((row) => `示例项目${row}`),
      name_en: each((row) => `Sample project ${row}`),
      search_text: each((row) => `t-p-${row} 示例${row} sample ${row}`),
    },
  });
  return decodeColumns(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
  );
}
