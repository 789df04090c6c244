import sql from 'sql-template-tag';
import { expect, it } from 'vitest';
import { forBothDatabases } from '../support/database.ts';

forBothDatabases('after a statement that fails', (database) => {
  it.each([
    ['that cannot be parsed', sql`SELEKT 1`, /syntax error/],
    ['whose value cannot be read', sql`SELECT ${'x'}::integer`, /invalid input syntax/],
    ['that fails while it runs', sql`SELECT 1 / ${0}::integer`, /division by zero/],
    ['that breaks a rule', sql`DELETE FROM change`, undefined],
  ])('%s, the next one reads its own answer', async (_, failing, message) => {
    if (message) await expect(database().query(failing)).rejects.toThrow(message);
    else await database().query(failing);
    for (const value of [41, 42, 43]) {
      expect(await database().query(sql`SELECT ${value}::integer AS value`)).toEqual([{ value }]);
    }
  });

  it('in a transaction, nothing of it is kept and the next transaction works', async () => {
    const write = (code: string, fail: boolean) =>
      database().transaction({ actor: 'tester' }, async (tx) => {
        await tx.query(
          sql`INSERT INTO unit (code, name, sort_key, kind) VALUES (${code}, 'x', 'x', 'department')`,
        );
        if (fail) await tx.query(sql`SELECT 1 / ${0}::integer`);
      });
    await expect(write('U-1', true)).rejects.toThrow(/division by zero/);
    await write('U-2', false);
    expect(await database().query(sql`SELECT code FROM unit ORDER BY code`)).toEqual([{ code: 'U-2' }]);
  });
});
