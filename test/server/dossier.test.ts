import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectStatus } from '../../data/vocabulary/project.ts';
import { forBothDatabases } from '../support/database.ts';
import { convertToCsv, hasOffice, readXlsx } from '../support/xlsx.ts';
import type { ReadSheet, ReadWorkbook } from '../support/xlsx.ts';
import { asOperator, random, seedCity, testApp } from './fixture.ts';

interface Summary {
  total: number;
  sites: number;
  investment: number;
  reconciliation: { listed: number; mapped: number; unmapped: number; screenedOut: number; outside: number };
  indicators: Record<string, number | null> & { lights: Record<string, number> };
}
interface Page {
  sums: Summary;
  projects: { code: string; light: string; gap: number | null; reason: string; total: number | null }[];
  lag: string[];
  scope: string;
  illustrative: boolean;
}

forBothDatabases('/api/dossier', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    await seedCity(database());
    await seedReports();
    server = await testApp(database());
  });
  afterAll(() => server.close());

  /** Reports of June for the projects with a plan, so that lights of every colour come out. */
  async function seedReports() {
    const next = random(11);
    const rows = await database().query<{ fid: number; planned: number }>(
      sql`select p.fid, y.planned_investment::float8 as planned from project p
          join project_year y on y.project_fid = p.fid and y.year = 2026 order by p.fid`,
    );
    const reports = rows.map(({ fid, planned }) => ({
      fid,
      completed: Math.round(planned * next() * 80) / 100,
    }));
    await database().transaction({ actor: 'test' }, async (tx) => {
      await tx.query(sql`insert into project_report (project_fid, month, completed, completed_since_start, source)
        select r.fid, '2026-06-01', r.completed, r.completed * 2, 'test'
        from jsonb_to_recordset(${JSON.stringify(reports)}::jsonb) as r(fid integer, completed numeric)`);
      await tx.query(sql`update project set name = '=cmd|'' /C calc''!A0' where code = 'P-5'`);
      await tx.query(
        sql`update project set name = '<img src=x onerror=alert(1)> & "引号"' where code = 'P-6'`,
      );
    });
  }

  const ask = async <Answer>(path: string, init?: RequestInit) => {
    const response = await server.app.request(path, init);
    return { status: response.status, body: (await response.json()) as Answer };
  };
  const workbook = async (
    query: string,
    init?: RequestInit,
  ): Promise<ReadWorkbook & { bytes: Uint8Array }> => {
    const response = await server.app.request(`/api/dossier.xlsx?${query}`, init);
    expect(response.status).toBe(200);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { ...readXlsx(bytes), bytes };
  };
  const sheet = (book: ReadWorkbook, name: string): ReadSheet => {
    const found = book.sheets.find((one) => one.name === name);
    if (!found) throw new Error(`no sheet ${name}`);
    return found;
  };
  /** Value beside a figure's name in the sums. */
  const figure = (book: ReadWorkbook, name: string) =>
    sheet(book, '汇总').rows.find(([first]) => first === name)?.[1] ?? null;
  const headings = (of: ReadSheet) => (of.rows[3] ?? []).map(String);
  const column = (of: ReadSheet, name: string) => {
    const at = headings(of).indexOf(name);
    return of.rows.slice(4, -1).map((row) => row[at] ?? null);
  };

  it.each([
    '',
    'district=D1',
    'zone=Z1',
    'tier=province_a,province_b&category=industry,energy',
    'light=red',
    'month=2026-06',
    'lagOver=20',
    `status=${projectStatus.codes.join(',')}`,
    'q=冷藏车',
    'unmapped=1',
  ])('sums up %j as /api/summary does', async (query) => {
    const book = await workbook(query);
    const { body: summary } = await ask<Summary>(`/api/summary?${query}`);
    const { indicators, reconciliation } = summary;
    expect({
      projects: figure(book, '项目数'),
      sites: figure(book, '打包项目拆分'),
      investment: figure(book, '总投资'),
      planned: figure(book, '年度计划投资'),
      completed: figure(book, '本年完成投资'),
      rate: figure(book, '投资完成率'),
      ahead: figure(book, '超时序'),
      aheadOfBaseline: figure(book, '超项目基线'),
      behind: figure(book, '落后项目（黄灯、红灯）'),
      red: figure(book, '◆ 红灯'),
      mapped: figure(book, '图上'),
      unmapped: figure(book, '未落图'),
      screenedOut: figure(book, '筛除'),
      listed: figure(book, '全库'),
    }).toEqual({
      projects: summary.total,
      sites: summary.sites,
      investment: summary.investment,
      planned: indicators.planned,
      completed: indicators.completed,
      rate: indicators.investmentRate,
      ahead: indicators.aheadOfCalendar,
      aheadOfBaseline: indicators.aheadOfBaseline,
      behind: indicators.behind,
      red: indicators.lights.red,
      mapped: reconciliation.mapped,
      unmapped: reconciliation.unmapped,
      screenedOut: reconciliation.screenedOut,
      listed: reconciliation.listed,
    });
    expect(reconciliation.mapped + reconciliation.unmapped + reconciliation.screenedOut).toBe(
      reconciliation.listed,
    );
    // The list adds up to the same.
    const list = sheet(book, '清单');
    const sum = (name: string) =>
      column(list, name).reduce<number>((all, value) => all + Math.round(Number(value ?? 0) * 100), 0) / 100;
    expect(sum('总投资')).toBe(summary.investment);
    expect(sum('本年完成')).toBe(indicators.completed);
    expect(column(list, '项目编号')).toHaveLength(summary.total);
  });

  it('lists what lags, worst first, with what it needs a month', async () => {
    const book = await workbook('month=2026-06');
    const { body: page } = await ask<Page>('/api/dossier?month=2026-06');
    const lag = sheet(book, '落后');
    expect(column(lag, '项目编号')).toEqual(page.lag);
    expect(page.lag.length).toBe(page.sums.indicators.behind);
    expect(page.lag.length).toBeGreaterThan(5);
    const order = page.lag.map((code) => page.projects.find((project) => project.code === code));
    const keys = order.map((project) => [project?.light === 'red' ? 0 : 1, -(project?.gap ?? -Infinity)]);
    expect(keys).toEqual(keys.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0)));
    // Six months are left, and in December less than ten points may be missing.
    const [planned, completed, toGreen] = ['年度计划', '本年完成', '到年底每月需（转绿）'].map((name) =>
      Number(column(lag, name)[0]),
    ) as [number, number, number];
    const inDecember = (completed + 6 * toGreen) / planned;
    expect(inDecember).toBeGreaterThan(0.9);
    expect(inDecember).toBeCloseTo(0.9, 5);
    expect(column(lag, '判灯理由')[0]).toMatch(/应完成 .* → ◆ 红灯（差 10–30 黄，超过 30 红）/);
  });

  it('holds texts as texts: codes, markup, and what looks like a formula', async () => {
    const book = await workbook(`status=${projectStatus.codes.join(',')}`, asOperator);
    const list = sheet(book, '清单');
    const names = column(list, '项目名称');
    expect(names).toContain("=cmd|' /C calc'!A0");
    expect(names).toContain('<img src=x onerror=alert(1)> & "引号"');
    for (const { xml, cells } of book.sheets) {
      expect(xml).not.toMatch(/<f[ >/]/);
      for (const cell of cells.values()) {
        if (typeof cell.value !== 'string') continue;
        expect(cell.format).toBe('49');
        expect(cell.quoted).toBe(/^[=+\-@\t\r]/.test(cell.value));
      }
    }
  });

  it('freezes its headings, formats its numbers, and hides the id', async () => {
    const book = await workbook('');
    expect(book.sheets.map(({ name }) => name)).toEqual(['汇总', '清单', '落后', '口径']);
    for (const { xml } of book.sheets) {
      expect(xml).toContain('<pane ySplit="4" topLeftCell="A5" activePane="bottomLeft" state="frozen"/>');
      expect(xml).toContain('paperSize="9" orientation="landscape"');
    }
    const list = sheet(book, '清单');
    expect(headings(list)).toEqual([
      '编号（勿改）',
      '项目编号',
      '项目名称',
      '涉及区县',
      '填报地区',
      '级别',
      '类别',
      '年度类别',
      '状态',
      '进度灯',
      '判灯理由',
      '总投资',
      '年度计划',
      '本年完成',
      '完成率',
      '应完成比例',
      '差距（百分点）',
      '开工以来累计',
      '责任单位',
      '责任人',
      '完成时限',
      '数据月份',
      '备注',
    ]);
    expect(list.xml).toMatch(/<col min="1" max="1" width="14" customWidth="1" hidden="1"\/>/);
    const format = (name: string) => {
      const letter = String.fromCharCode(65 + headings(list).indexOf(name));
      const cell = [...list.cells].find(
        ([place, { value }]) => place.startsWith(letter) && typeof value === 'number',
      );
      return cell?.[1].format;
    };
    expect(['总投资', '完成率', '差距（百分点）', '完成时限'].map(format)).toEqual([
      '4',
      '0.0%',
      '0.0',
      'yyyy\\-mm\\-dd',
    ]);
  });

  it('says in words what it is about, and that rows are samples', async () => {
    const { body: page } = await ask<Page>('/api/dossier?district=D2&tier=province_a');
    expect(page.scope).toBe('区县：区2；级别：省管A类');
    const book = await workbook('district=D2&tier=province_a');
    expect(sheet(book, '汇总').rows.slice(0, 3)).toEqual([
      ['试验市重点项目档案 · 区县：区2；级别：省管A类'],
      ['数据月份 2026-07 · 知悉至：当前 · 制表 2026-07-31'],
      ['金额单位：万元 · 示例数据：含示意性项目与图形，不代表真实情况'],
    ]);
    expect(sheet(book, '清单').xml).toContain('&amp;C示例数据');
  });

  it('speaks English where it is asked to', async () => {
    const names = async (query: string, headers: Record<string, string> = {}) =>
      (await workbook(query, { headers })).sheets.map(({ name }) => name);
    expect(await names('lang=en')).toEqual(['Sums', 'List', 'Behind', 'Meanings']);
    expect(await names('', { 'Accept-Language': 'en-GB,en' })).toEqual([
      'Sums',
      'List',
      'Behind',
      'Meanings',
    ]);
    expect(await names('lang=zh', { 'Accept-Language': 'en' })).toEqual(['汇总', '清单', '落后', '口径']);
  });

  it('is about one project in any status, or about those along a corridor', async () => {
    const { body: one } = await ask<Page>('/api/dossier?project=P-1');
    expect(one.projects.map(({ code }) => code)).toEqual(['P-1']);
    const { body: along } = await ask<Page>('/api/dossier?corridor=K1');
    const near = await database().query<{ code: string }>(
      sql`select distinct p.code::text from project p left join project c on c.parent_fid = p.fid and c.published and c.secrecy = 'public'
          where p.parent_fid is null and p.published and p.secrecy = 'public'
            and p.status not in ('reserve', 'deferred', 'cancelled')
            and (ST_Distance(p.geom::geography, ST_GeogFromText('LINESTRING(115.2 34.1,115.9 34.1)')) <= 1000
              or ST_Distance(c.geom::geography, ST_GeogFromText('LINESTRING(115.2 34.1,115.9 34.1)')) <= 1000)`,
    );
    expect(along.projects.map(({ code }) => code).sort()).toEqual(near.map(({ code }) => code).sort());
    expect(near.length).toBeGreaterThan(3);
    expect(along.scope).toBe('通道“陇海线”两侧 1 公里内');
    expect(along.sums.reconciliation.listed).toBe(
      along.sums.reconciliation.screenedOut + along.sums.reconciliation.mapped,
    );
    const book = await workbook('corridor=K1');
    expect(
      column(sheet(book, '口径'), '名称').concat(sheet(book, '口径').rows.at(-1)?.[0] ?? null),
    ).toContain('通道范围');
  });

  it('says that nothing passes', async () => {
    const book = await workbook('q=no-such-project');
    expect(figure(book, '项目数')).toBe(0);
    expect(sheet(book, '清单').rows.at(-1)).toEqual([null, '没有符合条件的项目。']);
    expect(sheet(book, '落后').rows.at(-1)).toEqual([null, '没有落后的项目。']);
  });

  it.each([
    ['district=D9', 'district'],
    ['light=blue', 'light'],
    ['month=2026-13', 'month'],
    ['month=2026-09', 'month'],
    ['project=P-999', 'project'],
    ['corridor=K9', 'corridor'],
    ['corridor=K2', 'corridor'], // a power line: not for the public
    ['project=%27', 'project'],
    ['lang=fr', 'lang'],
    ['colour=red', 'colour'],
  ])('refuses %s and names it', async (query, key) => {
    for (const path of ['/api/dossier', '/api/dossier.xlsx']) {
      const { status, body } = await ask<{ key: string }>(`${path}?${query}`);
      expect([status, body.key]).toEqual([400, key]);
    }
  });

  it('gives the public neither phones nor rows that are not published', async () => {
    const all = `status=${projectStatus.codes.join(',')}`;
    const open = await workbook(all);
    const full = await workbook(all, asOperator);
    const everything = (book: ReadWorkbook) => [...book.parts.values()].join('');
    expect(everything(open)).not.toContain('0370-');
    expect(everything(full)).toContain('0370-1');
    expect(headings(sheet(open, '清单'))).not.toContain('联系电话');
    const hidden = await database().query<{ code: string }>(
      sql`select code::text from project where parent_fid is null and not (published and secrecy = 'public')`,
    );
    const codes = column(sheet(open, '清单'), '项目编号');
    expect(hidden.filter(({ code }) => codes.includes(code))).toEqual([]);
    expect(hidden.length).toBeGreaterThan(5);
    expect(column(sheet(full, '清单'), '项目编号')).toEqual(
      expect.arrayContaining(hidden.map(({ code }) => code)),
    );
  });

  it('comes as a file with a name, and is not kept', async () => {
    const response = await server.app.request('/api/dossier.xlsx?district=D1');
    expect(response.headers.get('Content-Type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const disposition = response.headers.get('Content-Disposition') ?? '';
    expect(disposition).toContain('attachment; filename="dossier-2026-07.xlsx"');
    expect(decodeURIComponent(disposition)).toContain('重点项目档案 区县 区1 2026-07.xlsx');
    await response.body?.cancel();
  });

  it('is the same in another reader', async () => {
    const { bytes, ...book } = await workbook('district=D1');
    const [total, completed] = ['总投资', '本年完成'].map((name) => {
      const list = sheet(book, '清单');
      return list.rows.at(-1)?.[headings(list).indexOf(name)];
    });
    const { body: summary } = await ask<Summary>('/api/summary?district=D1');
    expect([total, completed]).toEqual([summary.investment, summary.indicators.completed]);
    // Where LibreOffice is on the machine, it reads the sums too.
    if (!hasOffice()) return;
    const csv = await convertToCsv(bytes);
    expect([...csv.keys()].sort()).toEqual(['口径', '汇总', '清单', '落后'].sort());
    const rows = (csv.get('清单') ?? '').trim().split('\n');
    const last = rows.at(-1)?.replaceAll('"', '').split(',') ?? [];
    expect(last.slice(11, 14).map(Number)).toEqual([
      summary.investment,
      summary.indicators.planned,
      summary.indicators.completed,
    ]);
  });
});

describe('the reader of the tests', () => {
  it('finds a part that is missing', () => {
    expect(() => readXlsx(new Uint8Array([80, 75, 5, 6, ...Array<number>(18).fill(0)]))).toThrow(
      'the package has no xl/_rels/workbook.xml.rels',
    );
  });
});
