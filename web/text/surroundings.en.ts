/** What lies inside a zone or district, along a corridor or around a facility, in English. */
import type { surroundingsZhHans } from './surroundings.zh-Hans.ts';

export const surroundingsEn: typeof surroundingsZhHans = {
  surroundings: {
    titles: { zone: 'Inside', district: 'In this district', corridor: 'Along it', facility: 'Nearby' },
    within: 'Distance',
    withinOf: (distance) => `Within ${distance}`,
    projects: 'Projects',
    parcels: 'Parcels',
    facilities: 'Facilities',
    zones: 'Zones',
    corridors: 'Corridors',
    crossed: 'Districts crossed',
    count: (count) => count,
    investment: 'Total investment',
    lights: { red: 'red', yellow: 'yellow' },
    outside: (count) => `plus ${count} in reserve, deferred or cancelled, not counted`,
    unrecorded: (count) => `${count} of them lie inside but are not recorded in this zone`,
    only: { zone: 'Show only projects recorded here', district: 'Show only projects of this district' },
    inside: 'touching',
    notRecorded: 'not recorded',
    unmapped: 'not on the map',
    showAll: (count) => `Show all ${count}`,
    showFewer: 'Show fewer',
    listedOf: (listed, total) => `The first ${listed} of ${total} are listed`,
    empty: {
      zone: 'No project, parcel or facility lies inside.',
      district: 'No project, parcel or facility in this district.',
      corridor: 'No project, parcel or facility within this distance.',
      facility: 'No project, parcel or facility within this distance.',
    },
    wider: 'Choose a larger distance.',
    failed: 'This could not be read.',
  },
};
