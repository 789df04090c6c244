import type { LanguageTexts } from './language.zh-Hans.ts';

/** Languages, links and embedding in English. */
export const languageEn: LanguageTexts = {
  language: { choose: 'Language', short: 'Lang.' },
};
