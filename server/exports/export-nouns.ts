/** The nouns under which files are taken out. */
import { layer } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';

/** As in the addresses of their lists. */
export const plurals: Readonly<Record<Layer, string>> = {
  project: 'projects',
  zone: 'zones',
  corridor: 'corridors',
  parcel: 'parcels',
  facility: 'facilities',
  constraint: 'constraints',
  district: 'districts',
};
export const exportNouns = layer.codes;
