/** The choice of the ground, in English. */
import type { basemapZhHans } from './basemap.zh-Hans.ts';

export const basemapEn: typeof basemapZhHans = {
  basemap: {
    title: 'Basemap',
    own: 'Own basemap',
    ownLong: 'The basemap that comes with this portal',
    none: 'Plain',
    noneLong: 'Boundaries and the portal’s own layers only',
    tianditu: 'Tianditu',
    tiandituLong: 'Online map of the national geographic platform; needs the internet',
    failed: 'The basemaps could not be read.',
  },
};
