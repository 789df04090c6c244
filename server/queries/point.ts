/** The point that stands for a thing in lists: the one at which the map draws its symbol and its label. */
import sql, { type Sql } from 'sql-template-tag';

/** A join that adds `point.geom` (degrees) to the rows `p` of any table with `geom_3857`. */
export const joinPoint: Sql = sql`
  left join lateral (select ST_Transform(representative_point(p.geom_3857), 4326) as geom) point on true`;

/** The same for projects: the place of its own, else of its first visible site. */
export function joinPointOfProject(visibleSite: Sql): Sql {
  return sql`
    left join lateral (
      select ST_Transform(c.point_3857, 4326) as geom from project c
      where (c.fid = p.fid or (c.parent_fid = p.fid and ${visibleSite})) and c.geom is not null
      order by (c.fid = p.fid) desc, c.code::text collate "C" limit 1
    ) point on true`;
}

/** The same in one pass over all projects, for statements that answer for all of them. */
export function joinPointsOfProjects(visibleSite: Sql): Sql {
  return sql`
    left join (
      select distinct on (coalesce(c.parent_fid, c.fid)) coalesce(c.parent_fid, c.fid) as project_fid,
             ST_Transform(c.point_3857, 4326) as geom
      from project c where c.geom is not null and (c.parent_fid is null or ${visibleSite})
      order by coalesce(c.parent_fid, c.fid), (c.parent_fid is null) desc, c.code::text collate "C"
    ) point on point.project_fid = p.fid`;
}

/** JSON of the extent of the rows `p`: west, south, east, north to a millionth of a degree (0.1 m); NULL without a place. */
export const boxJson: Sql = sql`case when p.west is not null then json_build_array(
  round(p.west::numeric, 6), round(p.south::numeric, 6), round(p.east::numeric, 6), round(p.north::numeric, 6)) end`;

/** JSON of the joined `point.geom`: longitude, latitude; NULL without a place. */
export const pointJson: Sql = sql`case when point.geom is not null
  then json_build_array(round(ST_X(point.geom)::numeric, 6), round(ST_Y(point.geom)::numeric, 6)) end`;
