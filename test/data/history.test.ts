import sql from 'sql-template-tag';
import { expect, it } from 'vitest';
import { forBothDatabases } from '../support/database.ts';

const project = (code: string, point: string) => sql`
  INSERT INTO project (code, name, sort_key, search_text, category, location_quality, source, data_as_of, geom)
  VALUES (${code}, ${code}, ${code}, ${code}, 'industry', 'drawn', 'test', '2026-01-01', ST_GeomFromText(${point}, 4326))
  RETURNING fid`;

forBothDatabases('the history of rows', (database) => {
  const revision = async (noun: string) => {
    const [row] = await database().query<{ n: number }>(
      sql`SELECT n::integer AS n FROM revision WHERE noun = ${noun}`,
    );
    return row?.n;
  };

  it('keeps every write with actor, time, state before and after, geometry too', async () => {
    const who = { actor: 'tester', recordedAt: '2026-01-05T09:00:00+08:00' };
    await database().transaction(who, (tx) => tx.query(project('H-1', 'POINT(115 34)')));
    await database().transaction({ actor: 'other', recordedAt: '2026-03-05T09:00:00+08:00' }, (tx) =>
      tx.query(
        sql`UPDATE project SET name = 'moved', geom = ST_GeomFromText('POINT(116 34)', 4326) WHERE code = 'H-1'`,
      ),
    );
    await database().transaction({ actor: 'third', recordedAt: '2026-05-05T09:00:00+08:00' }, (tx) =>
      tx.query(sql`DELETE FROM project WHERE code = 'H-1'`),
    );
    const rows = await database().query(sql`
      SELECT actor, before ->> 'name' AS before, after ->> 'name' AS after, (after -> 'geom' -> 'coordinates')::text AS place
      FROM change WHERE noun = 'project' AND code = 'H-1' ORDER BY sequence`);
    expect(rows).toEqual([
      { actor: 'tester', before: null, after: 'H-1', place: '[115, 34]' },
      { actor: 'other', before: 'H-1', after: 'moved', place: '[116, 34]' },
      { actor: 'third', before: 'moved', after: null, place: null },
    ]);
  });

  it('answers what was known at a moment, deleted and not yet recorded rows left out', async () => {
    const known = async (moment: string) => {
      const rows = await database().query<{ name: string; place: string }>(sql`
        SELECT facts ->> 'name' AS name, ST_AsText((jsonb_populate_record(NULL::project, facts)).geom) AS place
        FROM facts_as_of('project', ${moment}::timestamptz) WHERE code = 'H-1'`);
      return rows;
    };
    expect(await known('2026-01-01')).toEqual([]);
    expect(await known('2026-02-01')).toEqual([{ name: 'H-1', place: 'POINT(115 34)' }]);
    expect(await known('2026-04-01')).toEqual([{ name: 'moved', place: 'POINT(116 34)' }]);
    expect(await known('2026-06-01')).toEqual([]);
  });

  it('is append-only', async () => {
    await expect(database().query(sql`DELETE FROM change`)).rejects.toThrow(/append-only/);
    await expect(database().query(sql`UPDATE change SET actor = 'nobody'`)).rejects.toThrow(/append-only/);
    await expect(database().query(sql`TRUNCATE change`)).rejects.toThrow(/append-only/);
    await expect(database().query(sql`TRUNCATE parcel`)).rejects.toThrow(/append-only/);
  });

  it('moves the revision with the writing transaction, and not when it is rolled back', async () => {
    const before = (await revision('project')) ?? 0;
    await database().transaction({ actor: 'tester' }, (tx) => tx.query(project('H-2', 'POINT(115 34)')));
    expect(await revision('project')).toBe(before + 1);
    await expect(
      database().transaction({ actor: 'tester' }, async (tx) => {
        await tx.query(project('H-3', 'POINT(115 34)'));
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await revision('project')).toBe(before + 1);
    expect(await database().query(sql`SELECT FROM change WHERE code = 'H-3'`)).toEqual([]);
  });

  it('leaves the revision alone when a statement touches no row', async () => {
    const before = await revision('project');
    await database().query(sql`UPDATE project SET name = 'x' WHERE code = 'nobody'`);
    expect(await revision('project')).toBe(before);
  });

  it('takes the status from dated events, whatever the order in which they were recorded', async () => {
    const [row] = await database().transaction({ actor: 'tester' }, (tx) =>
      tx.query<{ fid: number }>(project('H-4', 'POINT(115 34)')),
    );
    const fid = row?.fid ?? 0;
    const event = (status: string, day: string, recordedAt: string, reason: string | null = null) =>
      database().transaction({ actor: 'tester', recordedAt }, (tx) =>
        tx.query(sql`INSERT INTO project_event (project_fid, status, effective_on, reason, source)
                     VALUES (${fid}, ${status}, ${day}, ${reason}, 'test')`),
      );
    await event('under_construction', '2026-03-10', '2026-04-05');
    await event('preparatory', '2025-11-01', '2026-04-06');
    await event('suspended', '2026-06-01', '2026-07-05', 'dust');
    const status = async () =>
      (await database().query<{ status: string }>(sql`SELECT status FROM project WHERE fid = ${fid}`))[0]
        ?.status;
    expect(await status()).toBe('suspended');
    const at = async (day: string, known: string) =>
      (
        await database().query<{ status: string }>(
          sql`SELECT status FROM project_status_at(${day}, ${known}) WHERE project_fid = ${fid}`,
        )
      )[0]?.status;
    expect(await at('2026-02-28', '2026-07-31')).toBe('preparatory');
    expect(await at('2026-06-30', '2026-06-30')).toBe('under_construction');
    expect(await at('2026-06-30', '2026-07-31')).toBe('suspended');
    expect(await at('2026-06-30', '2026-03-31')).toBeUndefined();
  });

  it('refuses a suspension without a reason and district shares that do not sum to one', async () => {
    const [row] = await database().query<{ fid: number }>(sql`SELECT fid FROM project WHERE code = 'H-4'`);
    const fid = row?.fid ?? 0;
    await expect(
      database().query(sql`INSERT INTO project_event (project_fid, status, effective_on, source)
                           VALUES (${fid}, 'suspended', '2026-07-01', 'test')`),
    ).rejects.toThrow(/check constraint/);
    await expect(
      database().transaction({ actor: 'tester' }, async (tx) => {
        const [district] = await tx.query<{ fid: number }>(sql`
          INSERT INTO district (code, code_edition, level, name, sort_key, source, data_as_of, geom)
          VALUES ('411402', '2020', 'district', '梁园区', 'liangyuanqu', 'test', '2026-01-01',
                  ST_Multi(ST_MakeEnvelope(115, 34, 116, 35, 4326))) RETURNING fid`);
        await tx.query(sql`INSERT INTO project_district (project_fid, district_fid, share)
                           VALUES (${fid}, ${district?.fid ?? 0}, 0.7)`);
      }),
    ).rejects.toThrow(/sum to 0.7/);
  });

  it('refuses geometry that is not valid', async () => {
    await expect(
      database().query(project('H-5', 'POLYGON((115 34, 116 35, 116 34, 115 35, 115 34))')),
    ).rejects.toThrow(/check constraint/);
  });
});
