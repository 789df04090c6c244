import sql from 'sql-template-tag';
import { expect, it } from 'vitest';
import { vocabulary } from '../../data/vocabulary/index.ts';
import type { VocabularyName } from '../../data/vocabulary/index.ts';
import { forBothDatabases } from '../support/database.ts';

/** Which code list a column's CHECK must repeat. */
const columns: Readonly<Record<string, VocabularyName>> = {
  'district.level': 'districtLevel',
  'unit.kind': 'unitKind',
  'zone.kind': 'zoneKind',
  'corridor.kind': 'corridorKind',
  'corridor.status': 'corridorStatus',
  'facility.kind': 'facilityKind',
  'parcel.land_use': 'landUse',
  'parcel.industrial_grade': 'industrialGrade',
  'parcel.land_code_system': 'landCodeSystem',
  'parcel.delivery': 'delivery',
  'parcel.supply': 'supply',
  'constraint_area.kind': 'constraintKind',
  'project.category': 'projectCategory',
  'project.tier': 'projectTier',
  'project.status': 'projectStatus',
  'project.plan_labels': 'planLabel',
  'project.financing': 'financing',
  'project.location_quality': 'locationQuality',
  'project_unit.role': 'unitRole',
  'project_unit.phase': 'projectPhase',
  'project_person.role': 'personRole',
  'project_year.annual_class': 'annualClass',
  'project_event.status': 'projectStatus',
  'project_event.reason': 'suspensionReason',
  'project_stage.stage': 'projectStage',
  'approval_item.stage': 'projectStage',
  'light_exception.rule': 'liftableRule',
  'issue.kind': 'issueKind',
  'issue_transition.state': 'issueState',
  'import.noun': 'layer',
  'import.state': 'importState',
  'import_row.state': 'importRowState',
  'job.state': 'jobState',
};
/** The mark of secrecy is the same in every layer. */
const layers = ['district', 'zone', 'corridor', 'facility', 'parcel', 'constraint_area', 'project'];

interface Check {
  column: string;
  definition: string;
}

/** Codes in a CHECK as PostgreSQL prints it: `ANY (ARRAY['a'::text, …])` or `<@ '{a,b}'::text[]`. */
function codesIn(definition: string): string[] {
  const array = /'\{([^}]*)\}'::text\[\]/.exec(definition);
  if (array?.[1]) return array[1].split(',');
  return [...definition.matchAll(/'([a-z0-9_]+)'::text/g)].map((match) => match[1] ?? '');
}

forBothDatabases('the code lists in the database', (database) => {
  it('are those of the vocabulary, and no column of codes is missing here', async () => {
    const checks = await database().query<Check>(sql`
      SELECT r.relname || '.' || a.attname AS column, pg_get_constraintdef(c.oid) AS definition
      FROM pg_constraint c
      JOIN pg_class r ON r.oid = c.conrelid
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      WHERE c.contype = 'c' AND cardinality(c.conkey) = 1 AND r.relnamespace = 'public'::regnamespace
        AND (pg_get_constraintdef(c.oid) LIKE '%ANY (ARRAY[%' OR pg_get_constraintdef(c.oid) LIKE '%<@%')
      ORDER BY 1`);
    const found = Object.fromEntries(
      checks.map(({ column, definition }) => [column, codesIn(definition).toSorted()]),
    );
    const expected = Object.fromEntries([
      ...Object.entries(columns).map(([column, list]) => [column, [...vocabulary[list].codes].toSorted()]),
      ...layers.map((layer) => [`${layer}.secrecy`, [...vocabulary.secrecy.codes].toSorted()]),
    ]) as Record<string, string[]>;
    // The kind of geometry of a project is no vocabulary.
    delete found['project.geom'];
    expect(found).toEqual(expected);
  });
});
