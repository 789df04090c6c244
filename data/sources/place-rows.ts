import { readCompanies } from './companies.ts';
import { readConstraints } from './constraints.ts';
import { readCorridors } from './corridors.ts';
import { readDistricts } from './districts.ts';
import { readFacilities } from './facilities.ts';
import { readParcels } from './parcels.ts';
import { readPersons } from './persons.ts';
import { readPlaceNames } from './place-names.ts';
import { readPlace } from './place.ts';
import { readProgress } from './progress.ts';
import { readProjects } from './projects.ts';
import { readReportingAreas } from './reporting-areas.ts';
import { readUnits } from './units.ts';
import { readZones } from './zones.ts';

/** All rows of a place, checked, by noun. */
export type PlaceRows = Awaited<ReturnType<typeof readPlaceRows>>;

/**
 * Reads every file of a place's folder.
 * @param text gives the text of a file of the folder by its name.
 * @throws SourceError naming file, row, property and value.
 */
export async function readPlaceRows(text: (file: string) => Promise<string>) {
  const read = async <Row>(file: string, parse: (file: string, text: string) => Row) =>
    parse(file, await text(file));
  const place = await read('place.json', readPlace);
  return {
    place,
    districts: await read(place.districts.file, (file, json) => readDistricts(file, json, place.districts)),
    reportingAreas: await read('reporting_areas.json', readReportingAreas),
    units: await read('units.json', readUnits),
    persons: await read('persons.json', readPersons),
    companies: await read('companies.json', readCompanies),
    placeNames: await read(place.place_names.file, (file, json) =>
      readPlaceNames(file, json, place.place_names),
    ),
    zones: await read('zones.geojson', readZones),
    corridors: await read('corridors.geojson', readCorridors),
    facilities: await read('facilities.geojson', readFacilities),
    parcels: await read('parcels.geojson', readParcels),
    constraints: await read('constraints.geojson', readConstraints),
    projects: await read('projects.geojson', readProjects),
    progress: await read('progress.json', readProgress),
  };
}
