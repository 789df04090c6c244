-- What applying and undoing an import needs beside the rows of its dry run.

ALTER TABLE import
  ADD COLUMN checked_snapshot text;           -- pg_snapshot when the dry run began: what was written since is not known to it
ALTER TABLE import_row
  ADD COLUMN sort_key text,                   -- of the name: written with the row
  ADD COLUMN notes jsonb;                     -- [{zh, en}] what is to be looked at, though it is taken

-- All that one transaction wrote: for undoing it, and for telling what came after a snapshot.
CREATE INDEX change_of_transaction ON change (transaction_id);

-- The columns of a table that are kept in the change table, of the row `alias`: all but the generated ones, which
-- follow from the rest. Taken before a row becomes JSON, and geometries as text first: PostGIS's own cast to jsonb
-- gives the same, five times slower.
CREATE FUNCTION kept_columns(target oid, alias text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(CASE WHEN a.atttypid = 'geometry'::regtype
                         THEN format('ST_AsGeoJSON(%1$I.%2$I, 15, 0)::jsonb AS %2$I', alias, a.attname)
                         ELSE format('%I.%I', alias, a.attname) END, ', ' ORDER BY a.attnum)
  FROM pg_attribute a WHERE a.attrelid = target AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
$$;

CREATE OR REPLACE FUNCTION record_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  UPDATE revision SET n = n + 1 WHERE noun = TG_ARGV[1];
  -- A row that says when it was recorded keeps that moment here too. OFFSET 0: the record is made once, not for each use.
  EXECUTE format('
    INSERT INTO change (transaction_id, actor, noun, fid, code, before, after, recorded_at)
    SELECT pg_current_xact_id()::text::bigint, current_actor(), $1, r.fid, r.record ->> ''code'', NULL, r.record,
           coalesce((r.record ->> ''recorded_at'')::timestamptz, recorded_now())
    FROM (SELECT n.fid, to_jsonb(k) AS record FROM new_rows n CROSS JOIN LATERAL (SELECT %s) k OFFSET 0) r
    ORDER BY r.fid', kept_columns(TG_RELID, 'n')) USING TG_ARGV[0];
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION record_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  UPDATE revision SET n = n + 1 WHERE noun = TG_ARGV[1];
  EXECUTE format('
    INSERT INTO change (transaction_id, actor, noun, fid, code, before, after, recorded_at)
    SELECT pg_current_xact_id()::text::bigint, current_actor(), $1, r.fid, r.after ->> ''code'', r.before, r.after, recorded_now()
    FROM (SELECT n.fid, to_jsonb(b) AS before, to_jsonb(a) AS after
          FROM new_rows n JOIN old_rows o ON o.fid = n.fid
          CROSS JOIN LATERAL (SELECT %s) b CROSS JOIN LATERAL (SELECT %s) a OFFSET 0) r
    ORDER BY r.fid', kept_columns(TG_RELID, 'o'), kept_columns(TG_RELID, 'n')) USING TG_ARGV[0];
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION record_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  UPDATE revision SET n = n + 1 WHERE noun = TG_ARGV[1];
  EXECUTE format('
    INSERT INTO change (transaction_id, actor, noun, fid, code, before, after, recorded_at)
    SELECT pg_current_xact_id()::text::bigint, current_actor(), $1, r.fid, r.record ->> ''code'', r.record, NULL, recorded_now()
    FROM (SELECT o.fid, to_jsonb(k) AS record FROM old_rows o CROSS JOIN LATERAL (SELECT %s) k OFFSET 0) r
    ORDER BY r.fid', kept_columns(TG_RELID, 'o')) USING TG_ARGV[0];
  RETURN NULL;
END $$;

-- Tables that only take inserts let a row go in one case: an import that inserted this very row is being undone. The
-- change table lets none go, so that what was written and taken back stays told.
CREATE OR REPLACE FUNCTION refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' AND TG_TABLE_NAME <> 'change' THEN
    IF EXISTS (
      SELECT FROM import i JOIN change c ON c.transaction_id = i.transaction_id
      WHERE i.id = current_setting('groundwork.undo_import', true) AND i.undone_at IS NULL
        AND c.noun = TG_TABLE_NAME AND c.fid = OLD.fid AND c.before IS NULL
    ) THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION 'table % is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
