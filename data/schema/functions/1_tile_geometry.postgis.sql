-- A geometry of EPSG:3857 in the coordinates of a tile: 4096 units a side, y downwards, 64 units of margin.
-- NULL when nothing of it is left. The embedded database has a body of its own.
CREATE OR REPLACE FUNCTION tile_geometry(shape geometry, bbox geometry) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ST_AsMVTGeom(shape, bbox::box2d, 4096, 64, true)
$$;
