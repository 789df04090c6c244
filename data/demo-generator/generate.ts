/** Makes the canonical files of a place from its upstream files and its plan; the same bytes for the same input. */
import type { Position } from 'geojson';
import { urbanBoundaries } from './boundary.ts';
import { areaOf, grown, intersection, opened } from './clip.ts';
import { layConstraints, type ConstraintArea } from './constraint.ts';
import type { ConstraintPlan } from './constraint-plan.ts';
import { corridorRow, layCorridors } from './corridor.ts';
import { layEstate } from './estate.ts';
import { layFacilities } from './facility.ts';
import type { FacilityPlan } from './facility-plan.ts';
import { layFarmland } from './farmland.ts';
import { areaGeometry, collectionText, feature, rowsText, type Row } from './feature.ts';
import { readGround, type Ground, type ReadUpstream } from './ground.ts';
import { layParcels } from './parcel.ts';
import { createPeople } from './people.ts';
import type { PlacePlan } from './plan.ts';
import { distance } from './plane.ts';
import { layPlots } from './plot.ts';
import type { ProjectPlan } from './project-plan.ts';
import { layProgress } from './progress.ts';
import type { ProgressPlan } from './progress-plan.ts';
import { subjectsOf } from './progress-subject.ts';
import { layLines, layProjects } from './project.ts';
import { seededRandom } from './random.ts';
import { drawnSource, yearEnd } from './source.ts';
import { layTowns } from './town.ts';
import { zoneRows } from './zone.ts';

export interface Plans {
  place: PlacePlan;
  projects: ProjectPlan;
  progress: ProgressPlan;
  constraints: ConstraintPlan;
  facilities: FacilityPlan;
  /** Number of companies that report by themselves. */
  directlyReporting: number;
}

/** @returns texts by file name. */
export function generatePlace(plans: Plans, read: ReadUpstream): Map<string, string> {
  const { place } = plans;
  const random = (noun: string) => seededRandom(`${place.code} ${noun} 2026`);
  const ground = readGround(place, read);
  const corridors = layCorridors(ground, place);
  const constraints = layConstraints(ground, plans.constraints, corridors, random('constraint'));
  const towns = layTowns(ground, place.towns, random('town'));
  const land = { ground, towns, plots: [] };
  const lines = layLines({ plan: plans.projects, land });
  const estates = place.estates.map((estate) => layEstate(ground, estate, towns, random(estate.code)));
  const plots = estates.flatMap((estate) => layPlots(ground, estate, random(`plot ${estate.plan.code}`)));
  const people = createPeople(place, plans.directlyReporting);
  const facilities = layFacilities(
    { ground, plan: plans.facilities, estates, plots, prefix: place.prefix },
    random('facility'),
  );
  for (const town of towns) ground.obstacles.addRing('town', town.ring, 0);
  const { rows: projects, planned } = layProjects(
    {
      place,
      plan: plans.projects,
      land: { ground, towns, plots },
      corridors,
      people,
      random: random('project'),
    },
    lines,
  );
  const parcels = layParcels({ ground, estates, plots, people, prefix: place.prefix }, random('parcel'));
  const boundaries = urbanBoundaries(towns, estates, constraints, place.city);
  const farmland = plans.constraints.farmland
    ? layFarmland(
        ground,
        plans.constraints.farmland,
        {
          taken: [
            ...boundaries.map(({ area }) => grown(area, 60)),
            ...constraints.filter(({ kind }) => kind === 'forest').map(({ area }) => area),
          ],
          townDistance: (point) =>
            Math.min(...towns.map(({ centre, plan }) => distance(point, centre) - plan.radius)),
        },
        random('farmland'),
      )
    : [];
  const forest = realForest(ground, plans.constraints.realForest);
  // Woods that lie outside the districts leave nothing.
  const areas = [...constraints, ...forest, ...farmland, ...boundaries].filter(
    ({ area }) => areaOf(area) > 0,
  );
  return new Map([
    ['reporting_areas.json', rowsText(reportingAreas(place))],
    ['units.json', rowsText(people.units)],
    ['persons.json', rowsText(people.persons)],
    ['companies.json', rowsText(people.companies)],
    ['zones.geojson', collectionText(zoneRows(ground, estates, people, random('zone')))],
    ['corridors.geojson', collectionText(corridors.map((corridor) => corridorRow(ground, corridor)))],
    ['facilities.geojson', collectionText(facilities)],
    ['parcels.geojson', collectionText(parcels)],
    [
      'constraints.geojson',
      collectionText(areas.map((area, index) => constraintRow(ground, place, area, index))),
    ],
    ['projects.geojson', collectionText(projects)],
    [
      'progress.json',
      layProgress(
        { place, plan: plans.progress, people, year: plans.projects.year, random: random('progress') },
        subjectsOf(projects, planned),
      ),
    ],
  ]);
}

function reportingAreas({ areas }: PlacePlan): object[] {
  return areas.map(({ code, name, nameEn, district }, index) => ({
    code,
    name,
    name_en: nameEn,
    district,
    counted: true,
    position: index + 1,
  }));
}

function constraintRow(ground: Ground, place: PlacePlan, area: ConstraintArea, index: number): Row {
  return feature(
    {
      code: `${place.prefix}-K-${String(index + 1).padStart(3, '0')}`,
      name: area.name,
      name_en: area.nameEn,
      kind: area.kind,
      published: true,
      illustrative: area.illustrative,
      source: area.source ?? drawnSource,
      data_as_of: area.illustrative ? yearEnd.dataAsOf : '2021-02-28',
    },
    areaGeometry(ground.plane, area.area),
  );
}

/** The largest woods of the land-cover file: real, at the scale of its tiles. */
function realForest(ground: Ground, count: number): ConstraintArea[] {
  if (count === 0) return [];
  const woods = ground.read('landcover_omt_z7.geojson').features.flatMap(({ geometry, properties }) => {
    if (properties['class'] !== 'wood' || geometry.type !== 'Polygon') return [];
    const rings = geometry.coordinates.map((ring: Position[]) =>
      ring.map(ground.plane.toMetres).slice(0, -1),
    );
    return rings[0] ? [rings] : [];
  });
  return woods
    .sort((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0))
    .slice(0, count)
    .map((rings, index) => ({
      kind: 'forest',
      name: `长白山林地${index + 1}号片`,
      nameEn: `Changbaishan forest ${index + 1}`,
      area: opened(intersection([rings], ground.whole), 15),
      illustrative: false,
      source: 'OpenStreetMap（OpenMapTiles © MapTiler，2021-02）',
    }));
}
