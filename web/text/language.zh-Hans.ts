/** Languages, links and embedding in simplified Chinese: the source of the type. */
export const languageZhHans = {
  language: { choose: '界面语言', short: '语言' },
};
export type LanguageTexts = typeof languageZhHans;
