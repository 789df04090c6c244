/** Photos of a project's sites: the list, the one behind a file name, a new one. */
import sql, { type Sql } from 'sql-template-tag';
import type { Database, Transaction } from '../../data/db.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';

export interface PhotoRow {
  /** Hashes of the files. */
  readonly file: string;
  readonly thumbnail: string;
  readonly takenOn: string;
  readonly caption: string | null;
  readonly width: number;
  readonly height: number;
  readonly published: boolean;
}

/** The condition under which a viewer sees photo `s` of project `p`. */
const seen = (viewer: Viewer): Sql =>
  viewer.kind === 'operator' ? sql`true` : sql`(s.published and ${visibleTo(viewer, 'p')})`;

const photoJson = sql`json_build_object('file', s.file, 'thumbnail', s.thumbnail, 'takenOn', s.taken_on,
  'caption', s.caption, 'width', s.width, 'height', s.height, 'published', s.published)`;

/** A project's fid by its code, or `undefined` when the viewer knows of none. */
export async function projectFid(
  on: Pick<Database | Transaction, 'query'>,
  { viewer, code }: { readonly viewer: Viewer; readonly code: string },
): Promise<number | undefined> {
  const [row] = await on.query<{ fid: number }>(
    sql`select p.fid from project p where p.code = ${code}::text and ${visibleTo(viewer, 'p')}`,
  );
  return row?.fid;
}

/** The photos of a project that the viewer may see, newest first. */
export async function photosOf(
  on: Pick<Database | Transaction, 'query'>,
  { viewer, fid }: { readonly viewer: Viewer; readonly fid: number },
): Promise<PhotoRow[]> {
  const rows = await on.query<{ photo: PhotoRow }>(sql`
    select ${photoJson} as photo from site_photo s join project p on p.fid = s.project_fid
    where s.project_fid = ${fid}::integer and ${seen(viewer)}
    order by s.taken_on desc, s.fid desc`);
  return rows.map(({ photo }) => photo);
}

/** Whether the viewer may see a file: some photo that he sees has it, as itself or as its thumbnail. */
export async function maySeeFile(
  on: Pick<Database, 'query'>,
  asked: { readonly viewer: Viewer; readonly hash: string; readonly as: 'file' | 'thumbnail' },
): Promise<boolean> {
  const column = asked.as === 'file' ? sql`s.file` : sql`s.thumbnail`;
  const rows = await on.query(sql`
    select from site_photo s join project p on p.fid = s.project_fid
    where ${column} = ${asked.hash}::text and ${seen(asked.viewer)} limit 1`);
  return rows.length > 0;
}

/** Adds a photo; the same file of the same project stays the one that is there. */
export async function insertPhoto(
  tx: Transaction,
  photo: Omit<PhotoRow, 'published'> & { readonly projectFid: number; readonly source: string },
): Promise<void> {
  await tx.query(sql`
    insert into site_photo (project_fid, taken_on, caption, file, thumbnail, width, height, source)
    values (${photo.projectFid}::integer, ${photo.takenOn}::date, ${photo.caption}::text, ${photo.file}::text,
      ${photo.thumbnail}::text, ${photo.width}::integer, ${photo.height}::integer, ${photo.source}::text)
    on conflict (project_fid, file) do nothing`);
}
