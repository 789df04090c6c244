/**
 * Traditional Chinese is made from simplified Chinese when the client is built (opencc-js, characters of mainland China
 * to those of Taiwan): dictionaries by `import('./zh-Hans.ts?zh-Hant')`, the labels of the vocabulary by
 * `virtual:traditional-labels`. Names of rows are nobody's to rewrite and stay as recorded.
 */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import * as OpenCC from 'opencc-js/cn2t';
import type { Plugin } from 'vite';
import { vocabulary } from '../data/vocabulary/index.ts';

/** Simplified Chinese → traditional Chinese, character by character in its context; other text passes. */
const traditional = OpenCC.Converter({ from: 'cn', to: 'tw' });

const mark = '?zh-Hant';
const labels = 'virtual:traditional-labels';

/** The source of a dictionary in traditional Chinese; the dictionaries that it spreads are asked for likewise. */
export function traditionalSource(source: string): string {
  return traditional(source).replaceAll(/(from '\.{1,2}\/[\w./-]*zh-Hans\.ts)'/g, `$1${mark}'`);
}

/** Labels of the vocabulary that are written otherwise in traditional Chinese: simplified → traditional. */
export function traditionalLabels(): Record<string, string> {
  const words = Object.values(vocabulary).flatMap((list) => Object.values<{ zh: string }>(list.words));
  return Object.fromEntries(
    words.flatMap(({ zh }) => (traditional(zh) === zh ? [] : [[zh, traditional(zh)]])),
  );
}

/** The plugin for build, development server and tests. */
export function traditionalChinese(): Plugin {
  return {
    name: 'groundwork-traditional-chinese',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source === labels) return `\0${labels}`;
      if (!source.endsWith(mark) || importer === undefined) return null;
      return `${resolve(dirname(importer.replace(/\?.*$/, '')), source.slice(0, -mark.length))}${mark}`;
    },
    async load(id) {
      if (id === `\0${labels}`) return `export default ${JSON.stringify(traditionalLabels())}`;
      return id.endsWith(mark) ? traditionalSource(await readFile(id.slice(0, -mark.length), 'utf8')) : null;
    },
  };
}
