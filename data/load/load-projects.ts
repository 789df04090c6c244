import sql from 'sql-template-tag';
import type { Transaction } from '../db.ts';
import { searchForm } from '../filter.ts';
import { insertRows } from './insert-rows.ts';
import type { KnownCodes } from './known-codes.ts';
import { sortKey } from './sort-key.ts';
import type { Project } from '../sources/projects.ts';

/**
 * Writes projects with all that hangs on them, moment by moment: each row and each event when it was recorded, so
 * that the change table answers what was known at a date.
 * @param moment when rows count as recorded that do not say so.
 */
export async function loadProjects(
  tx: Transaction,
  file: string,
  projects: readonly Project[],
  { codes, moment }: { codes: KnownCodes; moment: string },
): Promise<void> {
  const recordedAt = (project: Project) => instant(project.recorded_at ?? moment);
  const events = projects.flatMap((project) =>
    project.events.map((event) => ({
      ...event,
      code: project.code,
      recorded_at: instant(event.recorded_at),
    })),
  );
  const moments = [
    ...new Set([...projects.map(recordedAt), ...events.map((event) => event.recorded_at)]),
  ].sort();
  for (const now of moments) {
    await tx.query(sql`select set_config('groundwork.recorded_at', ${now}, true)`);
    const fresh = projects.filter((project) => recordedAt(project) === now);
    await insertProjects(
      tx,
      file,
      fresh.filter(({ parent }) => parent === null),
      codes,
    );
    await insertProjects(
      tx,
      file,
      fresh.filter(({ parent }) => parent !== null),
      codes,
    );
    await insertParts(tx, file, fresh, codes);
    await insertRows(
      tx,
      file,
      'project_event',
      {
        project_fid: 'integer',
        status: 'text',
        effective_on: 'date',
        reason: 'text',
        note: 'text',
        source: 'text',
      },
      events
        .filter((event) => event.recorded_at === now)
        .map((event) => ({ ...event, project_fid: codes.fid(file, 'project', event.code) })),
    );
  }
}

/** One form for one instant, so that they sort as text. */
function instant(text: string): string {
  return new Date(text).toISOString();
}

async function insertProjects(tx: Transaction, file: string, rows: readonly Project[], codes: KnownCodes) {
  const inserted = await insertRows(
    tx,
    file,
    'project',
    {
      code: 'text',
      national_code: 'text',
      parent_fid: 'integer',
      name: 'text',
      name_en: 'text',
      sort_key: 'text',
      search_text: 'text',
      content: 'text',
      company_fid: 'integer',
      category: 'text',
      tier: 'text',
      plan_labels: 'text[]',
      financing: 'text[]',
      status: 'text',
      reporting_area_fid: 'integer',
      zone_fid: 'integer',
      linear: 'boolean',
      total_investment: 'numeric',
      investment_estimate: 'numeric',
      investment_budget: 'numeric',
      investment_final: 'numeric',
      deadline: 'date',
      completion_standard: 'text',
      location_quality: 'text',
      published: 'boolean',
      illustrative: 'boolean',
      source: 'text',
      data_as_of: 'date',
      geom: 'geometry',
    },
    rows.map((row) => ({
      ...row,
      sort_key: sortKey(row.name),
      search_text: searchForm([row.name, row.name_en, row.code, row.national_code].filter(Boolean).join(' ')),
      // As the first event says; later ones move it by the trigger.
      status: row.events[0]?.status,
      parent_fid: codes.fid(file, 'project', row.parent),
      company_fid: codes.fid(file, 'company', row.company),
      reporting_area_fid: codes.fid(file, 'reporting_area', row.reporting_area),
      zone_fid: codes.fid(file, 'zone', row.zone),
      geom: row.geometry,
    })),
  );
  codes.add('project', inserted);
}

/** Districts, units, persons and years of projects that are in the table already. */
async function insertParts(tx: Transaction, file: string, rows: readonly Project[], codes: KnownCodes) {
  const withFid = rows.map((row) => ({ ...row, project_fid: codes.fid(file, 'project', row.code) }));
  const fidOf = (noun: Parameters<KnownCodes['fid']>[1], code: string) => codes.fid(file, noun, code);
  await insertRows(
    tx,
    file,
    'project_district',
    { project_fid: 'integer', district_fid: 'integer', share: 'numeric' },
    withFid.flatMap(({ project_fid, districts }) =>
      districts.map(({ code, share }) => ({ project_fid, district_fid: fidOf('district', code), share })),
    ),
  );
  await insertRows(
    tx,
    file,
    'project_unit',
    { project_fid: 'integer', unit_fid: 'integer', role: 'text', phase: 'text' },
    withFid.flatMap(({ project_fid, units }) =>
      units.map(({ unit, role, phase }) => ({ project_fid, unit_fid: fidOf('unit', unit), role, phase })),
    ),
  );
  await insertRows(
    tx,
    file,
    'project_person',
    { project_fid: 'integer', person_fid: 'integer', role: 'text' },
    withFid.flatMap(({ project_fid, persons }) =>
      persons.map(({ person, role }) => ({ project_fid, person_fid: fidOf('person', person), role })),
    ),
  );
  await insertRows(
    tx,
    file,
    'project_year',
    {
      project_fid: 'integer',
      year: 'integer',
      annual_class: 'text',
      completes_this_year: 'boolean',
      batch: 'integer',
    },
    withFid.flatMap(({ project_fid, years }) => years.map((year) => ({ ...year, project_fid }))),
  );
}
