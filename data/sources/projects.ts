import { z } from 'zod';
import {
  annualClass,
  financing,
  locationQuality,
  personRole,
  planLabel,
  projectCategory,
  projectPhase,
  projectStatus,
  projectTier,
  suspensionReason,
  unitRole,
} from '../vocabulary/project.ts';
import { codeText, common, dateText, geometryOf, momentText, money, readFeatures } from './feature-file.ts';

const event = z
  .strictObject({
    status: z.enum(projectStatus.codes),
    effective_on: dateText,
    reason: z.enum(suspensionReason.codes).nullable(),
    note: z.string().min(1).nullable(),
    source: z.string().min(1),
    recorded_at: momentText,
  })
  .refine((row) => row.status !== 'suspended' || row.reason !== null, {
    path: ['reason'],
    message: 'a suspension needs its reason',
  });

const year = z.strictObject({
  year: z.int().min(1990).max(2100),
  annual_class: z.enum(annualClass.codes),
  completes_this_year: z.boolean(),
  batch: z.int().min(1).max(12),
});

const project = z
  .strictObject({
    ...common,
    national_code: z.string().min(1).nullable(),
    /** Code of the package that this is a site of. */
    parent: codeText.nullable(),
    content: z.string().min(1).nullable(),
    company: codeText.nullable(),
    category: z.enum(projectCategory.codes),
    tier: z.enum(projectTier.codes).nullable(),
    plan_labels: z.array(z.enum(planLabel.codes)),
    financing: z.array(z.enum(financing.codes)),
    reporting_area: codeText.nullable(),
    zone: codeText.nullable(),
    linear: z.boolean(),
    /** 万元; null = no source gives it */
    total_investment: money.nullable(),
    investment_estimate: money.nullable(),
    investment_budget: money.nullable(),
    investment_final: money.nullable(),
    deadline: dateText.nullable(),
    completion_standard: z.string().min(1).nullable(),
    location_quality: z.enum(locationQuality.codes),
    districts: z.array(z.strictObject({ code: codeText, share: z.number().positive().max(1) })),
    units: z.array(
      z.strictObject({
        unit: codeText,
        role: z.enum(unitRole.codes),
        phase: z.enum(projectPhase.codes).nullable(),
      }),
    ),
    persons: z.array(z.strictObject({ person: codeText, role: z.enum(personRole.codes) })),
    years: z.array(year),
    events: z.array(event).min(1),
  })
  .refine(({ districts }) => districts.length === 0 || Math.abs(sum(districts) - 1) < 0.0001, {
    path: ['districts'],
    message: 'the shares of the districts must sum to 1',
  });

function sum(districts: readonly { share: number }[]): number {
  return districts.reduce((total, { share }) => total + share, 0);
}

const footprint = geometryOf('Point', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon').nullable();
export type Project = z.infer<typeof project> & { geometry: z.infer<typeof footprint> };

/** Reads projects; the sites of a package are rows of their own with `parent`. A project without a place has no geometry. */
export function readProjects(file: string, text: string): Project[] {
  return readFeatures(file, text, project, footprint);
}
