import { codeList } from './word.ts';

/** What the search finds, in the order of groups that match equally well. */
export const searchNoun = codeList(
  ['project', 'district', 'zone', 'parcel', 'corridor', 'facility', 'place_name', 'company'],
  {
    project: { zh: '项目', en: 'Projects' },
    district: { zh: '区县', en: 'Districts' },
    zone: { zh: '开发区', en: 'Zones' },
    parcel: { zh: '地块', en: 'Parcels' },
    corridor: { zh: '走廊', en: 'Corridors' },
    facility: { zh: '设施', en: 'Facilities' },
    place_name: { zh: '地名', en: 'Places' },
    company: { zh: '企业', en: 'Companies' },
  },
);
export type SearchNoun = (typeof searchNoun.codes)[number];
