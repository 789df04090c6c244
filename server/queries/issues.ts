/** Issues of the joint review (联审联批) as they stood at the end of a month, by what was known then. */
import sql, { join, type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import type { IssueKind, IssueState } from '../../data/vocabulary/issue.ts';
import type { Position } from '../http/cursor.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';
import { anyOf } from './page.ts';
import { instantText } from './moment.ts';
import { revisionOf } from './revision.ts';

/** From when on an issue no longer counts as overdue: the unit has done its part (办结待核销) or it is written off. */
const settledStates = ['done', 'closed'] as const satisfies readonly IssueState[];

/** At which day issues are looked at, and until which moment their transitions are known. */
export interface IssueMoment {
  readonly viewer: Viewer;
  /** Last day of the judged month, YYYY-MM-DD. */
  readonly day: string;
  /** SQL timestamptz (`knownBy`). */
  readonly known: Sql;
}

export interface IssueQuestion extends IssueMoment {
  readonly project?: string | undefined;
  readonly kind?: readonly IssueKind[] | undefined;
  readonly state?: readonly IssueState[] | undefined;
  readonly district?: readonly string[] | undefined;
  /** Only those not settled by their due day. */
  readonly overdue?: boolean | undefined;
  readonly limit: number;
  readonly after?: Position | undefined;
  readonly signal?: AbortSignal;
}

/**
 * SQL of the issues that exist at the day, one row each: the columns of `issue`, the project's `project`,
 * `project_name`, `project_name_en`, and `state`, `state_on`, `unit`, `unit_en`, `due_on`, `overdue_days` (0 = not
 * overdue). The last transition gives the state; unit and due day stay until another transition names new ones.
 * @param where a condition on the issue `i` and its project `p`
 */
export function issuesAt({ viewer, day, known }: IssueMoment, where: Sql): Sql {
  const until = sql`t.issue_fid = i.fid and t.happened_on <= ${day}::date and t.recorded_at <= ${known}`;
  const last = sql`order by t.happened_on desc, t.recorded_at desc, t.fid desc limit 1`;
  return sql`
    select i.fid, i.code, i.title, i.kind, i.illustrative, i.source, p.fid as project_fid, p.code as project,
           p.name as project_name, p.name_en as project_name_en, s.state, s.happened_on as state_on,
           u.name as unit, u.name_en as unit_en, due.due_on,
           case when s.state <> all(${settledStates}::text[]) then greatest(0, ${day}::date - due.due_on) else 0 end
             as overdue_days
    from issue i
    join project p on p.fid = i.project_fid and ${visibleTo(viewer, 'p')} and (p.parent_fid is null or exists (
      select from project parent where parent.fid = p.parent_fid and ${visibleTo(viewer, 'parent')}))
    join lateral (select t.state, t.happened_on from issue_transition t where ${until} ${last}) s on true
    left join lateral (select t.due_on from issue_transition t where ${until} and t.due_on is not null ${last}) due on true
    left join lateral (select t.unit_fid from issue_transition t where ${until} and t.unit_fid is not null ${last}) who on true
    left join unit u on u.fid = who.unit_fid
    where i.recorded_at <= ${known} and ${where}`;
}

/** JSON object arguments of one issue `i` of `issuesAt`. */
export const issueJson = sql`'code', i.code, 'title', i.title, 'kind', i.kind, 'state', i.state, 'stateOn', i.state_on,
  'unit', i.unit, 'unitEn', i.unit_en, 'dueOn', i.due_on, 'overdueDays', coalesce(i.overdue_days, 0),
  'illustrative', i.illustrative, 'source', i.source`;

const ofProject = sql`'project', i.project, 'projectName', i.project_name, 'projectNameEn', i.project_name_en`;

/** JSON array of the log of issue `i`, oldest first. */
export function transitionsJson({
  day,
  known,
  timeZone,
}: Omit<IssueMoment, 'viewer'> & { readonly timeZone: string }): Sql {
  return sql`coalesce((
    select json_agg(json_build_object('state', t.state, 'on', t.happened_on, 'note', t.note, 'unit', u.name,
        'unitEn', u.name_en, 'dueOn', t.due_on, 'recordedAt', ${instantText(sql`t.recorded_at`, timeZone)}, 'recordedBy', t.recorded_by)
      order by t.happened_on, t.recorded_at, t.fid)
    from issue_transition t left join unit u on u.fid = t.unit_fid
    where t.issue_fid = i.fid and t.happened_on <= ${day}::date and t.recorded_at <= ${known}), '[]')`;
}

/** One page of issues by due day, those without one last. */
export async function issuePage<Item>(
  database: Database,
  question: IssueQuestion,
): Promise<{ items: Item[]; total: number; revision: string; next: Position | undefined }> {
  const { project, kind, state, district, overdue, limit, after, signal } = question;
  const where = [
    sql`true`,
    ...(project === undefined ? [] : [sql`p.code = ${project}::text`]),
    ...anyOf([[sql`i.kind`, kind]]),
    ...(district && district.length > 0
      ? [
          sql`exists (select from project_district pd join district d on d.fid = pd.district_fid and ${visibleTo(question.viewer, 'd')}
              where pd.project_fid = p.fid and d.code = any(${district}::text[]))`,
        ]
      : []),
  ];
  const then = [sql`true`, ...anyOf([[sql`i.state`, state]]), ...(overdue ? [sql`i.overdue_days > 0`] : [])];
  const order = sql`i.due_on nulls last, i.code::text collate "C"`;
  const [row] = await database.query<{
    revision: string;
    total: number;
    more: boolean;
    last: Position | null;
    items: Item[];
  }>(
    sql`
    with i as materialized (
      select * from (${issuesAt(question, join(where, ' and '))}) i where ${join(then, ' and ')}
    ),
    shown as (
      select i.*, row_number() over (order by ${order}) as place from i
      where ${after ? isAfter(after) : sql`true`} order by ${order} limit ${limit + 1}::integer
    )
    select ${revisionOf('progress')} as revision, (select count(*)::integer from i) as total,
      (select count(*) > ${limit}::integer from shown) as more,
      (select json_build_array(i.due_on, '', i.code) from shown i where i.place = ${limit}::integer) as last,
      coalesce((select json_agg(json_build_object(${issueJson}, ${ofProject}) order by i.place)
        from shown i where i.place <= ${limit}::integer), '[]') as items`,
    { signal },
  );
  if (!row) throw new Error('the page of issues has no row');
  const { items, total, revision, more, last } = row;
  return { items, total, revision, next: more && last ? last : undefined };
}

function isAfter([due, , code]: Position): Sql {
  const tie = sql`i.code::text collate "C" > ${code}::text`;
  if (due === null) return sql`(i.due_on is null and ${tie})`;
  const at = sql`${String(due)}::text::date`;
  return sql`(i.due_on > ${at} or i.due_on is null or (i.due_on = ${at} and ${tie}))`;
}

/** One issue with its log, or `undefined` when the viewer knows of none at that moment. */
export async function oneIssue<Card>(
  database: Database,
  question: IssueMoment & { readonly timeZone: string; readonly code: string; readonly signal?: AbortSignal },
): Promise<(Card & { revision: string }) | undefined> {
  const [row] = await database.query<{ revision: string; card: Card }>(
    sql`
    select ${revisionOf('progress')} as revision,
      json_build_object(${issueJson}, ${ofProject}, 'transitions', ${transitionsJson(question)}) as card
    from (${issuesAt(question, sql`i.code = ${question.code}::text`)}) i`,
    { signal: question.signal },
  );
  return row && { ...row.card, revision: row.revision };
}
