import sql from 'sql-template-tag';
import { expect, test } from 'vitest';
import { forBothDatabases } from '../support/database.ts';

forBothDatabases('the door', (database) => {
  test('gives values as they are stored', async () => {
    const rows = await database().query(sql`
      select 12.50::numeric(14,2) as money, 5::int8 as count, date '2026-07-31' as day, '\\x00ff'::bytea as bytes,
             array[1.10, 2]::numeric[] as many, timestamptz '2026-07-31 08:00+08' as at, ${{ a: [1] }}::jsonb as json`);
    expect(rows).toEqual([
      {
        money: '12.50',
        count: 5,
        day: '2026-07-31',
        bytes: Buffer.from([0, 255]),
        many: ['1.10', '2'],
        at: new Date('2026-07-31T00:00:00Z'),
        json: { a: [1] },
      },
    ]);
  });
});
