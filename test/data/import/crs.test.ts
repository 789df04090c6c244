import { describe, expect, it } from 'vitest';
import { crsById, crsByName, knownCrs } from '../../../data/import/crs.ts';
import { kilometresOff, missed } from '../../../data/import/extent.ts';
import { proposeCrs } from '../../../data/import/propose-crs.ts';

/** Of Shangqiu, which straddles zones 38 and 39 (115.5° E). */
const extent = [114.8, 33.7, 116.66, 34.88] as const;
const placeCrs = [4490, 4526, 4527, 4547, 4548];

/** 115.4° E, 34.2° N in each system, made with PROJ 9 (gdaltransform) from degrees of the same datum. */
const inPlace: Readonly<Record<string, readonly [number, number]>> = {
  'EPSG:4526': [38_629_039.557_365, 3_786_732.519_468],
  'EPSG:4547': [629_039.557_365, 3_786_732.519_468],
  'EPSG:4527': [39_352_524.552_777, 3_787_003.872_239],
  'EPSG:4548': [352_524.552_777, 3_787_003.872_239],
  'EPSG:4509': [352_524.552_777, 3_787_003.872_239],
  'EPSG:4498': [20_352_524.552_777, 3_787_003.872_239],
  'EPSG:2362': [38_629_039.618_161, 3_786_734.284_748],
  'EPSG:2383': [629_039.618_161, 3_786_734.284_748],
  'EPSG:2414': [38_629_041.722_788, 3_786_799.689_208],
  'EPSG:2435': [629_041.722_788, 3_786_799.689_208],
  'EPSG:3857': [12_846_269.237_544, 4_055_688.859_006],
  'EPSG:32650': [352_583.542_957, 3_785_489.070_795],
  'EPSG:4536': [3_734_899.839_792, 4_374_328.722_287],
};

describe('the systems', () => {
  it.each(Object.entries(inPlace))('%s is where PROJ has it, to a centimetre', (id, [x, y]) => {
    const [lng, lat] = crsById(id)?.toDegrees(x, y) ?? [0, 0];
    // The last is 33° from its meridian, where the series is a little less exact.
    const places = id === 'EPSG:4536' ? 4 : 7;
    expect(lng).toBeCloseTo(115.4, places);
    expect(lat).toBeCloseTo(34.2, places);
  });

  it('have one code each', () => {
    const ids = knownCrs.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ['EPSG:4513', /3 度带第 25 带/],
    ['EPSG:4533', /3 度带第 45 带/],
    ['EPSG:4534', /3 度带中央经线 75°/],
    ['EPSG:4554', /3 度带中央经线 135°/],
    ['EPSG:4491', /6 度带第 13 带/],
    ['EPSG:4501', /6 度带第 23 带/],
    ['EPSG:4502', /6 度带中央经线 75°/],
    ['EPSG:4512', /6 度带中央经线 135°/],
    ['EPSG:2390', /西安 80 3 度带中央经线 135°/],
    ['EPSG:2442', /北京 54 3 度带中央经线 135°/],
  ])('%s is %s', (id, name) => expect(crsById(id)?.name.zh).toMatch(name));

  it.each([
    ['CGCS2000_3_Degree_GK_Zone_38', 'EPSG:4526'],
    ['CGCS2000 / 3-degree Gauss-Kruger zone 39', 'EPSG:4527'],
    ['CGCS2000_3_Degree_GK_CM_114E', 'EPSG:4547'],
    ['CGCS2000_GK_Zone_20', 'EPSG:4498'],
    ['CGCS2000_GK_CM_117E', 'EPSG:4509'],
    ['Xian_1980_3_Degree_GK_Zone_38', 'EPSG:2362'],
    ['Beijing_1954_3_Degree_GK_CM_114E', 'EPSG:2435'],
    ['GCS_China_Geodetic_Coordinate_System_2000', 'EPSG:4490'],
    ['China Geodetic Coordinate System 2000', 'EPSG:4490'],
    ['GCS_WGS_1984', 'EPSG:4326'],
    ['WGS_1984_Web_Mercator_Auxiliary_Sphere', 'EPSG:3857'],
    ['经度（高德）', 'GCJ-02'],
    ['lng_gcj02', 'GCJ-02'],
    ['百度经度', 'BD-09'],
    ['经度(WGS84)', 'EPSG:4326'],
    ['商丘市独立坐标系', undefined],
    ['经度', undefined],
  ])('%s means %s', (name, id) => expect(crsByName(name)?.id).toBe(id));
});

describe('proposals', () => {
  const of = (
    positions: readonly (readonly [number, number])[],
    declared: { epsg: number | null; name: string } | null = null,
  ) => proposeCrs(positions, declared, extent, placeCrs);
  const at = (id: string, swap = false): [number, number] => {
    const [x, y] = inPlace[id] ?? [0, 0];
    return swap ? [y, x] : [x, y];
  };

  it.each(['EPSG:4526', 'EPSG:4547', 'EPSG:4527', 'EPSG:4548', 'EPSG:4498', 'EPSG:3857'])(
    'put first the system that the numbers are in: %s, in both orders of the axes',
    (id) => {
      for (const swapped of [false, true]) {
        const [first] = of([at(id, swapped)]);
        expect(first).toMatchObject({ crs: id, swapped, share: 1, offKm: 0 });
        expect(first?.warning).toBeUndefined();
      }
    },
  );

  it('tell the zone by the number in front of eastings', () => {
    const found = of([at('EPSG:4526')]);
    expect(found[0]?.reason.zh).toMatch(/前两位 38 为带号.*本地常用.*100%/);
    // Older systems with the same zones are named, behind.
    expect(found.map(({ crs }) => crs)).toEqual(['EPSG:4526', 'EPSG:2362', 'EPSG:2414']);
    expect(found[1]?.reason.zh).toMatch(/相差可达百米/);
  });

  it('name the zones of 3° and of 6° that have the same numbers', () => {
    const found = of([at('EPSG:4548')]).map(({ crs }) => crs);
    expect(found.slice(0, 2)).toEqual(['EPSG:4548', 'EPSG:4509']);
    expect(found).toContain('EPSG:2384');
    expect(found).not.toContain('EPSG:4547');
  });

  it('offer degrees in all four systems, and say that numbers do not tell', () => {
    const found = of([[115.4, 34.2]]);
    expect(found.slice(0, 4).map(({ crs }) => crs)).toEqual(['EPSG:4326', 'EPSG:4490', 'GCJ-02', 'BD-09']);
    expect(found[2]?.reason.zh).toMatch(/无法与 WGS 84 区分/);
    expect(found.slice(0, 4).every(({ swapped, share }) => !swapped && share === 1)).toBe(true);
  });

  it('offer swapped degrees', () =>
    expect(of([[34.2, 115.4]])[0]).toMatchObject({
      crs: 'EPSG:4326',
      swapped: true,
      offKm: 0,
      reason: { zh: /经度与纬度互换/ as never },
    }));

  it('put what the file declares first where it lies in the place', () => {
    expect(of([at('EPSG:4548')], { epsg: 4509, name: 'x' })[0]).toMatchObject({
      crs: 'EPSG:4509',
      reason: { zh: /^文件自带/ as never },
    });
    expect(of([[115.4, 34.2]], { epsg: null, name: '经度（百度）' })[0]?.crs).toBe('BD-09');
    expect(of([at('EPSG:2362')], { epsg: 2362, name: '' })[0]?.crs).toBe('EPSG:2362');
  });

  it('warn where what the file declares lands elsewhere, and offer what lies in the place', () => {
    // Zone 38 declared, numbers of CM 117 without a zone.
    const found = of([at('EPSG:4548')], { epsg: 4547, name: 'CGCS2000_3_Degree_GK_CM_114E' });
    expect(found[0]).toMatchObject({ crs: 'EPSG:4548', offKm: 0 });
    const declared = found.find(({ crs }) => crs === 'EPSG:4547');
    expect(declared).toMatchObject({ share: 0, warning: { zh: /落在本地范围以西约 2\d\d 公里处/ as never } });
    expect(declared?.offKm).toBeGreaterThan(200);
  });

  it('say that numbers are impossible in what the file declares', () =>
    expect(
      of([at('EPSG:4526')], { epsg: 4326, name: 'WGS 84' }).find(({ crs }) => crs === 'EPSG:4326'),
    ).toMatchObject({
      share: 0,
      offKm: null,
      warning: { zh: /不可能/ as never },
    }));

  it('offer the nearest with the distance where nothing lies in the place: the sea', () => {
    const found = of([[125.4, 34.2]]);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatchObject({
      share: 0,
      warning: { zh: /以东约 80\d 公里处/ as never, en: /80\d km east/ as never },
    });
  });

  it('keep a declared system that is not computed here', () =>
    expect(of([[1, 2]], { epsg: 3415, name: 'WGS 72BE / South China Sea Lambert' })[0]).toMatchObject({
      crs: 'EPSG:3415',
      share: null,
      offKm: null,
    }));

  it('say which share of the positions lies in the place', () => {
    const found = of([
      ...Array.from({ length: 9 }, () => at('EPSG:4526')),
      [39_352_524.5, 3_787_003.8] as [number, number],
    ]);
    expect(found[0]).toMatchObject({ crs: 'EPSG:4526', share: 0.9 });
  });

  it('do not mind numbers that are none, nor a million of them', () => {
    expect(
      of([
        [Number.NaN, 1],
        [Number.POSITIVE_INFINITY, 2],
      ]),
    ).toEqual([]);
    expect(of([], { epsg: 4490, name: '' })).toMatchObject([{ crs: 'EPSG:4490' }]);
    expect(of([])).toEqual([]);
    expect(of(Array.from({ length: 1_000_000 }, () => [115.4, 34.2] as const))[0]?.share).toBe(1);
  });
});

describe('the distance from the place', () => {
  it.each([
    [[115.5, 34.2], 0],
    [[114.8, 33.7], 0],
    [[115.5, 35.88], 111.2],
    [[117.66, 34.2], 92],
  ] as const)('%j is %s km', (position, km) => expect(kilometresOff(position, extent)).toBeCloseTo(km, 0));
  it.each([
    [[120, 34.3], '东'],
    [[115.7, 40], '北'],
    [[110, 34.3], '西'],
    [[120, 30], '东南'],
  ] as const)('%j is in the %s', (position, direction) =>
    expect(missed(position, extent).zh).toMatch(`以${direction}约`),
  );
});
