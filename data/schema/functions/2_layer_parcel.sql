-- Parcels. From zoom 12 each with its outline. Below, one point for each cell of a 16 × 16 grid over the tile
-- (part = 'aggregate') with the number of parcels whose box has its centre there, so that every parcel is counted in
-- exactly one tile of a zoom. An aggregate has no feature id: it is not one thing.
DROP FUNCTION IF EXISTS layer_parcel(geometry, integer, text);
CREATE FUNCTION layer_parcel(bbox geometry, zoom integer, viewer text)
RETURNS TABLE (fid integer, geom geometry, code text, name text, name_en text, land_use text, supply text, delivery text,
               area_mu double precision, part text, count integer)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 300 AS $$
  SELECT drawn.fid, drawn.geom, drawn.code, drawn.name, drawn.name_en, drawn.land_use, drawn.supply, drawn.delivery,
         round(drawn.area_m2::numeric * 3 / 2000, 1)::double precision, drawn.part, drawn.count
  FROM (
    SELECT p.fid, tile_geometry(p.geom_3857, bbox) AS geom, p.code::text, p.name, p.name_en, p.land_use, p.supply,
           p.delivery, p.area_m2, NULL AS part, NULL::integer AS count, NULL::double precision AS cell
    FROM parcel p
    WHERE p.geom_3857 && tile_margin(bbox) AND zoom >= 12 AND row_visible(p.published, p.secrecy, viewer)
    UNION ALL
    SELECT NULL, tile_geometry(ST_SetSRID(ST_MakePoint(avg(c.x), avg(c.y)), 3857), bbox), NULL, NULL, NULL, NULL, NULL,
           NULL, sum(c.area_m2), 'aggregate', count(*)::integer, c.cell
    FROM (
      SELECT m.x, m.y, m.area_m2,
             16 * floor((m.y - ST_YMin(bbox)) / (256 * tile_unit(bbox))) + floor((m.x - ST_XMin(bbox)) / (256 * tile_unit(bbox))) AS cell
      FROM (
        SELECT (ST_XMin(p.geom_3857) + ST_XMax(p.geom_3857)) / 2 AS x,
               (ST_YMin(p.geom_3857) + ST_YMax(p.geom_3857)) / 2 AS y, p.area_m2
        FROM parcel p
        WHERE p.geom_3857 && bbox AND zoom < 12 AND row_visible(p.published, p.secrecy, viewer)
      ) m
      WHERE m.x >= ST_XMin(bbox) AND m.x < ST_XMax(bbox) AND m.y >= ST_YMin(bbox) AND m.y < ST_YMax(bbox)
    ) c
    GROUP BY c.cell
  ) drawn
  ORDER BY drawn.fid, drawn.cell
$$;
