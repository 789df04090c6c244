import { areaGeometry, feature, type Row } from './feature.ts';
import type { Estate } from './estate.ts';
import type { Ground } from './ground.ts';
import { areaInDegrees } from './measure.ts';
import type { People } from './people.ts';
import type { Random } from './random.ts';
import { drawnSource, yearEnd } from './source.ts';

/** The zones among the estates. Names may be real; outline, areas and capacities are illustrative. */
export function zoneRows(ground: Ground, estates: readonly Estate[], people: People, random: Random): Row[] {
  return estates.flatMap((estate) => {
    const { plan, district } = estate;
    if (!plan.kind) return [];
    const geometry = areaGeometry(ground.plane, estate.outline);
    const built = areaGeometry(ground.plane, estate.builtOutline);
    const areaOf = (shape: typeof geometry) =>
      areaInDegrees(shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates);
    return [
      feature(
        {
          code: plan.code,
          name: plan.name,
          name_en: plan.nameEn,
          kind: plan.kind,
          district: district.code,
          leading_industries: plan.industries ?? [],
          planned_area_m2: areaOf(geometry),
          built_area_m2: areaOf(built),
          water_capacity_m3_day: random.integer(4, 12) * 10_000,
          sewage_capacity_m3_day: random.integer(3, 8) * 10_000,
          power_capacity_mva: random.integer(4, 14) * 40,
          committee: people.committeeOf(plan),
          published: true,
          illustrative: true,
          source: drawnSource,
          data_as_of: yearEnd.dataAsOf,
          built,
        },
        geometry,
      ),
    ];
  });
}
