/** One project's progress in its revisions: what the judgement does not carry. */
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import { projectStage } from '../../data/vocabulary/project.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';
import { approvalJson, approvalsAt } from './approvals.ts';
import { issueJson, issuesAt, transitionsJson } from './issues.ts';
import { revisionOf } from './revision.ts';

/** A project at the end of a month, by what was known. */
export interface ProjectMoment {
  readonly viewer: Viewer;
  readonly code: string;
  readonly year: number;
  /** Last day of the judged month, YYYY-MM-DD. */
  readonly day: string;
  /** SQL timestamptz (`knownBy`). */
  readonly known: Sql;
  readonly timeZone: string;
  readonly signal?: AbortSignal;
}

/** The report of one month as it was known. Money in 万元. */
export interface MonthReport {
  readonly month: string;
  readonly completed: number;
  readonly sinceStart: number | null;
  readonly physicalPercent: number | null;
  readonly physicalProgress: string | null;
  readonly reason: string | null;
  readonly late: boolean;
  /** The day on which the figure that counts was recorded. */
  readonly reportedOn: string;
  /** How many figures were recorded for the month. */
  readonly revisions: number;
}

export interface ProgressDetails<Issue, Approval, Photo> {
  readonly revision: string;
  /** The first plan of the year in 万元, and the day of the last one when there are several; `null` = none recorded. */
  readonly plan: { readonly original: number; readonly revisedOn: string | null } | null;
  readonly reports: readonly MonthReport[];
  readonly issues: readonly Issue[];
  readonly approvals: readonly Approval[];
  readonly photos: readonly Photo[];
}

const visibleProject = ({ viewer, code }: Pick<ProjectMoment, 'viewer' | 'code'>): Sql =>
  sql`select p.fid, p.code from project p where p.code = ${code}::text and p.parent_fid is null and ${visibleTo(viewer, 'p')}`;

/**
 * Plan revisions, reports by month, issues, approval items and photos, in one statement; `undefined` when the viewer
 * knows of no such project.
 * @param question.photosUntil last day of photos, YYYY-MM-DD; `null` = all that are known
 */
export async function progressDetails<Issue, Approval, Photo>(
  database: Database,
  question: ProjectMoment & { readonly photosUntil: string | null },
): Promise<ProgressDetails<Issue, Approval, Photo> | undefined> {
  const { viewer, year, day, known, timeZone, photosUntil, signal } = question;
  const dayOf = (moment: Sql) => sql`(${moment} at time zone ${timeZone}::text)::date`;
  const [row] = await database.query<ProgressDetails<Issue, Approval, Photo>>(
    sql`
    with f as materialized (${visibleProject(question)})
    select ${revisionOf('progress')} as revision,
      (select json_build_object('original', (array_agg(r.total order by r.recorded_at, r.fid))[1],
          'revisedOn', case when count(*) > 1 then ${dayOf(sql`max(r.recorded_at)`)} end)
        from project_plan r where r.project_fid = f.fid and r.year = ${year}::integer and r.recorded_at <= ${known}
        having count(*) > 0) as plan,
      coalesce((select json_agg(json_build_object('month', to_char(r.month, 'YYYY-MM'), 'completed', r.completed,
          'sinceStart', r.completed_since_start, 'physicalPercent', r.physical_percent, 'physicalProgress', r.physical_progress,
          'reason', r.reason, 'late', r.late, 'reportedOn', ${dayOf(sql`r.recorded_at`)}, 'revisions', r.revisions) order by r.month)
        from (select distinct on (r.month) r.*, count(*) over (partition by r.month) as revisions
              from project_report r
              where r.project_fid = f.fid and r.recorded_at <= ${known} and r.month <= ${day}::date
                and r.month >= make_date(${year}::integer, 1, 1)
              order by r.month, r.recorded_at desc, r.fid desc) r), '[]') as reports,
      coalesce((select json_agg(json_build_object(${issueJson}, 'transitions', ${transitionsJson(question)})
          order by i.overdue_days desc nulls last, i.due_on nulls last, i.code::text collate "C")
        from (${issuesAt({ viewer, day, known }, sql`p.code = ${question.code}::text`)}) i), '[]') as issues,
      coalesce((select json_agg(json_build_object(${approvalJson}) order by a.place)
        from (${approvalsAt(question, sql`f.fid`)}) a), '[]') as approvals,
      coalesce((select json_agg(json_build_object('file', r.file, 'thumbnail', r.thumbnail, 'takenOn', r.taken_on,
          'caption', r.caption, 'width', r.width, 'height', r.height) order by r.taken_on desc, r.fid desc)
        from site_photo r join project c on c.fid = r.project_fid and (c.fid = f.fid or c.parent_fid = f.fid) and ${visibleTo(viewer, 'c')}
        where r.recorded_at <= ${known} and ${photosUntil === null ? sql`true` : sql`r.taken_on <= ${photosUntil}::date`}
          and ${viewer.kind === 'operator' ? sql`true` : sql`r.published`}), '[]') as photos
    from f`,
    { signal },
  );
  return row;
}

/** The stages of a project in their order; `undefined` when the viewer knows of no such project. */
export async function projectStages<Item>(
  database: Database,
  question: ProjectMoment,
): Promise<{ items: Item[]; revision: string } | undefined> {
  const { day, known, signal } = question;
  const [row] = await database.query<{ items: Item[]; revision: string }>(
    sql`
    with f as materialized (${visibleProject(question)})
    select ${revisionOf('progress')} as revision, coalesce((
      select json_agg(json_build_object('stage', s.stage, 'plannedOn', s.planned_on, 'actualOn', s.actual_on,
          'standard', s.standard, 'unit', u.name, 'unitEn', u.name_en,
          'lateDays', case when s.actual_on is not null then s.actual_on - s.planned_on
                           when s.planned_on < ${day}::date then ${day}::date - s.planned_on end)
        order by array_position(${projectStage.codes}::text[], s.stage))
      from (
        -- A stage that is reached after the month's end is not reached yet.
        select distinct on (r.stage) r.stage, r.planned_on, r.standard, r.unit_fid,
               case when r.actual_on <= ${day}::date then r.actual_on end as actual_on
        from project_stage r where r.project_fid = f.fid and r.recorded_at <= ${known}
        order by r.stage, r.recorded_at desc, r.fid desc
      ) s left join unit u on u.fid = s.unit_fid
      where s.planned_on is not null or s.actual_on is not null), '[]') as items
    from f`,
    { signal },
  );
  return row;
}
