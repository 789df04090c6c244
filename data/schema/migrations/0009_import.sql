-- Files that were taken in: what was read in them, what was asked, what the dry run found, what was written and undone.

-- Long work: one row each, run by whichever server takes it, with progress and a way to stop it.
CREATE TABLE job (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,                         -- which work: import_read, import_check, import_apply, import_undo
  subject text NOT NULL,                      -- what it works on: the id of an import
  actor text NOT NULL,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  done bigint NOT NULL DEFAULT 0,             -- how far, in the work's own unit (rows)
  total bigint,                               -- NULL = not known
  cancel_requested boolean NOT NULL DEFAULT false,
  problem jsonb,                              -- why it failed: {kind, zh, en}
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  alive_at timestamptz,                       -- moved while a server works on it; one that stands still was left behind
  finished_at timestamptz
);
CREATE INDEX job_open ON job (id) WHERE state IN ('queued', 'running');
CREATE INDEX job_of_subject ON job (subject, id);

CREATE TABLE import (
  id text PRIMARY KEY CHECK (id ~ '^[a-z0-9]{12}$'),
  noun text NOT NULL CHECK (noun IN ('project', 'zone', 'corridor', 'parcel', 'facility', 'constraint', 'district')),
  file_name text NOT NULL,                    -- as given: shown escaped, never used as a path
  file_hash text NOT NULL CHECK (file_hash ~ '^[0-9a-f]{64}$'),  -- the original in the file store
  file_bytes bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('reading', 'asks', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone',
    'failed', 'cancelled')),
  reading jsonb,                              -- format, encoding, layers, columns with samples, proposals
  settings jsonb,                             -- what the person chose
  summary jsonb,                              -- counts and warnings of the dry run
  problem jsonb,                              -- why it failed: {kind, zh, en}
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL,
  applied_at timestamptz,
  transaction_id bigint,                      -- of the writing transaction, as the change table has it
  undone_at timestamptz
);
CREATE INDEX import_by_time ON import (created_at);

-- What the dry run made of each row. Unlogged: after a crash it is made again from the file.
CREATE UNLOGGED TABLE import_row (
  import_id text NOT NULL REFERENCES import ON DELETE CASCADE,
  row integer NOT NULL,                       -- place in the file's layer or sheet, from 1
  state text NOT NULL CHECK (state IN ('new', 'changed', 'unchanged', 'refused')),
  code text,
  name text,
  target_fid integer,                         -- the row that it changes
  given jsonb NOT NULL,                       -- column of the file → value as it stood there
  facts jsonb,                                -- field → value as it would be stored
  changes jsonb,                              -- [{field, before, after}]
  reasons jsonb,                              -- [{field, value, zh, en}] of a refused row
  readings jsonb,                             -- [{field, given, value}] where the stored value is not what stood there
  repair jsonb,                               -- {zh, en, areaBefore, areaAfter} of a repaired geometry, m²
  geom geometry(Geometry, 4326),
  PRIMARY KEY (import_id, row)
);
CREATE INDEX import_row_by_state ON import_row (import_id, state, row);

-- The choices that were made for files with the same columns, proposed the next time.
CREATE TABLE import_template (
  noun text NOT NULL,
  columns_hash text NOT NULL,                 -- of the file's column names, in their order
  settings jsonb NOT NULL,
  used_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (noun, columns_hash)
);
