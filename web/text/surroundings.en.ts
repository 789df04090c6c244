/** What lies inside a zone, along a corridor or around a facility, in English. */
import type { surroundingsZhHans } from './surroundings.zh-Hans.ts';

export const surroundingsEn: typeof surroundingsZhHans = {
  surroundings: {
    titles: { zone: 'Inside', corridor: 'Along it', facility: 'Nearby' },
    within: 'Distance',
    withinOf: (distance) => `Within ${distance}`,
    projects: 'Projects',
    parcels: 'Parcels',
    facilities: 'Facilities',
    zones: 'Zones',
    corridors: 'Corridors',
    districts: { zone: 'District', corridor: 'Districts crossed', facility: 'District' },
    count: (count) => count,
    investment: 'Total investment',
    lights: { red: 'red', yellow: 'yellow' },
    outside: (count) => `plus ${count} in reserve, deferred or cancelled, not counted`,
    unrecorded: (count) => `${count} of them lie inside but are not recorded in this zone`,
    onlyRecorded: 'Show only projects recorded here',
    inside: 'touching',
    notRecorded: 'not recorded',
    unmapped: 'not on the map',
    showAll: (count) => `Show all ${count}`,
    showFewer: 'Show fewer',
    listedOf: (listed, total) => `The nearest ${listed} of ${total} are listed`,
    empty: {
      zone: 'No project, parcel or facility lies inside.',
      corridor: 'No project, parcel or facility within this distance.',
      facility: 'No project, parcel or facility within this distance.',
    },
    wider: 'Choose a larger distance.',
    failed: 'This could not be read.',
  },
};
