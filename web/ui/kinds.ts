import { constraintKind } from '../../data/vocabulary/constraint.ts';
import { corridorKind } from '../../data/vocabulary/corridor.ts';
import { facilityKind } from '../../data/vocabulary/facility.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { landUse } from '../../data/vocabulary/parcel.ts';
import { projectStatus } from '../../data/vocabulary/project.ts';
import type { CodeList } from '../../data/vocabulary/word.ts';
import { zoneKind } from '../../data/vocabulary/zone.ts';
import type { Language } from '../text/texts.ts';
import { shortLabel } from './format.ts';

/** The code list whose kinds a layer draws; districts are drawn alike. */
export const kindsOf: Readonly<Partial<Record<Layer, CodeList>>> = {
  project: projectStatus,
  zone: zoneKind,
  corridor: corridorKind,
  parcel: landUse,
  facility: facilityKind,
  constraint: constraintKind,
};

/** The short word of a layer's kind; `undefined` for a code that no list knows. */
export function kindWord(noun: Layer, code: string, language: Language): string | undefined {
  const word = kindsOf[noun]?.words[code];
  return word && shortLabel(word, language);
}
