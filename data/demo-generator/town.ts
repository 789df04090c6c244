import { ofRing } from './clip.ts';
import type { Ground } from './ground.ts';
import type { TownPlan } from './plan.ts';
import { towards, type Area, type Point, type Ring } from './plane.ts';
import type { Random } from './random.ts';

export interface Town {
  plan: TownPlan;
  centre: Point;
  /** The built-up part, roughly. */
  ring: Ring;
  area: Area;
}

/** Sketches the built-up part of each town: a disc with a calm, uneven edge. */
export function layTowns(ground: Ground, plans: readonly TownPlan[], random: Random): Town[] {
  return plans.map((plan) => {
    const centre = ground.plane.toMetres(plan.at);
    const phases = [random.between(0, 6.28), random.between(0, 6.28), random.between(0, 6.28)];
    const corners = 32;
    const ring = Array.from({ length: corners }, (_, index): Point => {
      const angle = (2 * Math.PI * index) / corners;
      const swell = phases.reduce((sum, phase, k) => sum + Math.sin(angle * (k + 2) + phase) / (k + 2), 0);
      return towards(centre, angle, plan.radius * (0.92 + 0.14 * swell));
    });
    return { plan, centre, ring, area: ofRing(ring) };
  });
}
