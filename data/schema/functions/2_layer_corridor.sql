-- Corridors. part: 'line'; 'label' = one point of the line, the same at every zoom, with the angle of the line there
-- in degrees clockwise.
DROP FUNCTION IF EXISTS layer_corridor(geometry, integer, text);
CREATE FUNCTION layer_corridor(bbox geometry, zoom integer, viewer text)
RETURNS TABLE (fid integer, geom geometry, code text, name text, name_en text, kind text, status text, part text,
               angle integer)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 50 AS $$
  SELECT drawn.fid, tile_geometry(drawn.shape, bbox), drawn.code, drawn.name, drawn.name_en, drawn.kind, drawn.status,
         drawn.part, drawn.angle
  FROM (
    SELECT c.fid, c.code::text, c.name, c.name_en, c.kind, c.status, part.part, part.shape, part.angle
    FROM corridor c
    CROSS JOIN LATERAL (VALUES
      ('line', generalise(c.geom_3857, bbox), NULL),
      ('label', c.point_3857, c.label_angle)) AS part (part, shape, angle)
    WHERE c.geom_3857 && tile_margin(bbox) AND row_visible(c.published, c.secrecy, viewer)
  ) drawn
  WHERE drawn.shape && tile_margin(bbox)
  ORDER BY drawn.fid, drawn.part
$$;
