-- Some rows of a file, spread over it, in its own coordinates: where they lie is looked at before the file is taken in.
-- Unlogged: after a crash the file is read again.
CREATE UNLOGGED TABLE import_sample (
  import_id text NOT NULL REFERENCES import ON DELETE CASCADE,
  row integer NOT NULL,                       -- place in the file's layer or sheet, from 1
  given jsonb NOT NULL,                       -- column of the file → value as it stood there, long texts left out
  geometry jsonb,                             -- GeoJSON in the file's coordinates, thinned
  PRIMARY KEY (import_id, row)
);
