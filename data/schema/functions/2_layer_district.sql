-- Districts. part: 'area'; 'label' = where the name stands.
DROP FUNCTION IF EXISTS layer_district(geometry, integer, text);
CREATE FUNCTION layer_district(bbox geometry, zoom integer, viewer text)
RETURNS TABLE (fid integer, geom geometry, code text, name text, name_en text, part text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 AS $$
  SELECT drawn.fid, tile_geometry(drawn.shape, bbox), drawn.code, drawn.name, drawn.name_en, drawn.part
  FROM (
    SELECT d.fid, d.code::text, d.name, d.name_en, part.part, part.shape
    FROM district d
    CROSS JOIN LATERAL (VALUES
      ('area', generalise(d.geom_3857, bbox)),
      ('label', d.point_3857)) AS part (part, shape)
    WHERE d.geom_3857 && tile_margin(bbox) AND row_visible(d.published, d.secrecy, viewer)
  ) drawn
  WHERE drawn.shape && tile_margin(bbox)
  ORDER BY drawn.fid, drawn.part
$$;
