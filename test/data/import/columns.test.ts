import { describe, expect, it } from 'vitest';
import { proposeColumns } from '../../../data/import/columns.ts';
import type { Given } from '../../../data/import/value.ts';
import { fieldsOf } from '../../../data/vocabulary/fields/index.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';

/** Field → column. */
function propose(noun: Layer, cells: Readonly<Record<string, Given[]>>) {
  const { columns, placement } = proposeColumns(fieldsOf[noun], Object.keys(cells), cells);
  const chosen = Object.fromEntries(Object.entries(columns).map(([field, { column }]) => [field, column]));
  return { chosen, columns, placement };
}

describe('columns for fields', () => {
  it('of an office list in Chinese', () => {
    const { chosen, columns, placement } = propose('project', {
      序号: [1, 2],
      项目名称: ['高铁新城综合管廊', '古城修复'],
      建设规模及内容: ['新建管廊 5 公里'],
      建设单位: ['商丘示例重工有限公司'],
      '总投资（万元）': ['1,234.5', '3.2亿'],
      '2026年计划投资(亿元)': [0.5],
      建设性质: ['续建', '新开工'],
      项目类别: ['交通', '城建'],
      所在区县: ['睢阳区'],
      经度: [115.65],
      纬度: [34.41],
      数据来源: ['项目办'],
      更新日期: ['2026年7月'],
    });
    expect(chosen).toMatchObject({
      name: '项目名称',
      content: '建设规模及内容',
      company: '建设单位',
      totalInvestment: '总投资（万元）',
      plannedInvestment: '2026年计划投资(亿元)',
      annualClass: '建设性质',
      category: '项目类别',
      districts: '所在区县',
      source: '数据来源',
      dataAsOf: '更新日期',
    });
    expect(Object.values(chosen)).not.toContain('序号');
    expect(columns['totalInvestment']?.unit).toBe('wan');
    expect(columns['plannedInvestment']?.unit).toBe('yi');
    expect(placement).toEqual({ kind: 'columns', lng: '经度', lat: '纬度' });
  });

  it('of every heading that a field declares, in any case and spacing', () => {
    for (const [noun, fields] of Object.entries(fieldsOf))
      for (const [name, { word, also = [], computed }] of Object.entries(fields)) {
        if (computed) continue;
        for (const heading of [name, word.zh, word.en, ...also])
          for (const spelled of [heading, ` ${heading.toUpperCase()} `, heading.replaceAll(' ', '_')])
            expect([noun, spelled, propose(noun as Layer, { [spelled]: [] }).chosen]).toEqual([
              noun,
              spelled,
              { [name]: spelled },
            ]);
      }
  });

  it('of names that a DBF has cut at 10 bytes', () => {
    const { chosen } = propose('project', { 年度计: [], 估算: [], total_inve: [], 责任单: [] });
    expect(chosen).toMatchObject({
      plannedInvestment: '年度计',
      investmentEstimate: '估算',
      totalInvestment: 'total_inve',
    });
    expect(propose('parcel', { 参考起始价: [], floor_area: [], 土地用: [] }).chosen).toMatchObject({
      startPrice: '参考起始价',
      floorAreaRatio: 'floor_area',
      landUse: '土地用',
    });
  });

  it('leaves out what is computed, and keeps its column from the others', () => {
    const { chosen } = propose('parcel', {
      地块名称: ['甲'],
      SHAPE_Area: [12.5],
      面积: [3],
      容积率: ['2.0'],
    });
    expect(chosen).toEqual({ name: '地块名称', floorAreaRatio: '容积率' });
  });

  it('reads the unit of a heading', () => {
    const unit = (heading: string) => propose('project', { [heading]: [1] }).columns['totalInvestment']?.unit;
    expect(
      ['总投资(元)', '总投资（单位：万元）', '总投资/亿元', '总投资_万元', '总投资万元', '总投资[千元]'].map(
        unit,
      ),
    ).toEqual(['yuan', 'wan', 'yi', 'wan', 'wan', 'thousand_yuan']);
    expect(unit('总投资（含税）')).toBeUndefined();
    expect(propose('zone', { '规划面积（亩）': [1] }).columns['plannedAreaM2']?.unit).toBe('mu');
    expect(propose('zone', { '供水能力（万吨/日）': [5] }).columns['waterCapacityM3Day']?.unit).toBe(
      'ten_thousand',
    );
  });

  it('prefers the better of two columns, and what its cells can be read as', () => {
    expect(propose('project', { 投资总额: [1], 总投资: [2] }).chosen).toMatchObject({
      totalInvestment: '总投资',
    });
    const { columns } = propose('project', { 状态: ['甲', '乙', '丙'], 项目状态: ['在建', '竣工'] });
    expect(columns['status']).toMatchObject({ column: '项目状态' });
    expect(columns['status']?.score).toBeGreaterThan(0.9);
  });

  it('gives the reason', () => {
    expect(propose('project', { 总投资: [1] }).columns['totalInvestment']?.reason.zh).toBe('列名一致');
    expect(propose('project', { 拟定总投资额: [1] }).columns['totalInvestment']?.reason.zh).toMatch(
      /含有“总投资”/,
    );
  });
});

describe('columns of positions', () => {
  const placed = (cells: Readonly<Record<string, Given[]>>) => propose('facility', cells).placement;
  it.each<[string, Readonly<Record<string, Given[]>>, unknown]>([
    ['degrees', { 经度: ['115.65'], 纬度: ['34.41'] }, { kind: 'columns', lng: '经度', lat: '纬度' }],
    ['lon and lat', { LAT: [34.41], LON: [115.65] }, { kind: 'columns', lng: 'LON', lat: 'LAT' }],
    ['X and Y', { X: [38_412_345.6], Y: [3_812_345.6] }, { kind: 'columns', lng: 'X', lat: 'Y' }],
    ['X坐标', { X坐标: [1], Y坐标: [2] }, { kind: 'columns', lng: 'X坐标', lat: 'Y坐标' }],
    [
      'a datum in brackets',
      { '经度(WGS84)': [115], '纬度(WGS84)': [34] },
      { kind: 'columns', lng: '经度(WGS84)', lat: '纬度(WGS84)' },
    ],
    ['minutes', { 东经: ['115°39′00″'], 北纬: ['34°24′36″'] }, { kind: 'columns', lng: '东经', lat: '北纬' }],
    ['a pair', { 坐标: ['115.65,34.41'] }, { kind: 'pair', column: '坐标' }],
    ['WKT', { the_geom: ['POINT (1 2)'], 经度: [1], 纬度: [2] }, { kind: 'wkt', column: 'the_geom' }],
    ['words', { 坐标: ['见附件'], 经度: ['东'], 纬度: ['北'] }, { kind: 'none' }],
    ['only one of two', { 经度: [115.65] }, { kind: 'none' }],
    ['nothing', { 名称: ['甲'] }, { kind: 'none' }],
  ])('%s', (_, cells, placement) => expect(placed(cells)).toEqual(placement));
});
