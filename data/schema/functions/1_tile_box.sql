-- What the layers share. Each is one expression, so that PostgreSQL puts it into the query and plans through it.

-- Side of one tile unit (1/4096 of the tile) in units of EPSG:3857; a pixel on screen is 8 of them.
CREATE OR REPLACE FUNCTION tile_unit(bbox geometry) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (ST_XMax(bbox) - ST_XMin(bbox)) / 4096
$$;

-- The tile with its margin of 64 units, within which a feature belongs to the tile.
CREATE OR REPLACE FUNCTION tile_margin(bbox geometry) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ST_Expand(bbox, 64 * (ST_XMax(bbox) - ST_XMin(bbox)) / 4096)
$$;

-- Without the points that nobody sees: 2 units are a quarter of a pixel. Needs no GEOS, so it raises nothing.
CREATE OR REPLACE FUNCTION generalise(shape geometry, bbox geometry) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ST_Simplify(shape, 2 * (ST_XMax(bbox) - ST_XMin(bbox)) / 4096, true)
$$;

-- Larger than half a pixel in one direction.
CREATE OR REPLACE FUNCTION large_enough(shape geometry, bbox geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT greatest(ST_XMax(shape) - ST_XMin(shape), ST_YMax(shape) - ST_YMin(shape))
         >= 4 * (ST_XMax(bbox) - ST_XMin(bbox)) / 4096
$$;

-- Who sees a row on the map: the operator every one, anybody else the published ones that are not secret.
CREATE OR REPLACE FUNCTION row_visible(published boolean, secrecy text, viewer text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT viewer = 'operator' OR (published AND secrecy = 'public')
$$;

-- The effect of a constraint's kind: data/vocabulary/constraint.ts says it, a test holds the two equal.
CREATE OR REPLACE FUNCTION constraint_effect(kind text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN kind IN ('ecological_redline', 'basic_farmland', 'nature_reserve', 'water_source') THEN 'prohibits'
    WHEN kind = 'urban_boundary' THEN 'must_be_inside'
    ELSE 'restricts' END
$$;
