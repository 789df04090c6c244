/** What a dossier says of each project beside the project book, and which projects lie along a corridor. */
import sql from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import { visibleTo } from '../viewer.ts';
import { withKnown } from './listing.ts';
import type { Scope } from './listing.ts';
import type { Named } from './project-book.ts';

export interface DossierPerson {
  readonly name: string;
  readonly nameEn: string | null;
  readonly position: string | null;
  /** `null` for the public. */
  readonly phone: string | null;
}

/** Who answers for a project, and where its row comes from. */
export interface DossierDetails {
  readonly fid: number;
  /** The responsible person, else the leading official, else the contact. */
  readonly person: DossierPerson | null;
  readonly source: string;
}

/** The details of the given projects that the viewer may see, by fid. */
export async function dossierDetails(
  database: Database,
  scope: Omit<Scope, 'year'> & {
    readonly fids: readonly number[];
    readonly signal?: AbortSignal | undefined;
  },
): Promise<ReadonlyMap<number, DossierDetails>> {
  const { viewer, fids, signal } = scope;
  // The public gets no numbers of people in a file that travels.
  const phone = viewer.kind === 'operator' ? sql`n.phone` : sql`null::text`;
  const rows = await database.query<{ item: DossierDetails }>(
    sql`
    ${withKnown(scope)}
    select json_build_object('fid', p.fid, 'source', p.source,
      'person', (select json_build_object('name', n.name, 'nameEn', n.name_en, 'position', n.position, 'phone', ${phone})
        from project_person pp join person n on n.fid = pp.person_fid where pp.project_fid = p.fid
        order by array_position('{responsible,leading_official,contact}'::text[], pp.role), n.code::text collate "C" limit 1)
    ) as item
    from project p
    where p.fid = any(${[...fids]}::integer[]) and p.parent_fid is null and ${visibleTo(viewer, 'p')}`,
    { signal, timeoutMs: 20_000 },
  );
  return new Map(rows.map(({ item }) => [item.fid, item]));
}

/** Half a degree is more than any distance asked for; it keeps the exact measure to what can be near. */
const degreesAround = 0.5;

/**
 * A corridor that the viewer may see, and the projects whose place, or a visible site's, lies within a distance of it
 * (metres on the ellipsoid). `undefined` when there is no such corridor.
 */
export async function projectsAlong(
  database: Database,
  {
    viewer,
    code,
    metres,
    signal,
  }: {
    readonly viewer: Scope['viewer'];
    readonly code: string;
    readonly metres: number;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<{ readonly corridor: Named; readonly fids: readonly number[] } | undefined> {
  const [row] = await database.query<{ corridor: Named; fids: number[] }>(
    sql`
    select json_build_object('code', k.code, 'name', k.name, 'nameEn', k.name_en) as corridor,
      coalesce((select json_agg(distinct coalesce(p.parent_fid, p.fid)) from project p
        where p.geom && ST_Expand(k.geom, ${degreesAround}::float8) and ${visibleTo(viewer, 'p')}
          and ST_DWithin(p.geom::geography, k.geom::geography, ${metres}::float8)), '[]') as fids
    from corridor k where k.code = ${code}::text and ${visibleTo(viewer, 'k')}`,
    { signal, timeoutMs: 20_000 },
  );
  return row;
}

/** Names of the given zones that the viewer may see. */
export async function zoneNames(
  database: Database,
  viewer: Scope['viewer'],
  codes: readonly string[],
  signal?: AbortSignal,
): Promise<readonly Named[]> {
  const rows = await database.query<{ item: Named }>(
    sql`
    select json_build_object('code', z.code, 'name', z.name, 'nameEn', z.name_en) as item
    from zone z where z.code = any(${[...codes]}::text[]) and ${visibleTo(viewer, 'z')}`,
    { signal },
  );
  return rows.map(({ item }) => item);
}
