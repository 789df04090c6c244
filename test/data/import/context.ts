/** The rows that the tests of values name. */
import { districtOptions, RowIndex } from '../../../data/import/row-index.ts';
import type { NamedRow } from '../../../data/import/row-index.ts';
import type { ValueContext } from '../../../data/import/value.ts';
import type { RowNoun } from '../../../data/vocabulary/fields/field.ts';

const row = (code: string, name: string, nameEn: string | null = null): NamedRow => ({ code, name, nameEn });

export const districts = [
  row('411402', '梁园区', 'Liangyuan District'),
  row('411403', '睢阳区', 'Suiyang District'),
  row('411422', '睢县', 'Suixian County'),
  row('411481', '永城市', 'Yongcheng City'),
];

const rows: Readonly<Record<RowNoun, RowIndex>> = {
  district: new RowIndex(districts, districtOptions('商丘市')),
  zone: new RowIndex([row('SQ-Z-1', '商丘经济技术开发区', 'Shangqiu ETDZ'), row('SQ-Z-2', '民权高新区')]),
  reporting_area: new RowIndex([row('sfq', '示范区', 'Demonstration zone'), row('411402', '梁园区')]),
  unit: new RowIndex([row('SQ-U-01', '示例单位01（综合协调）'), row('SQ-U-02', '示例单位02（能源）')]),
  person: new RowIndex([row('P-1', '张伟'), row('P-2', '张伟'), row('P-3', '李娜')]),
  company: new RowIndex([row('C-1', '商丘示例重工有限公司', 'Sample Heavy, Inc.')]),
  project: new RowIndex([row('SQ-P-001', '高铁新城综合管廊')]),
};

export const context: ValueContext = { rows: (noun) => rows[noun] };
