/** The languages of the screen. Each one's dictionary is a file of its own that is read when the language is chosen. */
import type { Texts } from './zh-Hans.ts';

export type { Texts };
export const languages = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Language = (typeof languages)[number];

/** What each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
};

/** The same in the room of one sign. */
export const languageSigns: Readonly<Record<Language, string>> = {
  'zh-Hans': '简',
  'zh-Hant': '繁',
  en: 'EN',
};

/** A language's sentences, and the labels of the vocabulary where they are not those of `label`: simplified → its own. */
interface Dictionary {
  readonly texts: Texts;
  readonly labels: Readonly<Record<string, string>>;
}

const readers: Readonly<Record<Language, () => Promise<Dictionary>>> = {
  'zh-Hans': async () => ({ texts: (await import('./zh-Hans.ts')).zhHans, labels: {} }),
  'zh-Hant': async () => {
    const [texts, labels] = await Promise.all([
      import('./zh-Hans.ts?zh-Hant'),
      import('virtual:traditional-labels'),
    ]);
    return { texts: texts.zhHans, labels: labels.default };
  },
  en: async () => ({ texts: (await import('./en.ts')).en, labels: {} }),
};
const read = new Map<Language, Dictionary>();

/** Reads a language's dictionary, once. @throws TypeError when the server is away */
export async function loadLanguage(language: Language): Promise<void> {
  if (!read.has(language)) read.set(language, await readers[language]());
}

/** Whether a language's dictionary is there. */
export const isLoaded = (language: Language): boolean => read.has(language);

/** Every sentence of the screen in a language; a missing one does not compile. @throws Error before `loadLanguage` */
export function textsOf(language: Language): Texts {
  const dictionary = read.get(language);
  if (!dictionary) throw new Error(`the dictionary of ${language} is used before it is read`);
  return dictionary.texts;
}

/** A label of the vocabulary in traditional Chinese; any other text, such as a name, as it is. */
export const traditionalLabel = (zh: string): string => read.get('zh-Hant')?.labels[zh] ?? zh;

/** The language that a link asks for (`lang`); `undefined` when it names none that there is. */
export function parseLanguage(text: string | null): Language | undefined {
  return languages.find((language) => language === text);
}
