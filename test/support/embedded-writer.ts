/** A process of its own for tests: writes rows into an embedded database and prints each number once it is committed. */
import sql from 'sql-template-tag';
import { openDatabase } from '../../data/db.ts';

const database = await openDatabase({
  databaseUrl: undefined,
  dataDirectory: String(process.argv[2]),
  cacheDirectory: undefined,
});
await database.query(sql`create table if not exists written (n int primary key, content text)`);
const [row] = await database.query<{ n: number }>(sql`select coalesce(max(n), 0) as n from written`);
for (let n = (row?.n ?? 0) + 1; ; n += 1) {
  await database.transaction({ actor: 'writer' }, (tx) =>
    tx.query(sql`insert into written values (${n}, repeat(md5(${n}::text), 500))`),
  );
  process.stdout.write(`${n}\n`);
}
