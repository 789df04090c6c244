-- A geometry of EPSG:3857 in the coordinates of a tile: 4096 units a side, y downwards, 64 units of margin.
-- NULL when nothing of it is left. The embedded database has no ST_AsMVTGeom: these are its steps, in its order.
-- GEOS sees valid polygons on whole numbers only, since its exceptions would be swallowed here.
CREATE OR REPLACE FUNCTION tile_geometry(shape geometry, bbox geometry) RETURNS geometry
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  unit CONSTANT double precision := tile_unit(bbox);
  frame CONSTANT geometry := ST_MakeEnvelope(-64, -64, 4160, 4160);
  dimension CONSTANT integer := ST_Dimension(shape);
  drawn geometry := ST_SetSRID(shape, 0);
BEGIN
  IF dimension > 0 THEN
    drawn := ST_Simplify(ST_RemoveRepeatedPoints(drawn, unit / 2), unit / 2, false);
  END IF;
  drawn := ST_SnapToGrid(
    ST_Affine(drawn, 1 / unit, 0, 0, -1 / unit, -ST_XMin(bbox) / unit, ST_YMax(bbox) / unit), 1);
  IF drawn IS NULL OR ST_IsEmpty(drawn) OR NOT drawn && frame THEN
    RETURN NULL;
  END IF;
  IF dimension = 0 THEN
    RETURN drawn;
  END IF;
  IF dimension = 2 THEN
    drawn := ST_CollectionExtract(ST_MakeValid(drawn), 3);
  END IF;
  IF NOT drawn @ frame THEN
    drawn := ST_CollectionExtract(ST_ClipByBox2D(drawn, frame::box2d), dimension + 1);
  END IF;
  -- Where edges cross, MakeValid puts points between the whole numbers.
  drawn := ST_SnapToGrid(drawn, 1);
  IF drawn IS NULL OR ST_IsEmpty(drawn) THEN
    RETURN NULL;
  END IF;
  -- The tile format wants outer rings whose signed area is positive.
  RETURN CASE dimension WHEN 2 THEN ST_ForcePolygonCCW(drawn) ELSE drawn END;
END $$;
