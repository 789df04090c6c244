import { describe, expect, it } from 'vitest';
import { readValue } from '../../../data/import/read-value.ts';
import type { DistrictShare, Given } from '../../../data/import/value.ts';
import type { ColumnUnit } from '../../../data/vocabulary/column-unit.ts';
import type { Field } from '../../../data/vocabulary/fields/field.ts';
import { fieldsOf } from '../../../data/vocabulary/fields/index.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';
import { context } from './context.ts';

/** `parcel.landUse` */
function field(name: string): Field {
  const [noun, of = ''] = name.split('.') as [Layer, string];
  const found = fieldsOf[noun][of];
  if (!found) throw new Error(name);
  return found;
}

const read = (name: string, given: Given, unit?: ColumnUnit) =>
  readValue(field(name), given, { ...context, ...(unit && { unit }) });
const value = (name: string, given: Given, unit?: ColumnUnit) => {
  const reading = read(name, given, unit);
  return 'refused' in reading ? `refused: ${reading.refused.zh}` : reading.value;
};
const refusal = (name: string, given: Given, unit?: ColumnUnit) => {
  const reading = read(name, given, unit);
  return 'refused' in reading ? reading.refused : undefined;
};

describe('money, in 万元', () => {
  it.each<[Given, number, ColumnUnit?]>([
    ['1234.5', 1234.5],
    ['1,234.5 万元', 1234.5],
    ['１，２３４．５万元', 1234.5],
    ['1 234 567.5', 1_234_567.5],
    ['3.2亿', 32_000],
    ['3.2 亿元', 32_000],
    ['1.1亿元', 11_000],
    ['1亿2000万元', 12_000],
    ['5000 元', 0.5],
    ['5千元', 0.5],
    ['2百万元', 200],
    ['CNY 3.5 million', 350],
    ['￥1200万', 1200],
    ['约3.2亿元', 32_000],
    [320_000_000, 32_000, 'yuan'],
    ['320000000', 32_000, 'yuan'],
    ['3.2', 32_000, 'yi'],
    ['3.2万元', 3.2, 'yi'],
    [0, 0],
    ['0.005', 0.01],
    ['1.005', 1.01],
    ['1234.5649', 1234.56],
  ])('%s is %s (%s)', (given, wan, unit) => expect(value('project.totalInvestment', given, unit)).toBe(wan));

  it.each<[Given, RegExp]>([
    ['-5', /不能为负/],
    ['(1,234)', /不能为负/],
    [320_000_000, /单位.*万元/],
    ['待定', /不是数/],
    ['12,34', /不是数/],
    ['12 34', /不是数/],
    ['1.234,5', /不是数/],
    ['100-200万元', /不是数/],
    ['5000亩', /不是数/],
    ['1.2.3', /不是数/],
    [true, /不是数/],
    ['#REF!', /错误值/],
    ['#N/A', /错误值/],
    ['1e999', /不是数/],
    ['Infinity', /不是数/],
  ])('%s is refused', (given, why) => {
    expect(refusal('project.totalInvestment', given)?.zh).toMatch(why);
    expect(refusal('project.totalInvestment', given)?.zh).toContain(String(given));
    expect(refusal('project.totalInvestment', given)?.en).toContain(String(given));
  });

  it('says what stood there where the stored figure is another', () => {
    expect(read('project.totalInvestment', '3.2亿')).toEqual({ value: 32_000, given: '3.2亿' });
    expect(read('project.totalInvestment', 320_000_000, 'yuan')).toEqual({
      value: 32_000,
      given: '320000000 元',
    });
    expect(read('project.totalInvestment', '1,234.5 万元')).toEqual({ value: 1234.5 });
    expect(read('project.totalInvestment', '1234.567')).toMatchObject({ value: 1234.57, given: '1234.567' });
    expect(read('project.totalInvestment', '约3亿')).toMatchObject({ note: { zh: '按所写的约数' } });
  });
});

describe('areas, lengths and numbers', () => {
  it.each<[string, Given, number, ColumnUnit?]>([
    ['zone.plannedAreaM2', '500亩', 333_333.3],
    ['zone.plannedAreaM2', 500, 333_333.3, 'mu'],
    ['zone.plannedAreaM2', '33.33 公顷', 333_300],
    ['zone.plannedAreaM2', '12㎡', 12],
    ['zone.plannedAreaM2', '12.34567', 12.345_67],
    ['zone.plannedAreaM2', '1.5平方公里', 1_500_000],
    ['zone.plannedAreaM2', '1.5 km²', 1_500_000],
    ['zone.plannedAreaM2', '2 ㎢', 2_000_000],
    ['zone.plannedAreaM2', '3万㎡', 30_000],
    ['zone.plannedAreaM2', '1.2 万亩', 8_000_000],
    ['corridor.lengthM', '12.5公里', 12_500],
    ['corridor.lengthM', '12.5 KM', 12_500],
    ['corridor.lengthM', '850 米', 850],
    ['corridor.lengthM', '850', 850],
    ['parcel.floorAreaRatio', '2.5', 2.5],
    ['parcel.floorAreaRatio', '≤2.0', 2],
    ['parcel.floorAreaRatio', '250%', 2.5],
    ['zone.waterCapacityM3Day', '5万吨/日', 50_000],
    ['zone.waterCapacityM3Day', 5, 50_000, 'ten_thousand'],
    ['zone.waterCapacityM3Day', '50000 m³/日', 50_000],
    ['district.population', '773.3万人', 7_733_000],
    ['district.population', '1,234', 1234],
    ['project.batch', '第二批', 2],
    ['project.year', '2026年', 2026],
    ['project.year', '2026年度', 2026],
    ['project.year', 2026, 2026],
  ])('%s %s is %s', (name, given, stored, unit) => expect(value(name, given, unit)).toBe(stored));

  it.each<[string, Given, RegExp]>([
    ['zone.plannedAreaM2', '0', /大于 0/],
    ['zone.plannedAreaM2', '-3亩', /负/],
    ['zone.plannedAreaM2', '500 万元', /不是数/],
    ['parcel.floorAreaRatio', '0', /0\.01 与 99/],
    ['parcel.floorAreaRatio', '1.0-2.0', /不是数/],
    ['project.batch', '13', /1 与 12/],
    ['project.year', '26', /1990 与 2100/],
    ['district.population', '12.5', /整数/],
    ['zone.powerCapacityMva', '50万千伏安', /不是数/],
  ])('%s %s is refused', (name, given, why) => expect(refusal(name, given)?.zh).toMatch(why));
});

describe('days', () => {
  it.each<[string, Given, string]>([
    ['project.deadline', '2026-07-31', '2026-07-31'],
    ['project.deadline', '2026年7月31日', '2026-07-31'],
    ['project.deadline', '２０２６年７月３１日', '2026-07-31'],
    ['project.deadline', '2026/7/31', '2026-07-31'],
    ['project.deadline', '2026.7.31', '2026-07-31'],
    ['project.deadline', '20260731', '2026-07-31'],
    ['project.deadline', 20_260_731, '2026-07-31'],
    ['project.deadline', 46_234, '2026-07-31'],
    ['project.deadline', 46_234.75, '2026-07-31'],
    ['project.deadline', '46234', '2026-07-31'],
    ['project.deadline', '2026-07-31T00:00:00.000Z', '2026-07-31'],
    ['project.deadline', '2026-07-30T16:00:00Z', '2026-07-31'],
    ['project.deadline', '2026/7/31 0:00:00', '2026-07-31'],
    ['project.deadline', '2026.7', '2026-07-31'],
    ['project.deadline', '2026年7月', '2026-07-31'],
    ['project.deadline', '2026年2月', '2026-02-28'],
    ['project.deadline', '2026-07', '2026-07-31'],
    ['project.deadline', '202607', '2026-07-31'],
    ['project.deadline', 202_607, '2026-07-31'],
    ['project.deadline', '2026年底', '2026-12-31'],
    ['project.deadline', '2026年', '2026-12-31'],
    ['project.deadline', 2026, '2026-12-31'],
    ['project.deadline', '2026年上半年', '2026-06-30'],
    ['project.deadline', '2026年三季度', '2026-09-30'],
    ['project.deadline', '2026Q3', '2026-09-30'],
    ['project.deadline', '2026年7月中旬', '2026-07-20'],
    ['project.deadline', '31 July 2026', '2026-07-31'],
    ['project.deadline', 'Jul 31, 2026', '2026-07-31'],
    ['project.deadline', '31/7/2026', '2026-07-31'],
    ['project.deadline', '7/31/2026', '2026-07-31'],
    ['project.statusSince', '2026年7月', '2026-07-01'],
    ['project.statusSince', '2026.10', '2026-10-01'],
    ['project.statusSince', '2026', '2026-01-01'],
    ['district.validFrom', '2024-02-29', '2024-02-29'],
  ])('%s %s is %s', (name, given, day) => expect(value(name, given)).toBe(day));

  it.each<Given>([
    '2026-02-30',
    '2026-13',
    '2026年13月',
    '7/8/2026',
    2026.1,
    'soon',
    '1026-01-01',
    12,
    true,
    '31/31/2026',
  ])('%s is refused', (given) => expect(refusal('project.deadline', given)?.zh).toMatch(/2026-07-31/));

  it('says which day it took of a month, and that a number was a serial', () => {
    expect(read('project.deadline', '2026.7')).toMatchObject({
      given: '2026.7',
      note: { zh: '取该月最后一日' },
    });
    expect(read('project.statusSince', '2026年')).toMatchObject({ note: { zh: '取该年第一日' } });
    expect(read('project.deadline', 46_234)).toMatchObject({ given: '46234', note: { zh: /序号/ as never } });
    expect(read('project.deadline', '2026/7/31')).toEqual({ value: '2026-07-31' });
  });
});

describe('yes and no', () => {
  it.each<[Given, boolean]>([
    ['是', true],
    ['√', true],
    ['Y', true],
    ['Ｙ', true],
    ['yes', true],
    [1, true],
    [true, true],
    ['TRUE', true],
    ['否', false],
    ['×', false],
    ['N', false],
    ['0', false],
    [false, false],
  ])('%s is %s', (given, said) => expect(value('parcel.published', given)).toBe(said));
  it('refuses the rest', () => expect(refusal('parcel.published', '可能')?.zh).toMatch(/可能.*“是”或“否”/));
});

describe('codes of lists', () => {
  it.each<[string, Given, string]>([
    ['project.status', '在建', 'under_construction'],
    ['project.status', 'Under construction', 'under_construction'],
    ['project.status', 'UNDER_CONSTRUCTION', 'under_construction'],
    ['project.status', ' 在 建 ', 'under_construction'],
    ['project.status', '续建', 'under_construction'],
    ['project.status', '竣工', 'completed'],
    ['project.status', '投产', 'in_production'],
    ['project.status', '投产(投用)', 'in_production'],
    ['project.status', '前期', 'preparatory'],
    ['project.annualClass', '续建', 'continuing'],
    ['parcel.landUse', '工业用地', 'industrial'],
    ['parcel.landUse', '工业用地（M2）', 'industrial'],
    ['parcel.landUse', '100102 二类工业用地', 'industrial'],
    ['parcel.landUse', '商业服务业用地', 'commercial'],
    ['parcel.industrialGrade', '二类', '2'],
    ['parcel.industrialGrade', 2, '2'],
    ['zone.kind', '高新区', 'high_tech'],
  ])('%s %s is %s', (name, given, code) => expect(value(name, given)).toBe(code));

  it('names the choices where it knows none', () => {
    expect(refusal('project.status', '烂尾')).toEqual({
      zh: expect.stringMatching(/“烂尾”不在可选项之中。可选：储备、前期（未开工）、在建/) as never,
      en: expect.stringMatching(/“烂尾” is not one of the choices: Reserve/) as never,
    });
  });

  it('says how it read another word than a label', () => {
    expect(read('project.status', '竣工')).toMatchObject({ given: '竣工', note: { zh: '读作 已竣工' } });
    expect(read('project.status', '在建')).toEqual({ value: 'under_construction' });
  });

  it.each<[Given, string[]]>([
    ['专项债、银行贷款；企业自筹', ['special_bond', 'loan', 'own']],
    ['专项债, 贷款', ['special_bond', 'loan']],
    ['own;loan,own', ['own', 'loan']],
    ['特许经营/PPP', ['ppp']],
    ['', []],
    ['无', []],
  ])('several: %s is %s', (given, codes) => expect(value('project.financing', given)).toEqual(codes));

  it('names the one that it does not know among several', () =>
    expect(refusal('project.financing', '贷款、彩票')?.zh).toMatch(/^“彩票”/));
});

describe('rows', () => {
  it.each<[string, Given, string]>([
    ['parcel.district', '411403', '411403'],
    ['parcel.district', 411_403, '411403'],
    ['parcel.district', '睢阳区', '411403'],
    ['parcel.district', '睢阳', '411403'],
    ['parcel.district', '商丘市睢阳区', '411403'],
    ['parcel.district', '河南省商丘市睢阳区', '411403'],
    ['parcel.district', '河南省 商丘市 睢县', '411422'],
    ['parcel.district', 'suiyang district', '411403'],
    ['parcel.district', '商丘市睢阳区北海路 18 号', '411403'],
    ['parcel.district', '永城', '411481'],
    ['parcel.zone', '商丘经济技术开发区', 'SQ-Z-1'],
    ['zone.committee', '示例单位01', 'SQ-U-01'],
    ['zone.committee', '示例单位01(综合协调)', 'SQ-U-01'],
    ['parcel.contact', '李娜', 'P-3'],
    ['parcel.contact', 'p-2', 'P-2'],
    ['project.company', 'Sample Heavy, Inc.', 'C-1'],
    ['project.parent', '高铁新城综合管廊', 'SQ-P-001'],
  ])('%s %s is %s', (name, given, code) => expect(value(name, given)).toBe(code));

  it('refuses what it does not know and says what could be made of it', () => {
    expect(read('project.company', '新企业有限公司')).toEqual({
      refused: { zh: expect.stringContaining('新企业有限公司') as never, en: expect.anything() as never },
      unknown: { noun: 'company', name: '新企业有限公司' },
    });
    expect(refusal('parcel.district', '商丘市')?.zh).toMatch(/商丘市/);
    expect(refusal('parcel.district', '睢')?.zh).toMatch(/不是已有的区县/);
  });

  it('refuses a name that several have, and names their codes', () =>
    expect(refusal('parcel.contact', '张伟')?.zh).toMatch(/P-1, P-2/));

  it('says how it read a short name', () =>
    expect(read('parcel.district', '睢阳')).toEqual({
      value: '411403',
      given: '睢阳',
      note: { zh: '读作 睢阳区', en: 'read as 睢阳区' },
    }));
});

describe('districts with shares', () => {
  it.each<[Given, [string, number][]]>([
    ['睢阳区', [['411403', 1]]],
    ['商丘市睢阳区', [['411403', 1]]],
    [
      '睢阳区 60%、梁园区 40%',
      [
        ['411403', 0.6],
        ['411402', 0.4],
      ],
    ],
    [
      '梁园区（40％）；睢阳区（60％）',
      [
        ['411403', 0.6],
        ['411402', 0.4],
      ],
    ],
    [
      '睢阳区:0.6,梁园区:0.4',
      [
        ['411403', 0.6],
        ['411402', 0.4],
      ],
    ],
    [
      '411403 60%, 411402 40%',
      [
        ['411403', 0.6],
        ['411402', 0.4],
      ],
    ],
    [
      '睢阳区、梁园区',
      [
        ['411402', 0.5],
        ['411403', 0.5],
      ],
    ],
    [
      '睢阳、梁园区、睢县',
      [
        ['411403', 0.333_34],
        ['411402', 0.333_33],
        ['411422', 0.333_33],
      ],
    ],
    [
      '睢阳区33%、梁园区33%、睢县33%',
      [
        ['411403', 0.34],
        ['411402', 0.33],
        ['411422', 0.33],
      ],
    ],
    ['', []],
  ])('%s is %s', (given, shares) =>
    expect(value('project.districts', given)).toEqual(shares.map(([code, share]) => ({ code, share }))),
  );

  it('divides equally into parts that sum to 1', () => {
    for (const given of ['睢阳区、梁园区', '睢阳区、梁园区、睢县', '睢阳区和梁园区，睢县、永城市']) {
      const shares = value('project.districts', given) as readonly DistrictShare[];
      expect(Math.round(shares.reduce((sum, { share }) => sum + share * 100_000, 0))).toBe(100_000);
      expect(read('project.districts', given)).toMatchObject({ note: { zh: /平均/ as never } });
    }
  });

  it.each<[Given, RegExp]>([
    ['睢阳区 60%、梁园区 30%', /90%/],
    ['睢阳区 60%、梁园区', /全部写明/],
    ['睢阳区、睢阳', /两次/],
    ['睢阳区、火星区', /火星区/],
    ['睢阳区 160%、梁园区 -60%', /160|梁园区/],
  ])('%s is refused', (given, why) => expect(refusal('project.districts', given)?.zh).toMatch(why));
});

describe('texts and codes', () => {
  it.each<[string, Given, unknown]>([
    ['parcel.name', '  示例 地块　', '示例 地块'],
    ['parcel.name', 12, '12'],
    ['parcel.name', "'=1+1", '=1+1'],
    ['parcel.name', '=cmd|x', '=cmd|x'],
    ['parcel.name', '—', null],
    ['parcel.name', '无', null],
    ['parcel.name', ' / ', null],
    ['parcel.name', null, null],
    ['parcel.code', 'ＳＱ－1', 'SQ-1'],
    ['parcel.code', 411_402, '411402'],
    ['zone.leadingIndustries', '食品加工、纺织服装；装备制造', ['食品加工', '纺织服装', '装备制造']],
    ['zone.leadingIndustries', '服装, 鞋；食品；', ['服装, 鞋', '食品']],
  ])('%s %s is %s', (name, given, stored) => expect(value(name, given)).toEqual(stored));

  it('refuses what a spreadsheet has cut, and what is no code', () => {
    expect(refusal('project.nationalCode', '2.20102E+17')?.zh).toMatch(/文本格式/);
    expect(refusal('project.nationalCode', 220_102_202_601_010_000)?.zh).toMatch(/文本格式/);
    expect(refusal('parcel.code', '地块一')?.zh).toMatch(/“地块一”不能作为编码/);
    expect(refusal('parcel.code', '<b>')?.zh).toMatch(/编码/);
  });

  it('cuts a long value where it names it', () =>
    expect(refusal('parcel.landUse', 'x'.repeat(5000))?.zh.length).toBeLessThan(200));
});
