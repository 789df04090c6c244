import { beforeAll, expect, it } from 'vitest';
import sql from 'sql-template-tag';
import { fieldsOf } from '../../../data/vocabulary/fields/index.ts';
import { layer } from '../../../data/vocabulary/layer.ts';
import { fieldRows, visibleFields } from '../../../server/queries/fields/fields.ts';
import { anonymous, operator } from '../../../server/viewer.ts';
import type { Viewer } from '../../../server/viewer.ts';
import { forBothDatabases } from '../../support/database.ts';
import { seedCity } from '../fixture.ts';

forBothDatabases('the fields of rows', (database) => {
  beforeAll(() => seedCity(database()));

  const read = async (noun: (typeof layer.codes)[number], viewer: Viewer) => {
    const rows = fieldRows(noun, { viewer, year: 2026 });
    const found = await database().query<{ properties: Record<string, unknown>; published: boolean }>(sql`
      select ${rows.properties} as properties, p.published from ${rows.from} where ${rows.visible}`);
    return found;
  };

  it.each(layer.codes)('reads every declared field of %s', async (noun) => {
    const all = await read(noun, operator);
    expect(all.length).toBeGreaterThan(0);
    for (const { properties } of all)
      expect(Object.keys(properties).sort()).toEqual(Object.keys(fieldsOf[noun]).sort());
  });

  it.each(layer.codes)('shows the public what is published of %s, without internal fields', async (noun) => {
    const seen = await read(noun, anonymous);
    expect(seen.every(({ published }) => published)).toBe(true);
    for (const { properties } of seen) {
      expect(properties).not.toHaveProperty('published');
      expect(properties).not.toHaveProperty('secrecy');
    }
    expect(() => fieldRows(noun, { viewer: anonymous, year: 2026 }).value('published')).toThrow(/no field/);
    expect(visibleFields(noun, anonymous).map(([name]) => name)).not.toContain('published');
  });

  it('hides the sites of a package that is hidden', async () => {
    const [site] = await database().query<{ fid: number; parent: number }>(sql`
      select s.fid, s.parent_fid as parent from project s join project p on p.fid = s.parent_fid
      where s.published and p.published limit 1`);
    if (!site) throw new Error('the city has no published site of a published package');
    const shown = async () => {
      const rows = fieldRows('project', { viewer: anonymous, year: 2026 });
      const [row] = await database().query<{ n: number }>(sql`
        select count(*)::integer as n from ${rows.from} where ${rows.visible} and p.fid = ${site.fid}::integer`);
      return row?.n;
    };
    expect(await shown()).toBe(1);
    const hide = (published: boolean) =>
      database().transaction({ actor: 'test' }, (tx) =>
        tx.query(
          sql`update project set published = ${published}::boolean where fid = ${site.parent}::integer`,
        ),
      );
    await hide(false);
    expect(await shown()).toBe(0);
    await hide(true);
  });
});
