/** What the search shows of a thing, by noun: one SELECT for each over the found row `h` (noun, fid). */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { SearchNoun } from '../../data/vocabulary/search.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';
import { codeOf } from './page.ts';

interface Shown {
  /** SQL of the kind that its sign tells, of the district it lies in, and of its extent as four columns. */
  readonly kind: Sql;
  readonly district: (viewer: Viewer) => Sql;
  readonly extent: (viewer: Viewer) => Sql;
  /** Whether the viewer may see the row `p`. */
  readonly visible: (viewer: Viewer) => Sql;
}

const nowhere = () => sql`null::text`;
const ofRow = () => sql`p.west, p.south, p.east, p.north`;
const bySecrecy = (viewer: Viewer) => visibleTo(viewer, 'p');
const everyone = () => sql`true`;

const shown: Readonly<Record<SearchNoun, Shown>> = {
  project: {
    kind: sql`p.status`,
    district: (viewer) => sql`(select d.code from project_district s join district d on d.fid = s.district_fid
      where s.project_fid = p.fid and ${visibleTo(viewer, 'd')} order by s.share desc, d.code::text collate "C" limit 1)`,
    // A package is where its sites are, as far as the viewer may know.
    extent: (viewer) => sql`(select array[min(c.west), min(c.south), max(c.east), max(c.north)] from project c
      where c.geom is not null and (c.fid = p.fid or (c.parent_fid = p.fid and ${visibleTo(viewer, 'c')})))`,
    visible: bySecrecy,
  },
  district: { kind: sql`p.level`, district: nowhere, extent: ofRow, visible: bySecrecy },
  zone: {
    kind: sql`p.kind`,
    district: (viewer) => codeOf('district', viewer),
    extent: ofRow,
    visible: bySecrecy,
  },
  parcel: {
    kind: sql`p.land_use`,
    district: (viewer) => codeOf('district', viewer),
    extent: ofRow,
    visible: bySecrecy,
  },
  corridor: { kind: sql`p.kind`, district: nowhere, extent: ofRow, visible: bySecrecy },
  facility: { kind: sql`p.kind`, district: nowhere, extent: ofRow, visible: bySecrecy },
  place_name: {
    kind: sql`p.kind`,
    district: (viewer) => codeOf('district', viewer),
    extent: () => sql`ST_X(p.geom), ST_Y(p.geom), ST_X(p.geom), ST_Y(p.geom)`,
    visible: everyone,
  },
  company: {
    kind: sql`null::text`,
    district: nowhere,
    extent: () => sql`null::float8, null::float8, null::float8, null::float8`,
    visible: everyone,
  },
};

/** SQL of one row (code, name, nameEn, kind, district, extent) for the found row `h`, or none that the viewer may see. */
export function searchItem(viewer: Viewer): Sql {
  const selects = Object.entries(shown).map(([noun, { kind, district, extent, visible }]) => {
    const corners = noun === 'project' ? extent(viewer) : sql`array[${extent(viewer)}]`;
    return sql`select p.code::text as code, p.name, p.name_en as "nameEn", ${kind} as kind,
        (${district(viewer)})::text as district, ${rounded(corners)} as extent
      from ${raw(noun)} p where h.noun = ${noun}::text and p.fid = h.fid and ${visible(viewer)}`;
  });
  return join(selects, ' union all ');
}

/** JSON of the corners to a millionth of a degree (0.1 m); NULL without a place. */
function rounded(corners: Sql): Sql {
  return sql`(select case when box.corner[1] is not null then (select json_agg(round(c::numeric, 6) order by n)
      from unnest(box.corner) with ordinality u(c, n)) end
    from (select ${corners} as corner) box)`;
}
