/** What was taken out and is brought back as it is, changes nothing; what was edited, only that. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import sql from 'sql-template-tag';
import { projectStatus } from '../../data/vocabulary/project.ts';
import type { importCard, importRow } from '../../server/imports/import-answers.ts';
import { forBothDatabases } from '../support/database.ts';
import { asOperator, seedCity, testApp } from './fixture.ts';

type Import = z.output<typeof importCard>;
type Rows = { items: z.output<typeof importRow>[] };

const every = `status=${projectStatus.codes.join(',')}`;

forBothDatabases('the round trip', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    await seedCity(database());
    await database().transaction({ actor: 'test' }, async (tx) => {
      await tx.query(sql`update project set name = '=1+1', content = ${`多行\n"引号"，分号；`},
        plan_labels = '{8511,central_budget}' where code = 'P-7'`);
      await tx.query(sql`update project set name = ${"'@家"} where code = 'P-8'`);
      // A suspension without its reason would be refused.
      await tx.query(sql`insert into project_event (project_fid, status, effective_on, reason, source)
        select fid, 'suspended', '2026-05-01', 'dust', 'test' from project where status = 'suspended' and code <> 'P-1'`);
    });
    server = await testApp(database(), { uploadLimit: 5_000_000 });
  });
  afterAll(async () => {
    expect(server.unforeseen).toEqual([]);
    await server.close();
  });

  async function ask<Body>(path: string, body?: object): Promise<Body> {
    const response = await server.app.request(path, {
      headers: { ...asOperator.headers, 'Content-Type': 'application/json' },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    return (await response.json()) as Body;
  }
  async function settled(id: string): Promise<Import> {
    let found: Import | undefined;
    await expect
      .poll(async () => (found = await ask<Import>(`/api/imports/${id}`)).state, {
        timeout: 12_000,
        interval: 30,
      })
      .not.toMatch(/ing$/);
    return found as unknown as Import;
  }
  async function checked(bytes: Uint8Array, fileName: string, noun: string, system: string): Promise<Import> {
    const query = new URLSearchParams({ noun, fileName }).toString();
    const response = await server.app.request(`/api/imports?${query}`, {
      method: 'POST',
      headers: { ...asOperator.headers, 'Content-Type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    });
    const card = await settled(((await response.json()) as Import).id);
    const { reading } = card;
    const [crs] = reading?.crs.proposals ?? [];
    expect([reading?.position.kind, crs?.crs]).toEqual(['wkt', system]);
    // As a person does who confirms what is proposed.
    await ask(`/api/imports/${card.id}/settings`, {
      layer: reading?.layer,
      crs: crs?.crs,
      swapped: crs?.swapped,
      position: reading?.position,
      key: 'code',
      columns: Object.fromEntries(
        Object.entries(reading?.columnsProposed ?? {}).map(([field, { column, unit }]) => [
          field,
          { column, ...(unit ? { unit } : {}) },
        ]),
      ),
      defaults: {},
      districtByPosition: false,
    });
    return settled(card.id);
  }

  it.each([
    ['projects', 'project', 'xlsx', 'EPSG:4326', `headings=zh&${every}`],
    ['projects', 'project', 'csv', 'EPSG:4326', `headings=zh&${every}`],
    ['projects', 'project', 'csv', 'EPSG:4527', `headings=en&crs=EPSG:4527&${every}`],
    ['parcels', 'parcel', 'csv', 'EPSG:4326', 'headings=zh&encoding=gbk'],
  ])('changes nothing: %s as %s, %s in %s, %s', async (plural, noun, ending, system, query) => {
    const response = await server.app.request(`/api/${plural}.${ending}?${query}`, asOperator);
    const rows = Number(response.headers.get('Groundwork-Rows'));
    const card = await checked(new Uint8Array(await response.arrayBuffer()), `out.${ending}`, noun, system);
    const changed = await ask<Rows>(`/api/imports/${card.id}/rows?state=changed`);
    const refused = await ask<Rows>(`/api/imports/${card.id}/rows?state=refused`);
    expect(
      [...changed.items, ...refused.items].map(({ code, changes, reasons }) => [code, changes, reasons]),
    ).toEqual([]);
    expect(card.summary).toMatchObject({ unchanged: rows, new: 0, changed: 0, refused: 0 });
  });

  it('changes what was edited, field by field, and nothing else', async () => {
    const text = await (
      await server.app.request(`/api/projects.csv?headings=zh&${every}`, asOperator)
    ).text();
    const edited = text.replace(/^P-9,[^,]*/m, 'P-9,新名称');
    const card = await checked(new TextEncoder().encode(edited), '改.csv', 'project', 'EPSG:4326');
    expect(card.summary).toMatchObject({ new: 0, changed: 1, refused: 0 });
    const { items } = await ask<Rows>(`/api/imports/${card.id}/rows?state=changed`);
    expect(items.map(({ code, changes }) => [code, changes.map(({ field }) => field)])).toEqual([
      ['P-9', ['name']],
    ]);
  });
});
