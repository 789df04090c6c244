-- The place, the append-only change table and the revisions: what every other table stands on.

CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- One database = one place. Seeded from data/demo/<place>/place.json.
CREATE TABLE place (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  code text NOT NULL,
  name text NOT NULL,
  name_en text NOT NULL,
  time_zone text NOT NULL,
  reference_date date,               -- the demo's "today"; NULL = the real one
  map_approval_number text,          -- 审图号; NULL = not yet submitted (待送审)
  organisation text,
  attribution text NOT NULL,
  extent double precision[] NOT NULL CHECK (cardinality(extent) = 4),  -- west, south, east, north
  working_crs integer[] NOT NULL,    -- EPSG codes that surveys of the place arrive in
  rules jsonb NOT NULL,              -- thresholds, calendars and their sources
  limits jsonb NOT NULL
);

-- Where this database's history began: a random epoch per database and per restore.
CREATE TABLE revision_epoch (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  epoch text NOT NULL DEFAULT substr(replace(gen_random_uuid()::text, '-', ''), 1, 12)
);
INSERT INTO revision_epoch DEFAULT VALUES;

-- A noun's revision: its row is updated in the writing transaction, so that lock order is commit order.
CREATE TABLE revision (
  noun text PRIMARY KEY,
  n bigint NOT NULL DEFAULT 0
);

-- Every write of every noun. History, undo, audit, the live feed, restore and as-of reads come from here.
CREATE TABLE change (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction_id bigint NOT NULL,
  actor text NOT NULL,
  noun text NOT NULL,
  fid integer NOT NULL,
  code text,
  before jsonb,
  after jsonb,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX change_of_one ON change (noun, fid, sequence);
CREATE INDEX change_by_time ON change (recorded_at);

CREATE FUNCTION refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON change
  FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

-- When the present transaction's facts were recorded: loads of history set groundwork.recorded_at.
CREATE FUNCTION recorded_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('groundwork.recorded_at', true), '')::timestamptz, now())
$$;
CREATE FUNCTION current_actor() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('groundwork.actor', true), ''), 'unknown')
$$;

-- What of a row is kept in the change table: all but what is computed from the rest.
CREATE FUNCTION row_facts(record jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT record - '{geom_3857,west,south,east,north,area_m2}'::text[]
$$;

-- Statement triggers: TG_ARGV[0] = noun in the change table, TG_ARGV[1] = noun whose revision moves.
CREATE FUNCTION record_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  UPDATE revision SET n = n + 1 WHERE noun = TG_ARGV[1];
  INSERT INTO change (transaction_id, actor, noun, fid, code, before, after, recorded_at)
  SELECT pg_current_xact_id()::text::bigint, current_actor(), TG_ARGV[0], n.fid, to_jsonb(n) ->> 'code',
         NULL, row_facts(to_jsonb(n)), recorded_now()
  FROM new_rows n ORDER BY n.fid;
  RETURN NULL;
END $$;

CREATE FUNCTION record_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  UPDATE revision SET n = n + 1 WHERE noun = TG_ARGV[1];
  INSERT INTO change (transaction_id, actor, noun, fid, code, before, after, recorded_at)
  SELECT pg_current_xact_id()::text::bigint, current_actor(), TG_ARGV[0], n.fid, to_jsonb(n) ->> 'code',
         row_facts(to_jsonb(o)), row_facts(to_jsonb(n)), recorded_now()
  FROM new_rows n JOIN old_rows o ON o.fid = n.fid ORDER BY n.fid;
  RETURN NULL;
END $$;

CREATE FUNCTION record_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  UPDATE revision SET n = n + 1 WHERE noun = TG_ARGV[1];
  INSERT INTO change (transaction_id, actor, noun, fid, code, before, after, recorded_at)
  SELECT pg_current_xact_id()::text::bigint, current_actor(), TG_ARGV[0], o.fid, to_jsonb(o) ->> 'code',
         row_facts(to_jsonb(o)), NULL, recorded_now()
  FROM old_rows o ORDER BY o.fid;
  RETURN NULL;
END $$;

-- Keeps the history of one table. fid never changes and rows are never truncated.
CREATE FUNCTION keep_history(target regclass, noun text, revision_noun text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO revision (noun) VALUES (revision_noun) ON CONFLICT DO NOTHING;
  EXECUTE format('CREATE TRIGGER history_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows
                  FOR EACH STATEMENT EXECUTE FUNCTION record_insert(%L, %L)', target, noun, revision_noun);
  EXECUTE format('CREATE TRIGGER history_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
                  FOR EACH STATEMENT EXECUTE FUNCTION record_update(%L, %L)', target, noun, revision_noun);
  EXECUTE format('CREATE TRIGGER history_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows
                  FOR EACH STATEMENT EXECUTE FUNCTION record_delete(%L, %L)', target, noun, revision_noun);
  EXECUTE format('CREATE TRIGGER history_truncate BEFORE TRUNCATE ON %s
                  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite()', target);
END $$;
INSERT INTO revision (noun) VALUES ('place');

-- What was known of a noun's rows at the end of a moment: the last state recorded until then.
CREATE FUNCTION facts_as_of(of_noun text, moment timestamptz) RETURNS TABLE (fid integer, code text, facts jsonb)
LANGUAGE sql STABLE AS $$
  SELECT c.fid, c.code, c.after FROM (
    SELECT DISTINCT ON (change.fid) change.fid, change.code, change.after
    FROM change
    WHERE change.noun = of_noun AND change.recorded_at <= moment
    ORDER BY change.fid, change.recorded_at DESC, change.sequence DESC
  ) c
  WHERE c.after IS NOT NULL
$$;

-- Codes, as they stand in URLs: letters, digits, dot, dash, underscore; at most 64.
CREATE DOMAIN code_text AS text CHECK (VALUE ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$');
-- Money in 万元.
CREATE DOMAIN wan AS numeric(14,2);
