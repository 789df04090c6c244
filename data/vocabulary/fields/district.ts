import { districtLevel } from '../layer.ts';
import { identity, provenance } from './common.ts';
import { fields, wholeNumber } from './field.ts';

/** The fields of a district. */
export const districtFields = fields({
  ...identity,
  level: {
    word: { zh: '级别', en: 'Level' },
    type: { kind: 'choice', list: districtLevel },
    required: true,
    also: ['行政级别', '层级'],
  },
  codeEdition: {
    word: { zh: '代码版本', en: 'Code edition' },
    type: { kind: 'text' },
    required: true,
    also: ['区划代码版本'],
  },
  validFrom: {
    word: { zh: '启用日期', en: 'Valid from' },
    type: { kind: 'date', of: 'start' },
    also: ['设立日期'],
  },
  validTo: {
    word: { zh: '停用日期', en: 'Valid to' },
    type: { kind: 'date', of: 'end' },
    also: ['撤销日期'],
  },
  population: { word: { zh: '人口', en: 'Population' }, type: wholeNumber, also: ['常住人口'] },
  populationYear: {
    word: { zh: '人口年份', en: 'Population year' },
    type: { kind: 'integer', least: 1900, most: 2100 },
  },
  ...provenance,
});
