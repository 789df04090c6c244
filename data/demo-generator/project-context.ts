import type { Corridor } from './corridor.ts';
import type { People } from './people.ts';
import type { PlacePlan } from './plan.ts';
import type { ProjectPlan } from './project-plan.ts';
import type { Random } from './random.ts';
import type { Land, Site } from './site.ts';
import type { Wish } from './wish.ts';

export interface ProjectContext {
  place: PlacePlan;
  plan: ProjectPlan;
  land: Land;
  corridors: readonly Corridor[];
  people: People;
  random: Random;
}

/** A project as it goes to the file, before its geometry is in degrees. */
export interface Draft {
  wish: Wish;
  site: Site;
  sites: Site[];
  properties: Record<string, unknown>;
}

export const unlocated: Site = {
  shape: { form: 'none' },
  quality: 'none',
  zone: null,
  districts: [],
  size: 0,
};
