/** The words of the OGC interface's documents and pages. */
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { Theme } from '../../data/vocabulary/tokens.ts';
import type { ProblemLanguage } from '../http/problem.ts';

const zh = {
  title: (place: string) => `${place}重点项目地图数据`,
  description:
    '重点项目、开发区、通道、地块、设施、约束区域与区县，以 OGC API – Features 与 Tiles 提供；金额为万元，面积为平方米，长度为米。',
  thisDocument: '本文档',
  asPage: '网页',
  openApi: 'OpenAPI 3.0 接口定义',
  openApiPage: '接口文档',
  conformance: '符合的标准',
  collections: '数据集',
  tilings: '瓦片方案',
  tiles: '矢量瓦片',
  style: { light: '地图样式（浅色）', dark: '地图样式（深色）' } satisfies Record<Theme, string>,
  queryables: '可筛选的属性',
  schema: '要素的属性',
  itemsAs: (form: string) => `要素（${form}）`,
  about: {
    project: '列入年度计划的重点项目及打包项目的各个地点；尚未落图的项目没有几何。',
    zone: '开发区与功能区的规划范围。',
    corridor: '铁路、公路、航道、输电线路与管道。',
    parcel: '可供应与筹备中的地块。',
    facility: '车站、互通、港口、机场、变电站、电厂、水厂等设施点。',
    constraint: '生态红线、基本农田、水源保护等约束区域。',
    district: '区县；界线为示意，非法定界线。',
  } satisfies Record<Layer, string>,
  features: '要素',
  count: (shown: number, matched: number) => `本页 ${shown} 条，共 ${matched} 条`,
  next: '下一页',
  previous: '上一页',
  first: '首页',
  property: '属性',
  meaning: '含义',
  type: '类型',
  value: '值',
  none: '没有符合条件的要素。',
  systems: '坐标系',
  extent: '范围',
  days: '数据日期',
  language: '语言',
};

const en: typeof zh = {
  title: (place) => `Key-project map data of ${place}`,
  description:
    'Key projects, zones, corridors, parcels, facilities, constraint areas and districts as OGC API – Features and Tiles. Money in 万元 (10⁴ CNY), areas in m², lengths in m.',
  thisDocument: 'This document',
  asPage: 'As a page',
  openApi: 'OpenAPI 3.0 definition',
  openApiPage: 'API documentation',
  conformance: 'Conformance',
  collections: 'Collections',
  tilings: 'Tiling schemes',
  tiles: 'Vector tiles',
  style: { light: 'Map style, light', dark: 'Map style, dark' },
  queryables: 'Properties to filter by',
  schema: 'Properties of the features',
  itemsAs: (form) => `Features (${form})`,
  about: {
    project:
      'Key projects of the annual lists and the sites of packages; a project that is not yet placed has no geometry.',
    zone: 'Planned outlines of development and functional zones.',
    corridor: 'Railways, roads, waterways, power lines and pipelines.',
    parcel: 'Land on offer and in preparation.',
    facility: 'Stations, interchanges, ports, airports, substations, power and water plants.',
    constraint: 'Ecological red lines, basic farmland, water sources and other constraint areas.',
    district: 'Districts; boundaries are sketched and not legal ones.',
  },
  features: 'Features',
  count: (shown, matched) => `${shown} on this page, ${matched} in all`,
  next: 'Next page',
  previous: 'Previous page',
  first: 'First page',
  property: 'Property',
  meaning: 'Meaning',
  type: 'Type',
  value: 'Value',
  none: 'No features match.',
  systems: 'Coordinate systems',
  extent: 'Extent',
  days: 'Days of the data',
  language: 'Language',
};

export const words: Readonly<Record<ProblemLanguage, typeof zh>> = { zh, en };
