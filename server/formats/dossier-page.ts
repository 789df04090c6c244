/** A dossier as the print page shows it: names and sentences in one language. */
import { laggards } from '../dossier/dossier-data.ts';
import type { Dossier } from '../dossier/dossier-data.ts';
import { meaningsOf } from '../dossier/dossier-meanings.ts';
import { reasonText } from '../dossier/dossier-reason.ts';
import { nameIn, namesIn, scopeText } from '../dossier/dossier-scope.ts';
import { dossierWords } from '../dossier/dossier-words.ts';
import type { DossierLanguage } from '../dossier/dossier-words.ts';

export function dossierPage(dossier: Dossier, language: DossierLanguage) {
  const { place, rules, scope, month, asOf, madeOn, illustrative, extent, sums, projects } = dossier;
  const words = dossierWords[language];
  const said = scopeText(scope, language);
  const name = (named: Parameters<typeof nameIn>[0] | null) => (named ? nameIn(named, language) : '');
  return {
    title: words.title(nameIn(place, language), said),
    scope: said,
    month,
    asOf,
    madeOn,
    illustrative,
    rules: [
      { rule: words.sums.rules, source: rules.source },
      { rule: words.sums.calendarSource, source: rules.calendar.source },
      ...(rules.public_money ? [{ rule: words.sums.publicMoney, source: rules.public_money.source }] : []),
    ],
    calendar: rules.calendar.kind,
    extent: extent && ([...extent] as [number, number, number, number]),
    sums,
    projects: projects.map((project) => ({
      fid: project.fid,
      code: project.code,
      name: nameIn(project, language),
      districts: namesIn(project.districts, language),
      area: name(project.area),
      tier: project.tier,
      category: project.category,
      annualClass: project.annualClass,
      status: project.status,
      light: project.judgement.light,
      reason: reasonText(project.judgement, language, { suspended: project.status === 'suspended' }),
      total: project.total,
      planned: project.planned,
      due: project.due,
      completed: project.completed,
      rate: project.rate,
      baseline: project.baseline,
      gap: project.gap,
      perMonthToGreen: project.perMonthToGreen,
      perMonthToPlan: project.perMonthToPlan,
      unit: name(project.unit),
      person: name(project.person),
      deadline: project.deadline,
      dataMonth: project.dataMonth,
      mapped: project.mapped,
      sites: project.sites,
      illustrative: project.illustrative,
    })),
    lag: laggards(projects).map(({ code }) => code),
    meanings: meaningsOf(dossier, language),
  };
}
