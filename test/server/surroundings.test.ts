import { afterAll, beforeAll, expect, it } from 'vitest';
import sql from 'sql-template-tag';
import { forBothDatabases } from '../support/database.ts';
import { asOperator, seedCity, testApp } from './fixture.ts';

interface Near {
  code: string;
  metres: number;
}
interface Around {
  within: number;
  projects: {
    total: number;
    outside: number;
    investment: number;
    items: (Near & { recorded: boolean; status: string })[];
  };
  parcels: { total: number; areaM2: number; items: Near[] };
  facilities: { total: number; items: Near[] };
  zones: { total: number; items: Near[] };
  corridors: { total: number; items: Near[] };
  districts: { code: string; lengthM: number | null }[];
}

const inTotals = sql`p.status not in ('reserve', 'deferred', 'cancelled')`;

forBothDatabases('what lies inside, along and around', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    await seedCity(database());
    server = await testApp(database());
  });
  afterAll(() => server.close());

  const ask = async (path: string, init?: RequestInit) => {
    const response = await server.app.request(`/api/${path}`, init);
    return { status: response.status, body: (await response.json()) as Around };
  };

  /** Codes of the parents that meet a condition on the placed row `c`, by plain SQL. */
  const parents = async (condition: ReturnType<typeof sql>, seen = sql`true`) => {
    const rows = await database().query<{ code: string }>(sql`
      select distinct p.code::text collate "C" as code from project c join project p on p.fid = coalesce(c.parent_fid, c.fid)
      where ${condition} and ${seen} order by 1`);
    return rows.map(({ code }) => code);
  };
  const published = sql`c.published and c.secrecy = 'public' and p.published and p.secrecy = 'public'`;
  const codesOf = (items: readonly Near[]) => items.map(({ code }) => code).sort();

  it('lists the projects placed in a zone or recorded in it, and sums the listed ones', async () => {
    const { body } = await ask('zones/Z1/contents');
    const zone = sql`(select z.geom from zone z where z.code = 'Z1')`;
    const expected = await parents(
      sql`(ST_Intersects(c.geom, ${zone}) or p.zone_fid = (select fid from zone where code = 'Z1'))`,
      published,
    );
    expect(codesOf(body.projects.items)).toEqual(expected);
    const [sums] = await database().query<{ total: number; investment: string }>(sql`
      select count(*)::integer as total, sum(p.total_investment)::text as investment from project p
      where p.code = any(${expected}::text[]) and ${inTotals}`);
    expect(body.projects.total).toBe(sums?.total);
    expect(body.projects.investment).toBeCloseTo(Number(sums?.investment), 2);
    expect(body.projects.outside).toBe(expected.length - body.projects.total);
    const recorded = body.projects.items.filter((item) => item.recorded).map(({ code }) => code);
    expect(recorded.sort()).toEqual(
      await parents(sql`p.zone_fid = (select fid from zone where code = 'Z1')`, published),
    );
    expect(body.districts.map(({ code }) => code)).toContain('D1');
  });

  it('lists along a corridor what lies within the distance, measured on the ellipsoid', async () => {
    for (const within of [0, 500, 2000, 10_000]) {
      const { body } = await ask(`corridors/K1/along?within=${within}`);
      const line = sql`(select k.geom::geography from corridor k where k.code = 'K1')`;
      const expected = await parents(sql`ST_DWithin(c.geom::geography, ${line}, ${within})`, published);
      expect(codesOf(body.projects.items)).toEqual(expected);
      expect(body.within).toBe(within);
      const facilities = await database().query<{ code: string; metres: number }>(sql`
        select f.code, round(ST_Distance(f.geom::geography, ${line})::numeric, 1)::float8 as metres
        from facility f where f.published and f.secrecy = 'public' and ST_DWithin(f.geom::geography, ${line}, ${within})`);
      expect(body.facilities.items.map(({ code, metres }) => ({ code, metres }))).toEqual(facilities);
    }
  });

  it('says how much of a corridor lies in each district', async () => {
    const { body } = await ask('corridors/K1/along');
    expect(body.within).toBe(2000);
    const lengths = await database().query<{ code: string; length: number }>(sql`
      select d.code, ST_Length(ST_Intersection(d.geom, k.geom)::geography) as length
      from district d, corridor k where k.code = 'K1' and d.published and ST_Intersects(d.geom, k.geom)`);
    expect(body.districts.length).toBe(lengths.length);
    for (const { code, length } of lengths)
      expect(body.districts.find((district) => district.code === code)?.lengthM).toBeCloseTo(length, 0);
  });

  it('counts parcels within the distance with their area', async () => {
    const { body } = await ask('corridors/K1/along?within=10000');
    const [expected] = await database().query<{ total: number; area: number }>(sql`
      select count(*)::integer as total, coalesce(sum(p.area_m2), 0) as area from parcel p, corridor k
      where k.code = 'K1' and p.published and ST_DWithin(p.geom::geography, k.geom::geography, 10000)`);
    expect(body.parcels.total).toBe(expected?.total);
    expect(body.parcels.areaM2).toBeCloseTo(expected?.area ?? NaN, 0);
  });

  it('lists in a district what is recorded in it, as the filters of the lists count it', async () => {
    const { body } = await ask('districts/D1/contents');
    const district = sql`(select fid from district where code = 'D1')`;
    const listed = async (path: string) =>
      (await (await server.app.request(`/api/${path}`)).json()) as { items: Near[]; matched?: number };
    const ofTotals = (await listed('projects?limit=500&district=D1')).items;
    const counted = body.projects.items.filter(({ status }) => !/reserve|deferred|cancelled/.test(status));
    expect(body.projects.total).toBeGreaterThan(0);
    expect(codesOf(counted)).toEqual(codesOf(ofTotals));
    expect(body.projects.total).toBe(ofTotals.length);
    const all = await database().query<{ code: string }>(sql`
      select p.code::text as code from project p join project_district pd on pd.project_fid = p.fid
      where pd.district_fid = ${district} and p.published and p.secrecy = 'public' and p.parent_fid is null`);
    expect(codesOf(body.projects.items)).toEqual(codesOf(all as unknown as Near[]));
    expect(body.projects.outside).toBe(all.length - ofTotals.length);

    expect(codesOf(body.zones.items)).toEqual(codesOf((await listed('zones?district=D1')).items));
    expect(codesOf(body.parcels.items)).toEqual(
      codesOf((await listed('parcels?limit=500&district=D1')).items),
    );
    const facilities = await database().query<Near>(sql`
      select f.code::text as code from facility f join district d on ST_Intersects(f.geom, d.geom)
      where d.fid = ${district} and f.published and f.secrecy = 'public'`);
    expect(codesOf(body.facilities.items)).toEqual(codesOf(facilities));
    expect(body.districts).toEqual([]);
    expect((await ask('districts/D4/contents')).status).toBe(404);
  });

  it('tells the public neither of hidden things nor by them', async () => {
    expect((await ask('zones/Z3/contents')).status).toBe(404);
    expect((await ask('corridors/K2/along')).status).toBe(404);
    expect((await ask('corridors/K2/along', asOperator)).status).toBe(200);
    const seen = async (init?: RequestInit) =>
      codesOf((await ask('corridors/K1/along?within=10000', init)).body.projects.items);
    const [public_, all] = [await seen(), await seen(asOperator)];
    expect(all.length).toBeGreaterThan(public_.length);
    // Only its hidden sites are placed.
    expect(public_).not.toContain('P-3');
    expect(all).toContain('P-3');
  });

  it('refuses a distance that is none', async () => {
    for (const within of ['-1', '10001', 'far', '1e3']) {
      const { status, body } = await ask(`corridors/K1/along?within=${within}`);
      expect([status, (body as unknown as { key: string }).key]).toEqual([400, 'within']);
    }
  });

  it('knows what is around a facility', async () => {
    const { body } = await ask('facilities/F1/nearby?within=3000');
    const place = sql`(select f.geom::geography from facility f where f.code = 'F1')`;
    expect(codesOf(body.projects.items)).toEqual(
      await parents(sql`ST_DWithin(c.geom::geography, ${place}, 3000)`, published),
    );
    expect(body.corridors.items.map(({ code }) => code)).toEqual(['K1']);
  });
});
