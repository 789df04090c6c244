import type { Layer } from '../data/vocabulary/layer.ts';

type FieldType = 'String' | 'Number' | 'Boolean';

/** What a live layer holds, as its TileJSON says it: the columns of `layer_<noun>` beside fid and geom. */
export interface LiveLayer {
  readonly fields: Readonly<Record<string, FieldType>>;
  /** The table that its rows come from; its functions draw none outside of `geom_3857`. */
  readonly table: string;
  /** The first zoom at which there is something to see. */
  readonly minzoom: number;
}

/** The deepest zoom that is drawn: a tile unit is 15 cm there, and maps enlarge it beyond. */
export const deepestZoom = 16;

const named = { code: 'String', name: 'String', name_en: 'String' } as const;

/** Every live layer. A test holds the fields equal to the columns of the functions. */
export const liveLayers: Readonly<Record<Layer, LiveLayer>> = {
  project: {
    table: 'project',
    minzoom: 0,
    fields: {
      ...named,
      status: 'String',
      category: 'String',
      tier: 'String',
      part: 'String',
      sort: 'Number',
      illustrative: 'Boolean',
    },
  },
  zone: { table: 'zone', minzoom: 0, fields: { ...named, kind: 'String', part: 'String' } },
  corridor: {
    table: 'corridor',
    minzoom: 0,
    fields: { ...named, kind: 'String', status: 'String', part: 'String', angle: 'Number' },
  },
  parcel: {
    table: 'parcel',
    minzoom: 0,
    fields: {
      ...named,
      land_use: 'String',
      supply: 'String',
      delivery: 'String',
      area_mu: 'Number',
      part: 'String',
      count: 'Number',
    },
  },
  facility: { table: 'facility', minzoom: 8, fields: { ...named, kind: 'String' } },
  constraint: {
    table: 'constraint_area',
    minzoom: 0,
    fields: { ...named, kind: 'String', effect: 'String' },
  },
  district: { table: 'district', minzoom: 0, fields: { ...named, part: 'String' } },
};
