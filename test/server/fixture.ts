/** A small city for the tests of the server: the same rows on both databases, from one seed. */
import sql from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import { searchForm } from '../../data/filter.ts';
import { annualClass, projectCategory, projectStatus, projectTier } from '../../data/vocabulary/project.ts';
import { archiveStore } from '../../server/archives/archive-store.ts';
import { createApp } from '../../server/app.ts';
import { clientReader } from '../../server/http/client.ts';
import { fileStore } from '../../server/files.ts';
import { importWorks } from '../../server/imports/works.ts';
import { jobRunner } from '../../server/jobs.ts';
import { projectBook } from '../../server/book/project-book.ts';
import { watchRevisions } from '../../server/revision.ts';
import { placeReader } from '../../server/services.ts';
import type { Services } from '../../server/services.ts';
import { tileService } from '../../server/tiles/tile-service.ts';
import { viewerCheck } from '../../server/viewer.ts';
import { temporaryDirectory } from '../support/database.ts';
import { testRules } from '../support/rules.ts';

export const operatorToken = 'the-operators-token-of-the-tests';
export const asOperator = { headers: { Authorization: `Bearer ${operatorToken}` } };
export const secret = 'a-secret-of-the-tests-that-is-long-enough';

/** The application over a database, as the start makes it, and the errors that nobody foresaw. */
export async function testApp(
  database: Database,
  /** With it, files are taken in up to so many bytes, and their works run. */
  imports?: { readonly uploadLimit: number },
) {
  const unforeseen: unknown[] = [];
  const revisions = await watchRevisions(database);
  const clock = () => new Date('2026-11-15T04:00:00Z');
  const place = placeReader(database, revisions, clock);
  const services: Services = {
    database,
    revisions,
    clock,
    secret,
    viewerOf: viewerCheck(operatorToken),
    clientOf: clientReader({ kind: 'none' }, undefined),
    place,
    book: projectBook({ database, revisions, place }),
    report: (error) => void unforeseen.push(error),
  };
  const archives = archiveStore(await temporaryDirectory());
  const [fileDirectory, workDirectory] = [await temporaryDirectory(), await temporaryDirectory()];
  const files = fileStore(fileDirectory);
  const works = importWorks({ ...services, files, workDirectory });
  /** A runner of works, as each server has one. */
  const runner = () =>
    jobRunner({ database, works, report: services.report, lookEvery: 50, aliveEvery: 20, silentFor: 5_000 });
  const jobs = imports && runner();
  const app = createApp(services, {
    tiles: tileService(services),
    archives,
    files,
    ...(imports && jobs ? { imports: { ...imports, workDirectory, jobs } } : {}),
  });
  const close = async () => {
    await jobs?.close();
    revisions.close();
    await archives.close();
  };
  return { app, services, revisions, unforeseen, close, fileDirectory, workDirectory, jobs, runner };
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const projectCount = 180;

/** Districts D1–D4 side by side, zones Z1–Z3 (Z3 not published), projects P-1 … with sites, lines and gaps. */
export async function seedCity(database: Database): Promise<void> {
  const next = random(7);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
  const money = () => Math.round(next() * 1e8) / 100;
  const square = (west: number, south: number, side: number) =>
    `MULTIPOLYGON(((${west} ${south},${west + side} ${south},${west + side} ${south + side},${west} ${south + side},${west} ${south})))`;
  const facts = { source: 'test', data_as_of: '2026-07-31' };

  const districts = [1, 2, 3, 4].map((n) => ({
    ...facts,
    code: `D${n}`,
    name: `区${n}`,
    sort_key: `qu${n}`,
    level: 'district',
    code_edition: '2023',
    published: n !== 4,
    geom: square(115 + n * 0.2, 34, 0.2),
  }));
  const zones = [1, 2, 3].map((n) => ({
    ...facts,
    code: `Z${n}`,
    name: `开发区${n}`,
    sort_key: `kaifaqu${n}`,
    kind: 'high_tech',
    district: `D${n}`,
    published: n !== 3,
    geom: square(115.05 + n * 0.2, 34.05, 0.05),
  }));
  const names = [
    '冷藏车产业园',
    '100% 生态_治理',
    'ＡＢＣ 铝加工',
    "O'Brien 项目",
    '<b>热电联产</b>',
    '污水处理厂扩建',
  ];
  const projects = Array.from({ length: projectCount }, (_, at) => {
    const code = `P-${at + 1}`;
    const name = `${pick(names)}${at % 7}`;
    const [west, south] = [115.2 + next() * 0.7, 34 + next() * 0.15];
    const shape = next();
    return {
      ...facts,
      code,
      parent: null as string | null,
      name,
      // Two in a row share a key, so that ties happen.
      sort_key: `name${String(at >> 1).padStart(4, '0')}`,
      search_text: searchForm(`${name} ${code}`),
      category: pick(projectCategory.codes),
      tier: next() < 0.2 ? null : pick(projectTier.codes),
      status: pick(projectStatus.codes),
      zone: next() < 0.5 ? null : pick(['Z1', 'Z2', 'Z3']),
      reporting_area: pick(['A1', 'A2']),
      total_investment: next() < 0.15 ? null : money(),
      deadline: next() < 0.5 ? null : `2027-0${1 + Math.floor(next() * 9)}-15`,
      published: next() < 0.9,
      secrecy: next() < 0.95 ? 'public' : 'restricted',
      illustrative: next() < 0.8,
      location_quality: shape < 0.2 ? 'none' : 'drawn',
      geom:
        shape < 0.2
          ? null
          : shape < 0.5
            ? square(west, south, 0.01)
            : shape < 0.8
              ? `POINT(${west} ${south})`
              : `LINESTRING(${west} ${south},${west + 0.1} ${south + 0.05},${west + 0.2} ${south})`,
      year: next() < 0.3 ? null : { annual_class: pick(annualClass.codes), planned_investment: money() },
      districts:
        next() < 0.1
          ? []
          : next() < 0.3
            ? ['D1', pick(['D2', 'D3', 'D4'])]
            : [pick(['D1', 'D2', 'D3', 'D4'])],
    };
  });
  const sites = [1, 2, 3, 40].flatMap((parent) =>
    [1, 2, 3].map((n) => ({
      ...facts,
      code: `P-${parent}-${n}`,
      parent: `P-${parent}`,
      name: `${n}号点`,
      sort_key: `site${n}`,
      search_text: `site ${n}`,
      category: 'urban',
      tier: null,
      status: 'reserve',
      zone: null,
      reporting_area: null,
      total_investment: null,
      deadline: null,
      // The sites of P-3 are not published: its place is not to be told.
      published: parent !== 3,
      secrecy: 'public',
      illustrative: true,
      location_quality: 'drawn',
      geom: `POINT(${115.3 + parent * 0.01} ${34.01 + n * 0.01})`,
    })),
  );
  for (const parent of [1, 2, 3])
    Object.assign(projects[parent - 1] ?? {}, {
      geom: null,
      location_quality: 'none',
      published: true,
      secrecy: 'public',
    });

  await database.transaction({ actor: 'test' }, async (tx) => {
    await tx.query(sql`insert into place (code, name, name_en, time_zone, reference_date, attribution, extent, working_crs, rules, limits)
      values ('test', '试验市', 'Test City', 'Asia/Shanghai', '2026-07-31', 'nobody', '{115,34,116,35}', '{4490}',
        ${JSON.stringify(testRules)}::jsonb, '{}')`);
    await tx.query(sql`insert into district (code, name, sort_key, level, code_edition, published, source, data_as_of, geom)
      select code, name, sort_key, level, code_edition, published, source, data_as_of::date, ST_GeomFromText(geom, 4326)
      from jsonb_to_recordset(${JSON.stringify(districts)}::jsonb) as r(code text, name text, sort_key text, level text,
        code_edition text, published boolean, source text, data_as_of text, geom text)`);
    await tx.query(sql`insert into reporting_area (code, name, sort_key, district_fid, position)
      values ('A1', '区2', 'qu2', (select fid from district where code = 'D2'), 1),
             ('A2', '区1', 'qu1', (select fid from district where code = 'D1'), 2), ('A3', '示范区', 'shifanqu', null, 3)`);
    await tx.query(
      sql`insert into unit (code, name, sort_key, kind) values ('U1', '示例单位一', 'u1', 'department'), ('U2', '示例单位二', 'u2', 'government')`,
    );
    await tx.query(sql`insert into person (code, name, sort_key, unit_fid, position, phone)
      values ('N1', '示例人员一', 'n1', (select fid from unit where code = 'U1'), '主任', '0370-1'), ('N2', '示例人员二', 'n2', null, null, '0370-2')`);
    await tx.query(
      sql`insert into company (code, name, sort_key) values ('C1', '示例企业一', 'c1'), ('C2', '示例企业二', 'c2'), ('C3', '没有项目的企业', 'c3')`,
    );
    await tx.query(sql`insert into zone (code, name, sort_key, kind, district_fid, published, source, data_as_of, geom, built_geom)
      select r.code, r.name, r.sort_key, r.kind, d.fid, r.published, r.source, r.data_as_of::date, ST_GeomFromText(r.geom, 4326), null
      from jsonb_to_recordset(${JSON.stringify(zones)}::jsonb) as r(code text, name text, sort_key text, kind text, district text,
        published boolean, source text, data_as_of text, geom text) join district d on d.code = r.district`);
    for (const rows of [projects, sites]) {
      await tx.query(sql`insert into project (code, parent_fid, name, sort_key, search_text, category, tier, status, zone_fid,
          reporting_area_fid, total_investment, deadline, published, secrecy, illustrative, location_quality, source, data_as_of, geom)
        select r.code, p.fid, r.name, r.sort_key, r.search_text, r.category, r.tier, r.status, z.fid, a.fid, r.total_investment,
          r.deadline, r.published, r.secrecy, r.illustrative, r.location_quality, r.source, r.data_as_of, ST_GeomFromText(r.geom, 4326)
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(code text, parent text, name text, sort_key text, search_text text,
          category text, tier text, status text, zone text, reporting_area text, total_investment numeric, deadline date,
          published boolean, secrecy text, illustrative boolean, location_quality text, source text, data_as_of date, geom text)
        left join project p on p.code = r.parent left join zone z on z.code = r.zone
        left join reporting_area a on a.code = r.reporting_area`);
    }
    const shares = projects.flatMap(({ code, districts }) =>
      [...new Set(districts)].map((district, _, all) => ({ code, district, share: 1 / all.length })),
    );
    await tx.query(sql`insert into project_district (project_fid, district_fid, share)
      select p.fid, d.fid, r.share from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) as r(code text, district text, share numeric)
      join project p on p.code = r.code join district d on d.code = r.district`);
    const years = projects.flatMap(({ code, year }) => (year ? [{ code, ...year }] : []));
    await tx.query(sql`insert into project_year (project_fid, year, annual_class, planned_investment)
      select p.fid, y.year, r.annual_class, r.planned_investment + 2026 - y.year -- another year, another plan
      from jsonb_to_recordset(${JSON.stringify(years)}::jsonb) as r(code text, annual_class text, planned_investment numeric)
      join project p on p.code = r.code cross join (values (2026), (2025)) y(year)`);
    await tx.query(sql`insert into project_unit (project_fid, unit_fid, role, phase)
      select p.fid, u.fid, v.role, v.phase from project p, unit u, (values ('U1', 'lead', 'preparation'), ('U2', 'lead', 'construction'), ('U2', 'authority', null)) v(unit, role, phase)
      where p.code = 'P-1' and u.code = v.unit`);
    await tx.query(sql`insert into project_unit (project_fid, unit_fid, role)
      select p.fid, u.fid, 'responsible' from project p join unit u on u.code = 'U' || (1 + p.fid % 2)::text
      where p.parent_fid is null and p.fid % 3 > 0`);
    await tx.query(sql`insert into project_person (project_fid, person_fid, role)
      select p.fid, n.fid, v.role from project p, person n, (values ('N1', 'leading_official'), ('N2', 'contact')) v(person, role)
      where p.code = 'P-1' and n.code = v.person`);
    await tx.query(sql`update project set company_fid = (select c.fid from company c where c.code = 'C' || (1 + project.fid % 2)::text)
      where parent_fid is null and (code = 'P-1' or fid % 4 > 0)`);
    await tx.query(sql`insert into project_event (project_fid, status, effective_on, reason, source)
      select p.fid, v.status, v.day::date, v.reason, 'test' from project p,
        (values ('preparatory', '2025-03-01', null), ('under_construction', '2026-02-01', null), ('suspended', '2026-06-01', 'dust')) v(status, day, reason)
      where p.code = 'P-1'`);
    await tx.query(sql`insert into corridor (code, name, sort_key, kind, status, length_m, published, secrecy, source, data_as_of, geom)
      values ('K1', '陇海线', 'longhai', 'railway', 'in_use', 1000, true, 'public', 'test', '2026-07-31', ST_GeomFromText('MULTILINESTRING((115.2 34.1,115.9 34.1))', 4326)),
             ('K2', '500 kV 线', '500', 'power_line', 'in_use', 1000, true, 'restricted', 'test', '2026-07-31', ST_GeomFromText('MULTILINESTRING((115.2 34.2,115.9 34.2))', 4326))`);
    await tx.query(sql`insert into facility (code, name, sort_key, kind, published, source, data_as_of, geom)
      values ('F1', '商丘站', 'zhan', 'rail_station', true, 'test', '2026-07-31', ST_GeomFromText('POINT(115.6 34.1)', 4326))`);
    await tx.query(sql`insert into constraint_area (code, name, sort_key, kind, published, source, data_as_of, geom)
      values ('E1', '红线', 'hongxian', 'ecological_redline', true, 'test', '2026-07-31', ST_GeomFromText(${square(115.3, 34.3, 0.1)}, 4326))`);
    const parcels = Array.from({ length: 60 }, (_, at) => ({
      code: `L-${at + 1}`,
      published: at % 10 !== 0,
      geom: square(115.2 + (at % 10) * 0.01, 34.2 + Math.floor(at / 10) * 0.01, 0.005),
    }));
    await tx.query(sql`insert into parcel (code, name, sort_key, district_fid, land_use, delivery, supply, start_price, contact_fid, published, source, data_as_of, geom)
      select r.code, '地块' || r.code, 'dikuai', d.fid, 'industrial', 'serviced', 'available', 123.45, (select fid from person where code = 'N1'),
        r.published, 'test', '2026-07-31', ST_GeomFromText(r.geom, 4326)
      from jsonb_to_recordset(${JSON.stringify(parcels)}::jsonb) as r(code text, published boolean, geom text) join district d on d.code = 'D1'`);
  });
}
