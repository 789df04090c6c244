import type {
  AnnualClass,
  ProjectCategory,
  ProjectStatus,
  ProjectTier,
  SuspensionReason,
} from '../vocabulary/project.ts';
import type { Degrees } from './plan.ts';

/** A word in the two languages of a name. */
export type Words = readonly [zh: string, en: string];

/** So many listed projects of one class and status. */
export interface Standing {
  annualClass: AnnualClass;
  status: ProjectStatus;
  completesThisYear: boolean;
  count: number;
}

/** An illustrative project whose form is decided by hand. */
export type SpecialPlan = {
  name: Words;
  area: string;
  category: ProjectCategory;
} & (
  | { form: 'line'; through: readonly Degrees[] | { river: readonly [Degrees, Degrees] }; content: string }
  | {
      form: 'package';
      areas: readonly string[];
      placement: 'town' | 'zone' | 'roadside';
      hectares: number;
      content: string;
    }
  | { form: 'unlocated'; content: string }
);

/** A real project: only what a source says. */
export interface RealPlan {
  name: Words;
  category: ProjectCategory;
  area: string | null;
  content: string;
  /** 万元 */
  totalInvestment: number | null;
  deadline: string | null;
  geometry: { corridor: string } | { point: Degrees } | null;
  /** Length by district in km, where the line is not on the map. */
  kilometres?: Readonly<Record<string, number>>;
  listed: boolean;
  events: readonly { status: ProjectStatus; on: string; note: string | null }[];
  source: string;
}

export interface ProjectPlan {
  year: number;
  standings: readonly Standing[];
  tiers: Readonly<Record<ProjectTier, { count: number; planShare: number }>>;
  categories: Readonly<Record<ProjectCategory, number>>;
  /** 万元, of all listed projects */
  planTotal: number;
  investmentTotal: number;
  reserve: { count: number; published: number };
  deferred: number;
  cancelled: number;
  /** Usual form of each category's names: what is built; `{}` takes the place. */
  names: Readonly<Record<Exclude<ProjectCategory, 'industry'>, readonly Words[]>>;
  /** Products of each reporting area, and what is built for them. */
  products: Readonly<Record<string, readonly Words[]>>;
  works: readonly Words[];
  suspensions: readonly SuspensionReason[];
  specials: readonly SpecialPlan[];
  real: readonly RealPlan[];
}
