-- Constraint areas with their effect on a site.
DROP FUNCTION IF EXISTS layer_constraint(geometry, integer, text);
CREATE FUNCTION layer_constraint(bbox geometry, zoom integer, viewer text)
RETURNS TABLE (fid integer, geom geometry, code text, name text, name_en text, kind text, effect text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 AS $$
  SELECT c.fid, tile_geometry(generalise(c.geom_3857, bbox), bbox), c.code::text, c.name, c.name_en, c.kind,
         constraint_effect(c.kind)
  FROM constraint_area c
  WHERE c.geom_3857 && tile_margin(bbox) AND large_enough(c.geom_3857, bbox)
    AND row_visible(c.published, c.secrecy, viewer)
  ORDER BY c.fid
$$;
