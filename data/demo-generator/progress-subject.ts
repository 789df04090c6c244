/** What the progress of an illustrative listed project is drawn from: its row as it goes to projects.geojson. */
import type {
  AnnualClass,
  Financing,
  ProjectCategory,
  ProjectStatus,
  ProjectTier,
} from '../vocabulary/project.ts';
import type { Row } from './feature.ts';
import type { Event } from './schedule.ts';
import { yearEnd } from './source.ts';

/** A standstill; `to` is the day of the restart. */
export interface Pause {
  from: string;
  to: string | null;
  reason: string | null;
}

export interface Subject {
  code: string;
  tier: ProjectTier;
  category: ProjectCategory;
  financing: readonly Financing[];
  linear: boolean;
  annualClass: AnnualClass;
  completes: boolean;
  second: boolean;
  status: ProjectStatus;
  /** When the list with it was recorded. */
  listedAt: string;
  area: string;
  deadline: string;
  /** 万元; the plan as it was drawn for the list. */
  planned: number;
  total: number;
  startedOn: string | null;
  completedOn: string | null;
  inUseOn: string | null;
  pauses: readonly Pause[];
  events: readonly Event[];
  units: { authority: string; responsible: string; preparation: string; construction: string };
}

interface Properties {
  code: string;
  parent: string | null;
  tier: ProjectTier;
  category: ProjectCategory;
  financing: Financing[];
  linear: boolean;
  reporting_area: string;
  deadline: string;
  total_investment: number;
  recorded_at?: string;
  years: { annual_class: AnnualClass; completes_this_year: boolean; batch: number }[];
  events: Event[];
  units: { unit: string; role: string; phase: string | null }[];
}

/** @param planned the plan of the year by code, 万元: only illustrative projects have one. */
export function subjectsOf(rows: readonly Row[], planned: ReadonlyMap<string, number>): Subject[] {
  return rows.flatMap((row) => {
    const project = row.properties as unknown as Properties;
    const plan = planned.get(project.code);
    const [year] = project.years;
    return project.parent === null && plan !== undefined && year ? [subject(project, year, plan)] : [];
  });
}

function subject(project: Properties, year: Properties['years'][number], planned: number): Subject {
  const { events } = project;
  const first = (status: ProjectStatus) =>
    events.find((event) => event.status === status)?.effective_on ?? null;
  const unit = (role: string, phase: string | null = null) =>
    project.units.find((one) => one.role === role && one.phase === phase)?.unit ?? '';
  return {
    code: project.code,
    tier: project.tier,
    category: project.category,
    financing: project.financing,
    linear: project.linear,
    annualClass: year.annual_class,
    completes: year.completes_this_year,
    second: year.batch > 1,
    status: events.at(-1)?.status ?? 'preparatory',
    listedAt: project.recorded_at ?? yearEnd.recordedAt,
    area: project.reporting_area,
    deadline: project.deadline,
    planned,
    total: project.total_investment,
    startedOn: first('under_construction'),
    completedOn: first('completed'),
    inUseOn: first('in_production'),
    pauses: events.flatMap((event, index) =>
      event.status === 'suspended'
        ? [{ from: event.effective_on, to: events[index + 1]?.effective_on ?? null, reason: event.reason }]
        : [],
    ),
    events,
    units: {
      authority: unit('authority'),
      responsible: unit('responsible'),
      preparation: unit('lead', 'preparation'),
      construction: unit('lead', 'construction'),
    },
  };
}
