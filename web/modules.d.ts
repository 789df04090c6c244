/* eslint-disable @typescript-eslint/consistent-type-imports -- a declared module cannot import by a relative name */
declare module 'virtual:tokens.css';

/** Labels of the vocabulary, simplified → traditional (web/traditional-chinese.ts). */
declare module 'virtual:traditional-labels' {
  const labels: Readonly<Record<string, string>>;
  export default labels;
}

/** A dictionary in traditional Chinese (web/traditional-chinese.ts); it exports what its source exports. */
declare module '*/zh-Hans.ts?zh-Hant' {
  export const zhHans: import('./text/zh-Hans.ts').Texts;
}
declare module '*/words.zh-Hans.ts?zh-Hant' {
  export const printZhHans: import('./print/words.zh-Hans.ts').PrintWords;
}

declare module 'opencc-js/cn2t' {
  export function Converter(options: { from: 'cn'; to: 'tw' }): (text: string) => string;
}
declare module '*/import.zh-Hans.ts?zh-Hant' {
  export const importZhHans: import('./text/import.zh-Hans.ts').ImportTexts;
}
