/** The place that the database is about, and whether rows of it are illustrative. */
import sql from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import type { Place as PlaceFile } from '../../data/sources/place.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';

export interface Place {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly timeZone: string;
  /** YYYY-MM-DD; `null` = the real today. */
  readonly referenceDate: string | null;
  readonly mapApprovalNumber: string | null;
  readonly organisation: string | null;
  readonly attribution: string;
  /** west, south, east, north in degrees */
  readonly extent: [number, number, number, number];
  /** EPSG codes of the systems in which surveys of the place are made. */
  readonly workingCrs: readonly number[];
  /** Years that have a project list, the last one first. */
  readonly years: readonly number[];
  /** Thresholds and calendars that projects are judged by, with their sources. */
  readonly rules: PlaceFile['rules'];
}

/** The place's row, or `undefined` while nothing is loaded. */
export async function readPlace(database: Database, signal?: AbortSignal): Promise<Place | undefined> {
  const [row] = await database.query<{ place: Place }>(
    sql`
    select json_build_object('code', p.code, 'name', p.name, 'nameEn', p.name_en, 'timeZone', p.time_zone,
      'referenceDate', p.reference_date, 'mapApprovalNumber', p.map_approval_number, 'organisation', p.organisation,
      'attribution', p.attribution, 'extent', p.extent, 'workingCrs', p.working_crs,
      'years', coalesce((select json_agg(y.year order by y.year desc) from (select distinct year from project_year) y), '[]'),
      'rules', p.rules) as place
    from place p`,
    { signal },
  );
  return row?.place;
}

/** Whether the viewer can meet illustrative rows: then every screen, print and export bears the mark 示例数据. */
export async function hasIllustrativeRows(
  database: Database,
  viewer: Viewer,
  signal?: AbortSignal,
): Promise<boolean> {
  const [row] = await database.query<{ found: boolean }>(
    sql`
    select exists (select from project p where p.illustrative and ${visibleTo(viewer, 'p')})
        or exists (select from zone p where p.illustrative and ${visibleTo(viewer, 'p')})
        or exists (select from parcel p where p.illustrative and ${visibleTo(viewer, 'p')})
        or exists (select from corridor p where p.illustrative and ${visibleTo(viewer, 'p')})
        or exists (select from facility p where p.illustrative and ${visibleTo(viewer, 'p')})
        or exists (select from constraint_area p where p.illustrative and ${visibleTo(viewer, 'p')})
        or exists (select from district p where p.illustrative and ${visibleTo(viewer, 'p')}) as found`,
    { signal },
  );
  return row?.found ?? false;
}
