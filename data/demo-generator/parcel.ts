import type { LandUse } from '../vocabulary/parcel.ts';
import type { delivery, supply } from '../vocabulary/parcel.ts';
import { ofRing } from './clip.ts';
import { areaGeometry, feature, type Row } from './feature.ts';
import type { Ground } from './ground.ts';
import { areaInDegrees } from './measure.ts';
import type { People } from './people.ts';
import type { Plot } from './plot.ts';
import type { Random } from './random.ts';
import type { Estate } from './estate.ts';
import { drawnSource, halfYear, yearEnd } from './source.ts';

/** Codes of the 2023 guide (用地用海分类指南) and of GB/T 21010-2017: the same digits mean different things. */
const landCode: Record<LandUse, { guide_2023: string | null; gbt21010_2017: string | null }> = {
  industrial: { guide_2023: '1001', gbt21010_2017: '0601' },
  new_industrial: { guide_2023: '1001', gbt21010_2017: '0601' },
  logistics: { guide_2023: '1101', gbt21010_2017: '0508' },
  commercial: { guide_2023: '0901', gbt21010_2017: '0501' },
  residential: { guide_2023: '0701', gbt21010_2017: '0701' },
  public: { guide_2023: '0804', gbt21010_2017: '0803' },
  mixed: { guide_2023: null, gbt21010_2017: null },
};

/** Usual starting prices, 万元 per 亩, low and high. */
const price: Record<LandUse, readonly [number, number]> = {
  industrial: [14, 22],
  new_industrial: [18, 30],
  logistics: [16, 26],
  commercial: [70, 160],
  residential: [90, 210],
  public: [20, 40],
  mixed: [60, 120],
};
const ratio: Record<LandUse, readonly [number, number]> = {
  industrial: [1, 2],
  new_industrial: [1.5, 3],
  logistics: [0.8, 1.6],
  commercial: [1.5, 3],
  residential: [1.4, 2.4],
  public: [0.6, 1.4],
  mixed: [1.6, 2.8],
};

/** m² of a 亩 */
const mu = 2000 / 3;

/** Takes each estate's number of parcels from the plots that no project took, rather outside the built part. */
export function layParcels(
  {
    ground,
    estates,
    plots,
    people,
    prefix,
  }: { ground: Ground; estates: readonly Estate[]; plots: readonly Plot[]; people: People; prefix: string },
  random: Random,
): Row[] {
  let number = 0;
  return estates.flatMap((estate) => {
    const free = plots.filter((plot) => plot.estate === estate && !plot.taken && plot.size <= 790_000);
    const ordered = random.shuffled(free).sort((a, b) => Number(a.built) - Number(b.built));
    // The large ones first: few, but every selector asks for them.
    const large = ordered.filter(({ size, built }) => size > 200_000 && !built).slice(0, 3);
    const chosen = [...large, ...ordered.filter((plot) => !large.includes(plot))].slice(
      0,
      estate.plan.parcels,
    );
    if (chosen.length < estate.plan.parcels)
      throw new Error(
        `estate ${estate.plan.code}: ${chosen.length} free plots for ${estate.plan.parcels} parcels`,
      );
    return chosen.map((plot, index) => {
      plot.taken = true;
      number += 1;
      return parcelRow(
        {
          ground,
          estate,
          plot,
          people,
          code: `${prefix}-L-${String(number).padStart(3, '0')}`,
          index: index + 1,
        },
        random,
      );
    });
  });
}

function parcelRow(
  {
    ground,
    estate,
    plot,
    people,
    code,
    index,
  }: { ground: Ground; estate: Estate; plot: Plot; people: People; code: string; index: number },
  random: Random,
): Row {
  const { plan, district } = estate;
  const use = random.weighted<LandUse>(usesOf(estate));
  const geometry = areaGeometry(ground.plane, ofRing(plot.ring));
  const area = areaInDegrees(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);
  const state = random.weighted<(typeof supply.codes)[number]>({
    available: 46,
    approved_unsupplied: 22,
    supplied_unused: 10,
    announced: 12,
    sold: 10,
  });
  const ready =
    state === 'available' || state === 'announced'
      ? random.weighted<(typeof delivery.codes)[number]>({
          planned: 6,
          approved: 14,
          clearing: 16,
          cleared: 34,
          serviced: 30,
        })
      : state === 'approved_unsupplied'
        ? random.pick(['approved', 'clearing', 'cleared'] as const)
        : random.pick(['cleared', 'serviced'] as const);
  const published = state !== 'sold' ? random.chance(0.93) : random.chance(0.4);
  const system = random.chance(0.75) ? 'guide_2023' : 'gbt21010_2017';
  const priced = (state === 'available' || state === 'announced') && random.chance(0.9);
  const [low, high] = price[use];
  const [thin, thick] = ratio[use];
  const time = random.chance(0.4) ? halfYear : yearEnd;
  const short = plan.kind ? plan.name.replace(/（.*）/, '') : plan.name;
  return feature(
    {
      code,
      name: `${short}${plan.code.slice(-2)}-${String(index).padStart(2, '0')}号地块`,
      name_en: `${plan.nameEn}, plot ${plan.code.slice(-2)}-${String(index).padStart(2, '0')}`,
      district: district.code,
      zone: plan.kind ? plan.code : null,
      land_use: use,
      industrial_grade: use === 'industrial' ? random.weighted({ '1': 40, '2': 50, '3': 10 }) : null,
      land_code: landCode[use][system],
      land_code_system: landCode[use][system] ? system : null,
      delivery: ready,
      supply: state,
      start_price: priced ? Math.round((area / mu) * random.between(low, high)) : null,
      floor_area_ratio: Math.round(random.between(thin, thick) * 10) / 10,
      contact: people.personOfArea(plan.areas[0] ?? '', random),
      published,
      illustrative: true,
      source: drawnSource,
      data_as_of: time.dataAsOf,
      recorded_at: time.recordedAt,
    },
    geometry,
  );
}

function usesOf({ plan }: Estate): Record<LandUse, number> {
  if (!plan.kind)
    return {
      industrial: 0,
      new_industrial: 0,
      logistics: 0,
      commercial: 25,
      residential: 45,
      public: 18,
      mixed: 12,
    };
  if (plan.kind === 'modern_services')
    return {
      industrial: 0,
      new_industrial: 12,
      logistics: 8,
      commercial: 45,
      residential: 0,
      public: 10,
      mixed: 25,
    };
  if (plan.kind === 'tourism_zone')
    return {
      industrial: 0,
      new_industrial: 0,
      logistics: 2,
      commercial: 60,
      residential: 6,
      public: 12,
      mixed: 20,
    };
  if (plan.kind === 'logistics_park')
    return {
      industrial: 15,
      new_industrial: 5,
      logistics: 70,
      commercial: 10,
      residential: 0,
      public: 0,
      mixed: 0,
    };
  return {
    industrial: 66,
    new_industrial: 14,
    logistics: 13,
    commercial: 4,
    residential: 0,
    public: 1,
    mixed: 2,
  };
}
