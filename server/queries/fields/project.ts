/** The fields of projects, and of the sites of packages. */
import sql, { type Sql } from 'sql-template-tag';
import { visibleTo } from '../../viewer.ts';
import { codeOf } from '../page.ts';
import type { FieldScope } from './fields.ts';

/** Of the year's list of a project. */
const ofYear = (column: Sql, year: number): Sql =>
  sql`(select ${column} from project_year y where y.project_fid = p.fid and y.year = ${year}::integer)`;

/** Code of the unit that has a role; a lead unit in its phase. */
const unitOf = (role: Sql, phase: Sql = sql`null`): Sql =>
  sql`(select u.code from project_unit pu join unit u on u.fid = pu.unit_fid
    where pu.project_fid = p.fid and pu.role = ${role} and pu.phase is not distinct from ${phase})`;

const personOf = (role: Sql): Sql =>
  sql`(select n.code from project_person pp join person n on n.fid = pp.person_fid
    where pp.project_fid = p.fid and pp.role = ${role})`;

/** Of the dated event that the status comes from. */
const ofLastEvent = (column: Sql): Sql =>
  sql`(select ${column} from project_event e where e.project_fid = p.fid
    order by e.effective_on desc, e.recorded_at desc, e.fid desc limit 1)`;

/** The expressions that only projects have, over the rows `p`. */
export function projectValues({ viewer, year }: FieldScope): Readonly<Record<string, Sql>> {
  return {
    nationalCode: sql`p.national_code`,
    parent: sql`(select package.code from project package where package.fid = p.parent_fid)`,
    status: sql`p.status`,
    statusSince: ofLastEvent(sql`e.effective_on`),
    suspensionReason: ofLastEvent(sql`e.reason`),
    category: sql`p.category`,
    tier: sql`p.tier`,
    content: sql`p.content`,
    districts: sql`coalesce((select json_agg(json_build_object('code', d.code, 'share', pd.share)
        order by pd.share desc, d.code::text collate "C")
      from project_district pd join district d on d.fid = pd.district_fid and ${visibleTo(viewer, 'd')}
      where pd.project_fid = p.fid), '[]')`,
    reportingArea: sql`(select r.code from reporting_area r where r.fid = p.reporting_area_fid)`,
    zone: codeOf('zone', viewer),
    company: sql`(select c.code from company c where c.fid = p.company_fid)`,
    totalInvestment: sql`p.total_investment`,
    investmentEstimate: sql`p.investment_estimate`,
    investmentBudget: sql`p.investment_budget`,
    investmentFinal: sql`p.investment_final`,
    planLabels: sql`to_json(p.plan_labels)`,
    financing: sql`to_json(p.financing)`,
    year: ofYear(sql`y.year`, year),
    annualClass: ofYear(sql`y.annual_class`, year),
    completesThisYear: ofYear(sql`y.completes_this_year`, year),
    batch: ofYear(sql`y.batch`, year),
    plannedInvestment: ofYear(sql`y.planned_investment`, year),
    deadline: sql`p.deadline`,
    completionStandard: sql`p.completion_standard`,
    responsibleUnit: unitOf(sql`'responsible'`),
    authority: unitOf(sql`'authority'`),
    leadPreparation: unitOf(sql`'lead'`, sql`'preparation'`),
    leadConstruction: unitOf(sql`'lead'`, sql`'construction'`),
    leadOperation: unitOf(sql`'lead'`, sql`'operation'`),
    responsiblePerson: personOf(sql`'responsible'`),
    leadingOfficial: personOf(sql`'leading_official'`),
    contact: personOf(sql`'contact'`),
    linear: sql`p.linear`,
    locationQuality: sql`p.location_quality`,
  };
}
