import { en } from './en.ts';
import { zhHans } from './zh-Hans.ts';
import type { Texts } from './zh-Hans.ts';

export type { Texts };
export const languages = ['zh-Hans', 'en'] as const;
export type Language = (typeof languages)[number];

const dictionaries: Record<Language, Texts> = { 'zh-Hans': zhHans, en };

/** Every sentence of the screen in a language; a missing one does not compile. */
export function textsOf(language: Language): Texts {
  return dictionaries[language];
}
