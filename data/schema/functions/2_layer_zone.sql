-- Zones. part: 'planned' = outline of the plan, 'built' = built-up part, 'label' = where the name stands.
DROP FUNCTION IF EXISTS layer_zone(geometry, integer, text);
CREATE FUNCTION layer_zone(bbox geometry, zoom integer, viewer text)
RETURNS TABLE (fid integer, geom geometry, code text, name text, name_en text, kind text, part text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 50 AS $$
  SELECT drawn.fid, tile_geometry(drawn.shape, bbox), drawn.code, drawn.name, drawn.name_en, drawn.kind, drawn.part
  FROM (
    SELECT z.fid, z.code::text, z.name, z.name_en, z.kind, part.part, part.shape
    FROM zone z
    CROSS JOIN LATERAL (VALUES
      ('planned', generalise(z.geom_3857, bbox)),
      ('built', generalise(z.built_geom_3857, bbox)),
      ('label', z.point_3857)) AS part (part, shape)
    WHERE z.geom_3857 && tile_margin(bbox) AND row_visible(z.published, z.secrecy, viewer)
  ) drawn
  WHERE drawn.shape && tile_margin(bbox)
  ORDER BY drawn.fid, drawn.part
$$;
