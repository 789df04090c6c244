/** Long work as rows: taken by one server at a time, told of while it lasts, stopped from any server. */
import sql from 'sql-template-tag';
import type { Database, Transaction } from '../../data/db.ts';
import type { Word } from '../../data/vocabulary/word.ts';

type On = Pick<Database | Transaction, 'query'>;

export interface Job {
  readonly id: number;
  readonly kind: string;
  /** What it works on. */
  readonly subject: string;
  readonly actor: string;
}

/** How a job ended, or that it is to be taken up again. */
export type JobEnd = 'done' | 'failed' | 'cancelled' | 'queued';

/** Work to be done by whichever server takes it, or, when it is `own`, by who puts it in: then it runs from the start. */
export async function insertJob(
  on: On,
  { kind, subject, actor, own }: Omit<Job, 'id'> & { readonly own: boolean },
): Promise<Job> {
  const [job] = await on.query<Job>(sql`
    insert into job (kind, subject, actor, state, started_at, alive_at)
    select ${kind}::text, ${subject}::text, ${actor}::text, case when o.own then 'running' else 'queued' end,
      case when o.own then now() end, case when o.own then now() end
    from (select ${own}::boolean as own) o
    returning id, kind, subject, actor`);
  if (!job) throw new Error(`no job was put in for ${subject}`);
  return job;
}

/** Takes the first job of the line for this server, or `undefined`. */
export async function takeJob(database: Database, kinds: readonly string[]): Promise<Job | undefined> {
  const [job] = await database.query<Job>(sql`
    update job set state = 'running', started_at = now(), alive_at = now()
    where id = (select id from job where state = 'queued' and kind = any(${[...kinds]}::text[])
                order by id limit 1 for update skip locked)
    returning id, kind, subject, actor`);
  return job;
}

/** Says that a job is alive and how far it is. @returns whether it is to be stopped; `undefined` when it is no longer this server's. */
export async function touchJob(
  on: On,
  id: number,
  { done, total }: { readonly done: number; readonly total: number | null },
): Promise<{ cancelRequested: boolean } | undefined> {
  const [row] = await on.query<{ cancelRequested: boolean }>(sql`
    update job set alive_at = now(), done = ${done}::bigint, total = ${total}::bigint
    where id = ${id}::bigint and state = 'running' returning cancel_requested as "cancelRequested"`);
  return row;
}

/** Ends a job that runs. @returns whether it did: another server may have given it up meanwhile. */
export async function endJob(
  on: On,
  id: number,
  { state, problem }: { readonly state: JobEnd; readonly problem?: (Word & { kind: string }) | undefined },
): Promise<boolean> {
  const ended = await on.query(sql`
    update job set state = ${state}::text, problem = ${problem ? JSON.stringify(problem) : null}::jsonb,
      finished_at = case when ${state}::text = 'queued' then null else now() end
    where id = ${id}::bigint and state = 'running' returning id`);
  return ended.length > 0;
}

/** Jobs whose server no longer says that they are alive. */
export async function leftJobs(
  on: On,
  { silentForSeconds }: { readonly silentForSeconds: number },
): Promise<Job[]> {
  return on.query<Job>(sql`
    select id, kind, subject, actor from job
    where state = 'running' and alive_at < now() - make_interval(secs => ${silentForSeconds}::float8)
    order by id`);
}

/** Asks for the end of the open job on something. @returns it with the state that it was in, `undefined` when there is none. */
export async function cancelJob(
  on: On,
  subject: string,
): Promise<{ kind: string; state: 'queued' | 'running' } | undefined> {
  const [job] = await on.query<{ kind: string; state: 'queued' | 'running' }>(sql`
    with open as (select id, kind, state from job where subject = ${subject}::text and state in ('queued', 'running')
                  order by id desc limit 1 for update)
    update job j set cancel_requested = true,
      state = case when open.state = 'queued' then 'cancelled' else open.state end,
      finished_at = case when open.state = 'queued' then now() end
    from open where j.id = open.id returning open.kind, open.state`);
  return job;
}
