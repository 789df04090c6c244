/** The words of the print page: one language, read when the page opens. */
import { loadLanguage } from '../text/texts.ts';
import type { Language } from '../text/texts.ts';
import type { PrintWords } from './words.zh-Hans.ts';

export type { PrintWords };

const readers: Readonly<Record<Language, () => Promise<PrintWords>>> = {
  'zh-Hans': async () => (await import('./words.zh-Hans.ts')).printZhHans,
  'zh-Hant': async () => (await import('./words.zh-Hans.ts?zh-Hant')).printZhHans,
  en: async () => (await import('./words.en.ts')).printEn,
};
const read = new Map<Language, PrintWords>();

/** Reads the words of a language and the labels of the vocabulary. @throws TypeError when the server is away */
export async function loadPrintWords(language: Language): Promise<void> {
  const [words] = await Promise.all([readers[language](), loadLanguage(language)]);
  read.set(language, words);
}

/** The words of the print page in a language. @throws Error before `loadPrintWords` */
export function printWords(language: Language): PrintWords {
  const words = read.get(language);
  if (!words) throw new Error(`the words of ${language} are used before they are read`);
  return words;
}
