/** Approval items of the joint review (联审联批): required in a year, ticked off with a day. */
import sql, { join, type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import { projectStage } from '../../data/vocabulary/project.ts';
import type { Position } from '../http/cursor.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';
import { revisionOf } from './revision.ts';

/** Which year's items, at which day and by which knowledge. */
export interface ApprovalMoment {
  readonly year: number;
  /** Last day of the judged month, YYYY-MM-DD: an item ticked off after it is not done yet. */
  readonly day: string;
  /** SQL timestamptz (`knownBy`). */
  readonly known: Sql;
}

/**
 * SQL of the items, one row each: `project_fid`, `stage`, `place` (order of the stages), `required`, `done_on`, `unit`,
 * `unit_en`, `source`. The last recorded row of an item counts.
 */
export function approvalsAt({ year, day, known }: ApprovalMoment, project?: Sql): Sql {
  return sql`
    select distinct on (a.project_fid, a.stage) a.project_fid, a.stage, a.required,
           array_position(${projectStage.codes}::text[], a.stage) as place,
           case when a.done_on <= ${day}::date then a.done_on end as done_on,
           u.name as unit, u.name_en as unit_en, a.source
    from approval_item a left join unit u on u.fid = a.unit_fid
    where a.year = ${year}::integer and a.recorded_at <= ${known} and ${project ? sql`a.project_fid = ${project}` : sql`true`}
    order by a.project_fid, a.stage, a.recorded_at desc, a.fid desc`;
}

/** JSON object arguments of one item `a` of `approvalsAt`. */
export const approvalJson = sql`'stage', a.stage, 'required', a.required, 'doneOn', a.done_on, 'unit', a.unit,
  'unitEn', a.unit_en, 'source', a.source`;

/** One page of approval items by project, then in the order of the stages. */
export async function approvalPage<Item>(
  database: Database,
  question: ApprovalMoment & {
    readonly viewer: Viewer;
    readonly project?: string | undefined;
    readonly done?: boolean | undefined;
    readonly limit: number;
    readonly after?: Position | undefined;
    readonly signal?: AbortSignal;
  },
): Promise<{
  items: Item[];
  total: number;
  required: number;
  done: number;
  revision: string;
  next: Position | undefined;
}> {
  const { viewer, project, done, limit, after, signal, year } = question;
  const where = [
    visibleTo(viewer, 'p'),
    ...(project === undefined ? [] : [sql`p.code = ${project}::text`]),
    ...(done === undefined ? [] : [done ? sql`a.done_on is not null` : sql`a.done_on is null`]),
  ];
  const key = sql`i.sort_key collate "C", i.project::text collate "C", i.place`;
  const beyond = after
    ? sql`(i.sort_key collate "C", i.project::text collate "C", i.place)
          > (${after[1]}::text, ${after[2]}::text, ${Number(after[0])}::integer)`
    : sql`true`;
  const [row] = await database.query<{
    revision: string;
    total: number;
    required: number;
    done: number;
    more: boolean;
    last: Position | null;
    items: Item[];
  }>(
    sql`
    with i as materialized (
      select a.*, p.code as project, p.name, p.name_en, p.sort_key
      from (${approvalsAt(question)}) a join project p on p.fid = a.project_fid and p.parent_fid is null
      where ${join(where, ' and ')}
    ),
    shown as (
      select i.*, row_number() over (order by ${key}) as row from i where ${beyond} order by ${key} limit ${limit + 1}::integer
    )
    select ${revisionOf('progress')} as revision, (select count(*)::integer from i) as total,
      (select count(*)::integer from i where i.required) as required,
      (select count(*)::integer from i where i.required and i.done_on is not null) as done,
      (select count(*) > ${limit}::integer from shown) as more,
      (select json_build_array(s.place, s.sort_key, s.project) from shown s where s.row = ${limit}::integer) as last,
      coalesce((select json_agg(json_build_object('project', a.project, 'projectName', a.name, 'projectNameEn', a.name_en,
          'year', ${year}::integer, ${approvalJson}) order by a.row)
        from shown a where a.row <= ${limit}::integer), '[]') as items`,
    { signal },
  );
  if (!row) throw new Error('the page of approval items has no row');
  const { more, last, ...rest } = row;
  return { ...rest, next: more && last ? last : undefined };
}
