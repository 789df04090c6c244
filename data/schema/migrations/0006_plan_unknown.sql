-- A real project whose annual plan no source gives is listed without one (NULL): nothing is invented for it.
ALTER TABLE project_year ALTER COLUMN planned_investment DROP NOT NULL;
