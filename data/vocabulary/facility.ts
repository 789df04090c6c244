import { codeList } from './word.ts';

/** Kind of a facility that a site is measured to. */
export const facilityKind = codeList(
  [
    'rail_station',
    'interchange',
    'port',
    'airport',
    'substation',
    'power_plant',
    'water_plant',
    'sewage_plant',
  ],
  {
    rail_station: { zh: '火车站', en: 'Railway station' },
    interchange: { zh: '高速出入口', en: 'Expressway interchange' },
    port: { zh: '港口码头', en: 'Port' },
    airport: { zh: '机场', en: 'Airport' },
    substation: { zh: '变电站', en: 'Substation' },
    power_plant: { zh: '电厂', en: 'Power plant' },
    water_plant: { zh: '水厂', en: 'Waterworks' },
    sewage_plant: { zh: '污水厂', en: 'Sewage plant' },
  },
);
export type FacilityKind = (typeof facilityKind.codes)[number];
