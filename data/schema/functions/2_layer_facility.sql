-- Facilities: points, from zoom 8.
DROP FUNCTION IF EXISTS layer_facility(geometry, integer, text);
CREATE FUNCTION layer_facility(bbox geometry, zoom integer, viewer text)
RETURNS TABLE (fid integer, geom geometry, code text, name text, name_en text, kind text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 AS $$
  SELECT f.fid, tile_geometry(f.geom_3857, bbox), f.code::text, f.name, f.name_en, f.kind
  FROM facility f
  WHERE f.geom_3857 && tile_margin(bbox) AND zoom >= 8 AND row_visible(f.published, f.secrecy, viewer)
  ORDER BY f.fid
$$;
