/** The sentences of the import: read with its page, so that the first picture does without them. */
import type { ImportTexts } from '../../text/import.zh-Hans.ts';
import type { Language } from '../../text/texts.ts';

export type { ImportTexts };

const readers: Readonly<Record<Language, () => Promise<ImportTexts>>> = {
  'zh-Hans': async () => (await import('../../text/import.zh-Hans.ts')).importZhHans,
  'zh-Hant': async () => (await import('../../text/import.zh-Hans.ts?zh-Hant')).importZhHans,
  en: async () => (await import('../../text/import.en.ts')).importEn,
};

/** @throws TypeError when the server is away */
export const importTexts = (language: Language): Promise<ImportTexts> => readers[language]();
