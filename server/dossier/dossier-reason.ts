/** A judgement in words: which rule, its arithmetic, the light it gave, and the thresholds. */
import type { DelayReason, Judgement, Reason } from '../../data/rules/judgement.ts';
import { light } from '../../data/vocabulary/light.ts';
import type { Light } from '../../data/vocabulary/light.ts';
import { dossierWords } from './dossier-words.ts';
import type { DossierLanguage } from './dossier-words.ts';

/** Signs that tell the lights apart without colour (design.md, 2). */
const signs: Readonly<Record<Light, string>> = { red: '◆', yellow: '▲', green: '●', none: '○' };

/** `◆ 红灯` */
export function lightWord(code: Light, language: DossierLanguage): string {
  return `${signs[code]} ${light.words[code][language]}`;
}

/** A share as a percentage with one decimal and a true minus sign. */
export function percentText(share: number): string {
  return `${figure(share * 100)}%`;
}

const figure = (value: number) => value.toFixed(1).replace('-', '−');

/**
 * Why a project has its light. A green light says its arithmetic too; several rules stand worst first.
 * @param also the marks that are no light: suspended
 */
export function reasonText(
  judgement: Judgement,
  language: DossierLanguage,
  also: { readonly suspended: boolean },
): string {
  const words = dossierWords[language].reason;
  const parts = judgement.noLight
    ? [words.noLight[judgement.noLight]]
    : judgement.reasons.map((reason) => oneReason(reason, language));
  if (judgement.carried) parts.push(words.carried(judgement.judgedMonth));
  if (also.suspended) parts.push(words.suspended);
  if (judgement.withoutPermit) parts.push(words.withoutPermit);
  if (judgement.overTotal) parts.push(words.overTotal);
  return parts.join(words.separator);
}

function oneReason(reason: Reason, language: DossierLanguage): string {
  const words = dossierWords[language].reason;
  const given = lightWord(reason.light, language);
  switch (reason.rule) {
    case 'investment': {
      const points = figure(Math.abs(reason.gap));
      return words.investment({
        line: words.lines[reason.baselineKind],
        due: percentText(reason.baseline),
        actual: percentText(reason.actual),
        gap: reason.gap >= 0 ? words.behind(points) : words.ahead(points),
        light: given,
        bounds: words.bounds(reason.yellowFrom, reason.redAbove),
      });
    }
    case 'public_money':
      return words.publicMoney({
        required: percentText(reason.required),
        paid: percentText(reason.paid),
        light: given,
      });
    default:
      return delay(reason, given, language);
  }
}

function delay(reason: DelayReason, given: string, language: DossierLanguage): string {
  const words = dossierWords[language].reason;
  const { rule, since, months, yellowAfter: yellow, redAfter: red, exception } = reason;
  const said = words[rule]({ since, months, light: given, yellow, red });
  if (!exception) return said;
  return said + words.lifted({ reason: exception.reason, by: exception.approvedBy, until: exception.until });
}
