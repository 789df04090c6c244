/** The search: what is found by name, sound, initials, English name and code, in which order, and by whom. */
import { fileURLToPath } from 'node:url';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadPlace } from '../../data/load/load.ts';
import { migrate } from '../../data/migrate.ts';
import type { SearchAnswer } from '../../server/routes/search.ts';
import { forBothDatabases } from '../support/database.ts';
import { asOperator, testApp } from './fixture.ts';

const shangqiu = fileURLToPath(new URL('../../data/demo/shangqiu', import.meta.url));

forBothDatabases('the search', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    await loadPlace(database(), shangqiu);
    server = await testApp(database());
  }, 60_000);
  afterAll(async () => {
    await server.close();
    expect(server.unforeseen).toEqual([]);
  });

  const ask = (q: string, more = '', init: RequestInit = {}) =>
    server.app.request(`/api/search?q=${encodeURIComponent(q)}${more}`, init);
  async function search(q: string, more = '', init: RequestInit = {}): Promise<SearchAnswer['groups']> {
    const response = await ask(q, more, init);
    expect(response.status).toBe(200);
    return ((await response.json()) as SearchAnswer).groups;
  }
  const names = async (q: string, noun: string, init: RequestInit = {}) =>
    ((await search(q, '&limit=20', init)).find((group) => group.noun === noun)?.items ?? []).map(
      ({ name }) => name,
    );
  const airport = '商丘机场（观堂机场，军民合用改扩建）';

  it.each([
    ['sqjc', 'initials'],
    ['SQJC', 'initials in capitals'],
    ['ｓｑｊｃ', 'full-width letters'],
    ['shangqiujichang', 'pinyin'],
    ['shang qiu ji chang', 'pinyin with blanks'],
    ['shangqjc', 'pinyin and initials'],
    ['sqjichang', 'initials and pinyin'],
    ['商丘机场', 'the name'],
    ['商邱几场', 'other characters of the same sound'],
    ['机场 商丘', 'words in any order'],
    ['Shangqiu Airport', 'the English name'],
    ['SQ-P-002', 'the code'],
  ])('finds the airport of Shangqiu by %s (%s), before all other projects', async (q) => {
    expect((await names(q, 'project'))[0]).toBe(airport);
  });

  it.each([
    ['shangqiujichagn', 'two letters changed about'],
    ['商丘飞场', 'a wrong character'],
    ['shangqiu aiport', 'an English letter left out'],
  ])('finds it by %s (%s), and says that it is only similar', async (q) => {
    const item = (await search(q)).flatMap(({ items }) => items).find(({ code }) => code === 'SQ-P-002');
    expect(item).toMatchObject({ name: airport, similar: true });
  });

  it('marks what was found of the name', async () => {
    const [byInitials] = (await search('gtjc')).flatMap(({ items }) => items);
    const marked = (name: string, parts: readonly (readonly [number, number])[]) =>
      parts.map(([from, length]) => name.slice(from, from + length)).join('|');
    expect(marked(byInitials?.name ?? '', byInitials?.matched ?? [])).toBe('观堂机场');
    const [byEnglish] = (await search('guantang')).flatMap(({ items }) => items);
    expect(marked(byEnglish?.nameEn ?? '', byEnglish?.matchedEn ?? [])).toBe('Guantang');
  });

  it('finds things of every noun, each with what its sign and the map need', async () => {
    const first = async (q: string, noun: string) =>
      (await search(q)).find((group) => group.noun === noun)?.items[0];
    expect(await first('梁园区', 'district')).toMatchObject({ code: '411402', kind: 'district' });
    expect(await first('yongcheng jingkaiqu', 'zone')).toMatchObject({ code: 'SQ-Z-11', similar: true });
    expect(await first('永城经济', 'zone')).toMatchObject({ code: 'SQ-Z-11', kind: 'economic_tech' });
    expect(await first('柘城 08-01', 'parcel')).toMatchObject({ code: 'SQ-L-239', district: '411424' });
    expect(await first('G35', 'corridor')).toMatchObject({ code: 'SQ-C-07', kind: 'expressway' });
    expect(await first('商丘南站', 'facility')).toMatchObject({ code: 'SQ-F-003', kind: 'rail_station' });
    expect(await first('宋楼', 'place_name')).toMatchObject({ name: 'Songlou' });
    expect(await first('示例企业001', 'company')).toMatchObject({ code: 'SQ-E-001', extent: null });
    const { extent } = (await first('sqjc', 'project')) ?? {};
    expect(extent?.map((degrees) => Math.round(degrees))).toEqual([115, 34, 115, 34].map(Math.round));
  });

  it('puts the whole name before its beginning, that before initials, those before the middle, then the most money', async () => {
    const groups = await search('梁园区');
    expect(groups[0]).toMatchObject({ noun: 'district', total: 1 });
    const [best, next] = await names('yc', 'project');
    expect([best?.slice(0, 2), next?.slice(0, 2)]).toEqual(['永城', '永城']);
    const money = await database().query<{ code: string }>(sql`
      select code from project where name like '永城市%' and published and secrecy = 'public' and parent_fid is null
      order by total_investment desc nulls last limit 3`);
    const [projects] = (await search('永城市', '&limit=3')).filter(({ noun }) => noun === 'project');
    expect(projects?.items.map(({ code }) => code)).toEqual(money.map(({ code }) => code));
  });

  it('finds a package by the name of a site, and says which', async () => {
    const [site] = await database().query<{ name: string; parent: string }>(sql`
      select c.name, p.code as parent from project c join project p on p.fid = c.parent_fid
      where c.published and p.published order by c.code limit 1`);
    const [projects] = (await search(site?.name ?? '')).filter(({ noun }) => noun === 'project');
    expect(projects?.items[0]).toMatchObject({ code: site?.parent, site: { name: site?.name } });
  });

  it('shows nobody what he may not see: unpublished, restricted, companies without a visible project', async () => {
    const [hidden] = await database().query<{ name: string; code: string }>(
      sql`select name, code from project where not published and parent_fid is null order by code limit 1`,
    );
    expect(await names(hidden?.code ?? '', 'project')).toEqual([]);
    expect(await names(hidden?.code ?? '', 'project', asOperator)).toEqual([hidden?.name]);
    const [line] = await database().query<{ name: string }>(
      sql`select name from corridor where code = 'SQ-C-20'`,
    );
    await database().transaction({ actor: 'test' }, (tx) =>
      tx.query(sql`update corridor set secrecy = 'restricted' where code = 'SQ-C-20'`),
    );
    expect(await names('SQ-C-20', 'corridor')).toEqual([]);
    expect(await names('SQ-C-20', 'corridor', asOperator)).toEqual([line?.name]);
    await database().transaction({ actor: 'test' }, (tx) =>
      tx.query(sql`insert into company (code, name, sort_key) values ('SQ-E-999', '隐名公司', 'yinming')`),
    );
    expect(await names('隐名公司', 'company')).toEqual([]);
  });

  it('follows a change of a name at once, its pinyin too, and forgets what is deleted', async () => {
    await database().transaction({ actor: 'test' }, (tx) =>
      tx.query(sql`update facility set name = '鹿邑道口' where code = 'SQ-F-033'`),
    );
    expect(await names('鹿邑道口', 'facility')).toEqual(['鹿邑道口']);
    await server.revisions.refresh();
    expect(await names('lydk', 'facility')).toEqual(['鹿邑道口']);
    await database().transaction({ actor: 'test' }, (tx) =>
      tx.query(sql`delete from facility where code = 'SQ-F-033'`),
    );
    expect(await names('鹿邑道口', 'facility')).toEqual([]);
  });

  it('spells the names of a database from before the search when it is migrated', async () => {
    await database().query(sql`update search_entry set syllables = null where noun = 'zone'`);
    await migrate(database());
    const [row] = await database().query(
      sql`select e.syllables from search_entry e where e.noun = 'zone' and e.name like '永城经济%'`,
    );
    expect(row).toEqual({ syllables: 'yong cheng jing ji ji shu kai fa qu' });
  });

  it.each([
    "%' or 1=1 --",
    '%_%_%_',
    '\\',
    '_',
    "'",
    '(((',
    '[',
    '*',
    'a|b',
    '商_机场',
    "x'; drop table project;--",
  ])('takes %j as text', async (q) => {
    const items = (await search(q, '&limit=20')).flatMap((group) => group.items);
    expect(items.filter(({ similar }) => !similar)).toEqual([]);
  });

  it('answers nothing to nothing, and refuses what is too long, too many or unknown', async () => {
    expect(await search('')).toEqual([]);
    expect(await search('  　 ')).toEqual([]);
    for (const [q, more, status] of [
      ['%_'.repeat(50), '', 200],
      ['%_'.repeat(51), '', 400],
      ['a'.repeat(100), '', 200],
      ['商'.repeat(100), '', 200],
      ['x', '&limit=0', 400],
      ['x', '&limit=21', 400],
      ['x', '&noun=project', 400],
      ['x'.repeat(20_000), '', 414],
    ] as const) {
      expect([q.slice(0, 4), more, (await ask(q, more)).status]).toEqual([q.slice(0, 4), more, status]);
    }
    const refused = await ask('长'.repeat(101), '', { headers: { 'Accept-Language': 'zh' } });
    expect(((await refused.json()) as { detail: string }).detail).toContain('至多 100 个字符');
  });
});
