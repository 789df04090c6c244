/** 汇总: the figures of the whole set, each with its unit and what it stands against. */
import { light } from '../../data/vocabulary/light.ts';
import type { Dossier } from '../dossier/dossier-data.ts';
import { lightWord, percentText } from '../dossier/dossier-reason.ts';
import { scopeText } from '../dossier/dossier-scope.ts';
import { dossierWords } from '../dossier/dossier-words.ts';
import type { DossierLanguage } from '../dossier/dossier-words.ts';
import { headingRows, headRow } from './dossier-heading.ts';
import type { Row, Sheet, Value } from './xlsx-sheet.ts';
import type { Format } from './xlsx-styles.ts';

export function sumsSheet(dossier: Dossier, language: DossierLanguage, title: string): Sheet {
  const { place, rules, scope, month, asOf, madeOn, sums } = dossier;
  const { indicators, reconciliation } = sums;
  const words = dossierWords[language].sums;
  const { units } = words;
  const line = (name: string, value: Value, format: Format, unit = '', note = ''): Row => ({
    look: 'cell',
    cells: [name, { value, format }, unit, note],
  });
  const items = (name: string, value: number, note = '') => line(name, value, 'integer', units.item, note);
  const wan = (name: string, value: number, note = '') => line(name, value, 'money', units.wan, note);
  const share = (name: string, value: number | null, note = '') => line(name, value, 'percent', '', note);
  const points = (name: string, value: number | null) => line(name, value, 'points', units.points);
  const entries = (name: string, value: number) => line(name, value, 'integer', units.entry);
  const said = (name: string, text: string) => line(name, null, 'text', '', text);
  const section = (name: string): Row => ({ look: 'section', cells: [name, null, null, null] });
  const of = (part: number, whole: number) => (whole === 0 ? '' : `${part} ÷ ${whole}`);
  const calendar = words.calendar[rules.calendar.kind];
  return {
    name: dossierWords[language].sheets.sums,
    headRow,
    columns: [
      { width: 36, format: 'text' },
      { width: 18, format: 'money' },
      { width: 12, format: 'text' },
      { width: 62, format: 'text', wrap: true },
    ],
    rows: [
      ...headingRows(dossier, language, { title }),
      { look: 'head', cells: words.columns.map((value) => ({ value, format: 'text' })) },
      section(words.about),
      said(words.scope, scopeText(scope, language)),
      said(words.month, month),
      said(words.asOf, asOf ?? words.asOfNow),
      said(words.made, madeOn),
      ...(place.organisation ? [said(words.organisation, place.organisation)] : []),
      section(words.reconciling),
      items(words.mapped, reconciliation.mapped),
      items(words.unmapped, reconciliation.unmapped),
      items(words.screenedOut, reconciliation.screenedOut),
      items(
        words.listed,
        reconciliation.listed,
        `${words.equation}: ${reconciliation.mapped} + ${reconciliation.unmapped} + ${reconciliation.screenedOut} = ${reconciliation.listed}`,
      ),
      items(words.outside, reconciliation.outside),
      share(words.mappedShare, sums.investment === 0 ? null : sums.mappedInvestment / sums.investment),
      section(words.investment),
      items(words.projects, sums.total),
      line(words.sites, sums.sites, 'integer', units.site),
      wan(words.totalInvestment, sums.investment),
      wan(words.planned, indicators.planned),
      wan(
        words.completed,
        indicators.completed,
        indicators.carried > 0 ? words.carried(indicators.carried) : '',
      ),
      share(words.investmentRate, indicators.investmentRate),
      share(calendar, indicators.calendar, rules.calendar.source),
      points(words.aheadOfCalendar, indicators.aheadOfCalendar),
      share(words.baseline, indicators.baseline),
      points(words.aheadOfBaseline, indicators.aheadOfBaseline),
      wan(words.unusedPlan, indicators.unusedPlan),
      share(words.industryShare, indicators.industryShare),
      ...(indicators.fixedAssetShare === null
        ? []
        : [share(words.fixedAssetShare, indicators.fixedAssetShare)]),
      section(words.lights),
      ...light.codes.map((code) => items(lightWord(code, language), indicators.lights[code])),
      items(words.behind, indicators.behind),
      items(words.suspended, indicators.suspended),
      items(words.withoutPermit, indicators.withoutPermit),
      items(words.overTotal, indicators.overTotal),
      section(words.starts),
      items(words.newStarts, indicators.newStarts),
      items(words.startsDue, indicators.startsDue),
      items(words.started, indicators.started),
      share(words.startRateDue, indicators.startRateDue, of(indicators.started, indicators.startsDue)),
      share(words.startRateYear, indicators.startRateYear, of(indicators.started, indicators.newStarts)),
      items(words.completions, indicators.completions),
      items(words.completionsDue, indicators.completionsDue),
      items(words.completedProjects, indicators.completedProjects),
      share(
        words.completionRateDue,
        indicators.completionRateDue,
        of(indicators.completedProjects, indicators.completionsDue),
      ),
      share(
        words.completionRateYear,
        indicators.completionRateYear,
        of(indicators.completedProjects, indicators.completions),
      ),
      section(words.others),
      entries(words.approvalsRequired, indicators.approvalsRequired),
      entries(words.approvalsDone, indicators.approvalsDone),
      share(words.approvalRate, indicators.approvalRate),
      entries(words.issuesDue, indicators.issuesDue),
      entries(words.issuesClosed, indicators.issuesClosed),
      share(words.settlementRate, indicators.settlementRate),
      entries(words.issuesOpen, indicators.issuesOpen),
      section(words.sources),
      said(words.rules, rules.source),
      said(words.calendarSource, rules.calendar.source),
      ...(rules.public_money ? [said(words.publicMoney, rules.public_money.source)] : []),
      ...rules.milestones.map((target) =>
        said(words.milestones, `${target.month}: ${percentText(target.share)} · ${target.source}`),
      ),
      said(words.data, [...new Set(dossier.projects.map(({ source }) => source))].slice(0, 12).join('；')),
      said(words.map, place.attribution),
      said(words.approval, place.mapApprovalNumber ?? words.noApproval),
    ],
  };
}
