/** What a dossier holds, before it becomes a workbook or a page: pure data, money in 万元 with at most two decimals. */
import type { Evaluation, Totals } from '../../data/evaluate.ts';
import type { Rules } from '../../data/rules/facts.ts';
import type { Indicators } from '../../data/rules/assessment.ts';
import type { Judgement } from '../../data/rules/judgement.ts';
import type { ProjectFilter } from '../../data/filter.ts';
import type {
  AnnualClass,
  ProjectCategory,
  ProjectStatus,
  ProjectTier,
} from '../../data/vocabulary/project.ts';
import type { DossierPerson } from '../queries/dossier.ts';
import type { Named } from '../queries/project-book.ts';

/** What the dossier is about; the projects are those that pass the filter and, where one is given, the corridor. */
export interface DossierScope {
  readonly filter: ProjectFilter;
  readonly project: Named | undefined;
  readonly corridor: Named | undefined;
  /** Names of the districts and zones that the filter names, by code. */
  readonly names: ReadonlyMap<string, Named>;
}

/** Distance from a corridor within which a project belongs to it, m. */
export const corridorReach = 1000;

/** One project: who it is, how it stands at the end of the month. Money in 万元. */
export interface DossierProject extends Named {
  readonly fid: number;
  /** That it touches, the largest share first. */
  readonly districts: readonly Named[];
  readonly area: Named | null;
  readonly category: ProjectCategory;
  readonly tier: ProjectTier | null;
  readonly annualClass: AnnualClass | null;
  readonly deadline: string | null;
  readonly unit: Named | null;
  readonly person: DossierPerson | null;
  readonly illustrative: boolean;
  readonly source: string;
  readonly status: ProjectStatus;
  readonly mapped: boolean;
  readonly sites: number;
  readonly judgement: Judgement;
  /** `null` = no figure. */
  readonly total: number | null;
  readonly planned: number | null;
  readonly due: number | null;
  readonly completed: number | null;
  readonly sinceStart: number | null;
  /** Shares of the plan; gap in percentage points, positive = behind. */
  readonly rate: number | null;
  readonly baseline: number | null;
  readonly gap: number | null;
  readonly perMonthToGreen: number | null;
  readonly perMonthToPlan: number | null;
  /** The month of its last report this year, YYYY-MM. */
  readonly dataMonth: string | null;
}

/** Totals as `/api/summary` answers them; the amounts in `indicators` are 万元 too. */
export interface DossierSums extends Totals {
  readonly reconciliation: Evaluation['reconciliation'];
  readonly indicators: Indicators;
}

export interface Dossier {
  readonly place: {
    readonly name: string;
    readonly nameEn: string;
    readonly organisation: string | null;
    readonly attribution: string;
    readonly mapApprovalNumber: string | null;
  };
  readonly rules: Rules;
  readonly scope: DossierScope;
  /** YYYY-MM */
  readonly month: string;
  /** YYYY-MM-DD; `null` = now. */
  readonly asOf: string | null;
  /** YYYY-MM-DD, the place's today. */
  readonly madeOn: string;
  /** Illustrative rows are among the projects. */
  readonly illustrative: boolean;
  /** Phones are in it: the viewer may see them. */
  readonly phones: boolean;
  /** West, south, east, north of the mapped projects in degrees; `null` = none of them is mapped. */
  readonly extent: readonly [west: number, south: number, east: number, north: number] | null;
  readonly sums: DossierSums;
  /** In the order of names. */
  readonly projects: readonly DossierProject[];
}

/** Projects with a yellow or red light, worst first: red, then the widest gap; those without a gap after the others. */
export function laggards(projects: readonly DossierProject[]): DossierProject[] {
  const weight = ({ judgement }: DossierProject) => (judgement.light === 'red' ? 0 : 1);
  return projects
    .filter(({ judgement }) => judgement.light === 'red' || judgement.light === 'yellow')
    .map((project, at) => ({ project, at }))
    .sort(
      (a, b) =>
        weight(a.project) - weight(b.project) ||
        (b.project.gap ?? -Infinity) - (a.project.gap ?? -Infinity) ||
        a.at - b.at,
    )
    .map(({ project }) => project);
}
