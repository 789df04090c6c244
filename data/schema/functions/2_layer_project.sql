-- Projects and the sites of packages, drawn in the name of the parent: its fid, code, name and status on every part.
-- Names come from zoom 7, the lowest at which a selected one is named: without them 5,000 projects take about 100 KB.
-- part: 'point' once for each place, never thinned out; 'site' = footprint, from zoom 11; 'line' = linear works.
DROP FUNCTION IF EXISTS layer_project(geometry, integer, text);
CREATE FUNCTION layer_project(bbox geometry, zoom integer, viewer text)
RETURNS TABLE (fid integer, geom geometry, code text, name text, name_en text, status text, category text, tier text,
               part text, sort integer, illustrative boolean)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 AS $$
  SELECT parent.fid, tile_geometry(drawn.shape, bbox), parent.code::text, CASE WHEN zoom >= 7 THEN parent.name END,
         CASE WHEN zoom >= 7 THEN parent.name_en END, parent.status, parent.category, parent.tier, drawn.part,
         -- By tier, then by investment (万元), up to 1,000 亿元.
         CASE parent.tier WHEN 'province_a' THEN 0 WHEN 'province_b' THEN 1 WHEN 'city' THEN 2 ELSE 3 END * 10000000
           + 9999999 - least(9999999, coalesce(parent.total_investment, 0))::integer,
         parent.illustrative
  FROM (
    SELECT p.fid, p.parent_fid, p.published, p.secrecy, 'point' AS part, p.point_3857 AS shape
    FROM project p
    WHERE p.point_3857 && tile_margin(bbox)
    UNION ALL
    SELECT p.fid, p.parent_fid, p.published, p.secrecy,
           CASE ST_Dimension(p.geom_3857) WHEN 1 THEN 'line' ELSE 'site' END, generalise(p.geom_3857, bbox)
    FROM project p
    WHERE p.geom_3857 && tile_margin(bbox)
      AND (ST_Dimension(p.geom_3857) = 1 OR (ST_Dimension(p.geom_3857) = 2 AND zoom >= 11))
  ) drawn
  JOIN project parent ON parent.fid = coalesce(drawn.parent_fid, drawn.fid)
  WHERE row_visible(drawn.published, drawn.secrecy, viewer) AND row_visible(parent.published, parent.secrecy, viewer)
  ORDER BY parent.fid, drawn.part, drawn.fid
$$;
