-- Where a thing's symbol and label stand: computed once when it is written, so that the map, the list and every zoom
-- agree on one point. The bodies are parsed here (no text), so that a restore with an empty search path computes them.

-- The longest connected part of a line.
CREATE FUNCTION main_line(line geometry) RETURNS geometry LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (SELECT part.geom FROM ST_Dump(ST_LineMerge(line)) part ORDER BY ST_Length(part.geom) DESC, part.path LIMIT 1);

-- The largest polygon of an area.
CREATE FUNCTION main_area(area geometry) RETURNS geometry LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (SELECT part.geom FROM ST_Dump(area) part ORDER BY ST_Area(part.geom) DESC, part.path LIMIT 1);

-- A point itself, the middle of a line, the centroid of an area or, when that lies outside, some point inside.
CREATE FUNCTION representative_point(shape geometry) RETURNS geometry LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE ST_Dimension(shape)
    WHEN 1 THEN ST_LineInterpolatePoint(main_line(shape), 0.5)
    WHEN 2 THEN CASE WHEN ST_Contains(main_area(shape), ST_Centroid(main_area(shape)))
                     THEN ST_Centroid(main_area(shape)) ELSE ST_PointOnSurface(main_area(shape)) END
    ELSE shape END;

-- Degrees by which a text along a line at its representative point is turned clockwise, -89 to 90, so that it is never
-- upside down. Taken over 3 km (units of EPSG:3857) around the point: closer, a small bend would tilt the whole name.
CREATE FUNCTION line_angle(line geometry) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (
    SELECT CASE WHEN turn.degrees > 90 THEN turn.degrees - 180 ELSE turn.degrees END
    FROM (
      SELECT (round(degrees(coalesce(ST_Azimuth(
               ST_LineInterpolatePoint(main.line, 0.5 - main.half), ST_LineInterpolatePoint(main.line, 0.5 + main.half)),
               pi() / 2)))::integer + 90) % 180 AS degrees
      FROM (SELECT longest.line, least(0.5, 1500 / ST_Length(longest.line)) AS half
            FROM (SELECT main_line(line) AS line) longest) main
    ) turn);

ALTER TABLE district
  ADD COLUMN point_3857 geometry(Point, 3857) GENERATED ALWAYS AS (representative_point(ST_Transform(geom, 3857))) STORED;

ALTER TABLE zone
  ADD COLUMN point_3857 geometry(Point, 3857) GENERATED ALWAYS AS (representative_point(ST_Transform(geom, 3857))) STORED,
  ADD COLUMN built_geom_3857 geometry(MultiPolygon, 3857) GENERATED ALWAYS AS (ST_Transform(built_geom, 3857)) STORED;

ALTER TABLE corridor
  ADD COLUMN point_3857 geometry(Point, 3857) GENERATED ALWAYS AS (representative_point(ST_Transform(geom, 3857))) STORED,
  ADD COLUMN label_angle integer GENERATED ALWAYS AS (line_angle(ST_Transform(geom, 3857))) STORED;

ALTER TABLE project
  ADD COLUMN point_3857 geometry(Point, 3857) GENERATED ALWAYS AS (representative_point(ST_Transform(geom, 3857))) STORED;
CREATE INDEX project_point_3857 ON project USING gist (point_3857);

CREATE OR REPLACE FUNCTION row_facts(record jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT record - '{geom_3857,point_3857,built_geom_3857,label_angle,west,south,east,north,area_m2}'::text[]
$$;
