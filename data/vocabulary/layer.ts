import { codeList } from './word.ts';

/** The nouns that are drawn as live map layers, in the order of the layer switch. */
export const layer = codeList(
  ['project', 'zone', 'corridor', 'parcel', 'facility', 'constraint', 'district'],
  {
    project: { zh: '项目', en: 'Projects' },
    zone: { zh: '开发区', en: 'Zones' },
    corridor: { zh: '走廊', en: 'Corridors' },
    parcel: { zh: '地块', en: 'Parcels' },
    facility: { zh: '设施', en: 'Facilities' },
    constraint: { zh: '底线', en: 'Constraints' },
    district: { zh: '区县', en: 'Districts' },
  },
);
export type Layer = (typeof layer.codes)[number];

/** A noun as it stands in the addresses of its lists and files. */
export const pluralOf: Readonly<Record<Layer, string>> = Object.freeze({
  project: 'projects',
  zone: 'zones',
  corridor: 'corridors',
  parcel: 'parcels',
  facility: 'facilities',
  constraint: 'constraints',
  district: 'districts',
});

/** Who may see a layer's geometry: `restricted` layers show the public distances only. */
export const secrecy = codeList(['public', 'restricted'], {
  public: { zh: '公开', en: 'Public' },
  restricted: { zh: '不公开', en: 'Restricted' },
});
export type Secrecy = (typeof secrecy.codes)[number];

/** Levels of an administrative area. */
export const districtLevel = codeList(['district', 'county', 'county_city', 'functional_zone'], {
  district: { zh: '区', en: 'District' },
  county: { zh: '县', en: 'County' },
  county_city: { zh: '县级市', en: 'County-level city' },
  functional_zone: { zh: '功能区', en: 'Functional zone' },
});
export type DistrictLevel = (typeof districtLevel.codes)[number];
