/** The facets that lists of plain nouns are narrowed by; exports take the same. */
import { constraintEffect, constraintKind } from '../../data/vocabulary/constraint.ts';
import { corridorKind, corridorStatus } from '../../data/vocabulary/corridor.ts';
import { facilityKind } from '../../data/vocabulary/facility.ts';
import { districtLevel } from '../../data/vocabulary/layer.ts';
import { delivery, landUse, supply } from '../../data/vocabulary/parcel.ts';
import { zoneKind } from '../../data/vocabulary/zone.ts';
import { codes, rowCodes } from './parameters.ts';

export const listParameters = {
  zone: { kind: codes(zoneKind, 'Kinds of zones'), district: rowCodes('Codes of districts') },
  corridor: {
    kind: codes(corridorKind, 'Kinds of corridors'),
    status: codes(corridorStatus, 'How far they exist'),
  },
  parcel: {
    landUse: codes(landUse, 'Land uses'),
    delivery: codes(delivery, 'How ready they are'),
    supply: codes(supply, 'Where they stand in their supply'),
    district: rowCodes('Codes of districts'),
    zone: rowCodes('Codes of zones'),
  },
  facility: { kind: codes(facilityKind, 'Kinds of facilities') },
  constraint: {
    kind: codes(constraintKind, 'Kinds of constraints'),
    effect: codes(constraintEffect, 'What they do to a site'),
  },
  district: { level: codes(districtLevel, 'Levels') },
} as const;
