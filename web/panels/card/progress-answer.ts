/** The answers behind the progress of a project card; money in 万元. */
import type { Judgement } from '../../../data/rules/judgement.ts';
import type { LightException } from '../../../data/rules/facts.ts';
import type { IssueKind, IssueState } from '../../../data/vocabulary/issue.ts';
import type { Light } from '../../../data/vocabulary/light.ts';
import type { ProjectStage } from '../../../data/vocabulary/project.ts';

export interface ProgressAnswer {
  readonly code: string;
  readonly month: string;
  readonly asOf: string | null;
  readonly judgement: Judgement;
  readonly source: string;
  readonly plan: {
    readonly total: number;
    readonly original: number;
    readonly monthly: readonly number[] | null;
    readonly revisedOn: string | null;
  } | null;
  readonly months: readonly {
    readonly month: string;
    readonly planned: number | null;
    readonly calendar: number | null;
    readonly completed: number | null;
    readonly sinceStart: number | null;
    readonly physicalPercent: number | null;
    readonly physicalProgress: string | null;
    readonly light: Light;
    readonly gap: number | null;
    readonly reportedOn: string | null;
    readonly late: boolean;
    readonly reason: string | null;
    readonly revisions: number;
  }[];
  readonly exceptions: readonly LightException[];
  readonly issues: readonly {
    readonly code: string;
    readonly title: string;
    readonly kind: IssueKind;
    readonly state: IssueState;
    readonly unit: string | null;
    readonly unitEn: string | null;
    readonly dueOn: string | null;
    readonly overdueDays: number | null;
    readonly transitions: readonly {
      readonly state: IssueState;
      readonly on: string;
      readonly note: string | null;
    }[];
  }[];
  readonly approvals: readonly {
    readonly stage: ProjectStage;
    readonly required: boolean;
    readonly doneOn: string | null;
  }[];
  readonly photos: readonly {
    readonly file: string;
    readonly thumbnail: string;
    readonly takenOn: string;
    readonly caption: string | null;
    readonly width: number;
    readonly height: number;
  }[];
  readonly freshness: {
    readonly dataMonth: string | null;
    readonly lag: number | null;
    readonly late: boolean;
  };
}

export interface StagesAnswer {
  readonly items: readonly {
    readonly stage: ProjectStage;
    readonly plannedOn: string | null;
    readonly actualOn: string | null;
    readonly standard: string | null;
    readonly unit: string | null;
    readonly unitEn: string | null;
    readonly lateDays: number | null;
  }[];
}
