/** Stages of a project, planned and actual: approvals in parallel before the start, building and acceptance after it. */
import { projectStage, type ProjectStage } from '../vocabulary/project.ts';
import type { StageRow } from '../sources/progress.ts';
import type { Pace } from './progress-pace.ts';
import type { Roles } from './progress-roles.ts';
import { standards } from './progress-words.ts';
import type { Subject } from './progress-subject.ts';
import type { Random } from './random.ts';
import { lastDay, later, reportedAt } from './schedule.ts';

export interface StageDates {
  stage: ProjectStage;
  planned: string;
  actual: string | null;
  unit: string;
}

/** Days before the start by which an approval is planned. */
const approvals: Partial<Record<ProjectStage, number>> = {
  proposal: 330,
  initiation: 285,
  site_preapproval: 255,
  forest: 215,
  land_conversion: 165,
  eia: 150,
  energy_review: 140,
  land_supply: 105,
  design: 120,
  planning_permit: 70,
  bidding: 40,
  construction_permit: 14,
};

/** The stages that a project goes through, in the order of the vocabulary. */
function relevant({ category, linear, code }: Subject): ProjectStage[] {
  const industry = category === 'industry' || category === 'energy';
  const left = new Set<ProjectStage>(
    industry || category === 'innovation' || category === 'tourism'
      ? ['proposal', 'site_preapproval', 'design']
      : ['energy_review', 'land_supply', 'full_capacity'],
  );
  if (!linear && Number(code.slice(-2)) % 7 !== 0) left.add('forest');
  if (industry && Number(code.slice(-2)) % 2 === 0) left.add('land_conversion');
  if (industry && Number(code.slice(-2)) % 3 === 0) left.add('bidding');
  if (category !== 'industry') left.add('full_capacity');
  return projectStage.codes.filter((stage) => !left.has(stage));
}

/** @param percentAt physical progress in percent by month of the year, for the month in which the structure stood. */
export function layStages(
  pace: Pace,
  { roles, random, percentAt }: { roles: Roles; random: Random; percentAt: readonly number[] },
): StageDates[] {
  const { subject } = pace;
  const start = subject.startedOn;
  const plannedStart = pace.plannedStart ?? later(start ?? lastDay, -random.integer(0, 45));
  const plannedCompletion = pace.plannedCompletion ?? subject.deadline;
  const days = (Date.parse(plannedCompletion) - Date.parse(plannedStart)) / 86_400_000;
  const late = random.chance(0.3) ? random.integer(15, 60) : random.integer(-6, 14);
  const permit = roles(subject, 'withoutPermit');
  const behind =
    subject.status === 'suspended' ||
    roles(subject, 'investmentRed') ||
    roles(subject, 'investmentYellow') ||
    (subject.annualClass === 'new' && !start);
  return relevant(subject).map((stage): StageDates => {
    const before = approvals[stage];
    const { units } = subject;
    if (before !== undefined) {
      const planned = later(plannedStart, -before - random.integer(-8, 8));
      const unit =
        stage === 'eia' || stage === 'energy_review' || stage === 'forest'
          ? units.authority
          : units.preparation;
      // A started one has every approval; the permit before the first spade, with exceptions that are flagged.
      if (start) {
        const close = Math.max(2, Math.round(before * random.between(0.75, 1)));
        const usual = later(planned, Math.round(late * random.between(0.3, 1.2)));
        const bound = later(start, -Math.min(close, before));
        const actual = usual < bound ? usual : bound;
        if (stage === 'construction_permit' && permit)
          return { stage, planned, actual: known(later(start, random.integer(25, 70))), unit };
        return { stage, planned, actual, unit };
      }
      return { stage, planned, actual: known(later(planned, delayOf(subject, stage, roles, random))), unit };
    }
    return {
      stage,
      ...building(pace, stage, { plannedStart, plannedCompletion, days, percentAt, behind, random }),
    };
  });
}

/** Days by which an approval of a project that has not started comes late; far away = not yet there. */
function delayOf(subject: Subject, stage: ProjectStage, roles: Roles, random: Random): number {
  const stuck = roles(subject, 'startRed') || roles(subject, 'startYellow') || roles(subject, 'excused');
  if (stuck && stage === 'construction_permit') return 900;
  const slow = stage === 'bidding' || stage === 'planning_permit' || stage === 'land_supply';
  if (stuck && slow && random.chance(0.6)) return 900;
  return random.chance(0.3) ? random.integer(60, 240) : random.integer(-8, 35);
}

function building(
  { subject }: Pace,
  stage: ProjectStage,
  {
    plannedStart,
    plannedCompletion,
    days,
    percentAt,
    behind,
    random,
  }: {
    plannedStart: string;
    plannedCompletion: string;
    days: number;
    percentAt: readonly number[];
    behind: boolean;
    random: Random;
  },
): { planned: string; actual: string | null; unit: string } {
  const { startedOn, completedOn, inUseOn, units } = subject;
  const accepted = completedOn && (inUseOn ? later(inUseOn, -random.integer(3, 12)) : later(completedOn, 28));
  switch (stage) {
    case 'start':
      return { planned: plannedStart, actual: startedOn, unit: units.responsible };
    case 'structure': {
      const actual = structureOn(subject, percentAt);
      const middle = later(plannedStart, Math.round(days * 0.5));
      // Who works as planned has it planned for about then, or still before them.
      const planned = actual
        ? later(actual, random.chance(0.7) ? random.integer(-9, 30) : -random.integer(15, 50))
        : behind || middle > '2026-08-01'
          ? middle
          : later('2026-08-10', random.integer(0, 120));
      return { planned, actual, unit: units.construction };
    }
    case 'completion':
      return { planned: plannedCompletion, actual: completedOn, unit: units.construction };
    case 'acceptance':
      return { planned: later(plannedCompletion, 30), actual: known(accepted), unit: units.authority };
    case 'in_use':
      return { planned: later(plannedCompletion, 60), actual: inUseOn, unit: units.responsible };
    default:
      return { planned: later(plannedCompletion, 240), actual: null, unit: units.responsible };
  }
}

/** The day on which the structure stood: in the month in which progress passed 55 %. */
function structureOn({ startedOn, completedOn }: Subject, percentAt: readonly number[]): string | null {
  if (!startedOn) return null;
  const month = percentAt.findIndex((percent) => percent > 55);
  if (month < 0) return null;
  const bound = completedOn ? later(completedOn, -20) : lastDay;
  if (month === 0 && startedOn < '2025-10-01') {
    const half = (Date.parse('2025-12-10') - Date.parse(startedOn)) / 86_400_000 / 2;
    return earlier(later(startedOn, Math.round(half + 20)), bound);
  }
  const day = `2026-0${month + 1}-18`;
  return earlier(day > later(startedOn, 12) ? day : later(startedOn, 12), bound);
}

const earlier = (a: string, b: string) => (a < b ? a : b);
/** What lies after the last day reported is not known. */
const known = (day: string | null) => (day !== null && day <= lastDay ? day : null);

/** The rows of a stage: as planned, and once more when its actual day was reported. */
export function stageRows(pace: Pace, stages: readonly StageDates[]): StageRow[] {
  const { subject } = pace;
  return stages.flatMap(({ stage, planned, actual, unit }) => {
    const row = { project: subject.code, stage, planned_on: planned, standard: standards[stage], unit };
    const recorded = actual && reportedAt(actual);
    if (actual && recorded && Date.parse(recorded) <= Date.parse(subject.listedAt))
      return [{ ...row, actual_on: actual, recorded_at: subject.listedAt }];
    const first = { ...row, recorded_at: subject.listedAt };
    return actual && recorded ? [first, { ...row, actual_on: actual, recorded_at: recorded }] : [first];
  });
}
