/** Every code list under the name by which the API, the database and the forms know it. */
import { constraintEffect, constraintKind } from './constraint.ts';
import { corridorKind, corridorStatus } from './corridor.ts';
import { facilityKind } from './facility.ts';
import { figure } from './figure.ts';
import { importAction, importRowState, importState, jobState } from './import.ts';
import { issueKind, issueState } from './issue.ts';
import { districtLevel, layer, secrecy } from './layer.ts';
import { liftableRule, light, lightRule } from './light.ts';
import { delivery, industrialGrade, landCodeSystem, landUse, supply } from './parcel.ts';
import {
  annualClass,
  financing,
  locationQuality,
  personRole,
  planLabel,
  projectCategory,
  projectPhase,
  projectStage,
  projectStatus,
  projectTier,
  suspensionReason,
  unitRole,
} from './project.ts';
import { reportField, windowState } from './report.ts';
import { searchNoun } from './search.ts';
import { unitKind } from './unit.ts';
import type { CodeList } from './word.ts';
import { zoneKind } from './zone.ts';

export const vocabulary = {
  annualClass,
  constraintEffect,
  constraintKind,
  corridorKind,
  corridorStatus,
  delivery,
  districtLevel,
  facilityKind,
  figure,
  financing,
  importAction,
  importRowState,
  importState,
  industrialGrade,
  issueKind,
  issueState,
  jobState,
  landCodeSystem,
  landUse,
  layer,
  liftableRule,
  light,
  lightRule,
  locationQuality,
  personRole,
  planLabel,
  projectCategory,
  projectPhase,
  projectStage,
  projectStatus,
  projectTier,
  reportField,
  searchNoun,
  secrecy,
  supply,
  suspensionReason,
  unitKind,
  unitRole,
  windowState,
  zoneKind,
} satisfies Record<string, CodeList>;

export type VocabularyName = keyof typeof vocabulary;
