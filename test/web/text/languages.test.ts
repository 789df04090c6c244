import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectCategory } from '../../../data/vocabulary/project.ts';
import { vocabulary } from '../../../data/vocabulary/index.ts';
import { loadPrintWords, printWords } from '../../../web/print/words.ts';
import { languages, loadLanguage, parseLanguage, textsOf } from '../../../web/text/texts.ts';
import { area, label, money } from '../../../web/ui/format.ts';

beforeAll(async () => {
  for (const language of languages) await loadPrintWords(language);
});

/** Every text of a dictionary with its path; a function gives what it makes of plain figures. */
function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value)]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}.${key}`));
}

describe('traditional Chinese', () => {
  it('is the dictionary of simplified Chinese in traditional characters', () => {
    const { filter, numbers, layers, units } = textsOf('zh-Hant');
    expect(filter.title).toBe('篩選');
    expect(numbers.equation('1', '2', '3', '6')).toBe('圖上 1 ＋ 未落圖 2 ＋ 篩除 3 ＝ 6');
    expect(layers.lights.red).toBe('紅燈：嚴重滯後');
    expect(units.yi).toBe('億元');
  });

  it('has the sentences of the parts and of the print page too', () => {
    expect(textsOf('zh-Hant').reporting.openLong).toMatch(/報/);
    expect(printWords('zh-Hant').lag).toBe('落後項目');
  });

  it('has every sentence that simplified Chinese has', () => {
    const paths = (language: 'zh-Hans' | 'zh-Hant') => leaves(textsOf(language)).map(([path]) => path);
    expect(paths('zh-Hant')).toEqual(paths('zh-Hans'));
  });

  it('writes labels of the vocabulary in its characters and leaves names as they are recorded', () => {
    expect(label(projectCategory.words.industry, 'zh-Hant')).toBe('產業升級');
    expect(label({ zh: '梁园区', en: 'Liangyuan' }, 'zh-Hant')).toBe('梁园区');
    expect(label(projectCategory.words.industry, 'zh-Hans')).toBe('产业升级');
  });

  it('knows a character by its neighbours', () => {
    expect(textsOf('zh-Hant').month.next).toBe('下一月');
    expect(textsOf('zh-Hant').numbers.starts.missing('2')).toBe('欠 2 項');
    expect(textsOf('zh-Hant').layers.lights.yellow).toContain('滯後');
  });
});

describe('English', () => {
  it('has no Chinese character but in the names of Chinese units and lists', () => {
    const chinese = leaves(textsOf('en')).filter(([, text]) => /\p{Script=Han}/u.test(text));
    expect(chinese.map(([path]) => path)).toEqual([]);
  });

  it('has a label for every word of the vocabulary', () => {
    const missing = Object.entries(vocabulary).flatMap(([list, { words }]) =>
      Object.entries<{ en: string }>(words).flatMap(([code, { en }]) =>
        en === '' || /\p{Script=Han}/u.test(en) ? [`${list}.${code}`] : [],
      ),
    );
    expect(missing).toEqual([]);
  });
});

describe('units', () => {
  it('are those of the language', () => {
    expect(money(123_400_000, 'zh-Hans')).toEqual({ figure: '123.4', unit: '亿元' });
    expect(money(123_400_000, 'zh-Hant')).toEqual({ figure: '123.4', unit: '億元' });
    expect(money(123_400_000, 'en')).toEqual({ figure: '12.3', unit: 'CNY bn' });
    expect(money(1_234_000, 'en')).toEqual({ figure: '123', unit: 'CNY m' });
    expect(area(20_000, 'zh-Hans')).toBe('30.0 亩（2.0 公顷）');
    expect(area(20_000, 'zh-Hant')).toBe('30.0 畝（2.0 公頃）');
    expect(area(20_000, 'en')).toBe('2.0 ha');
  });
});

describe('the language of a link', () => {
  it('is one of those that there are', () => {
    expect(parseLanguage('zh-Hant')).toBe('zh-Hant');
    expect(parseLanguage('fr')).toBeUndefined();
    expect(parseLanguage(null)).toBeUndefined();
  });

  it('is read once', async () => {
    await loadLanguage('en');
    expect(textsOf('en')).toBe(textsOf('en'));
  });
});

describe('the screens', () => {
  /** Signs that are pictures, separators of lists, and words of pasted tables: not sentences. */
  const allowed = /奠(?=<)|'、'|灯燈|万元|萬元/gu;

  it('take every Chinese word from a dictionary', () => {
    const web = join(import.meta.dirname, '../../../web');
    const components = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.svelte'),
    );
    expect(components.length).toBeGreaterThan(50);
    const found = components.flatMap((path) => {
      const source = readFileSync(join(web, path), 'utf8')
        .replaceAll(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
        .replaceAll(allowed, '');
      return source
        .split('\n')
        .filter((line) => /\p{Script=Han}/u.test(line))
        .map((line) => `${path}: ${line.trim()}`);
    });
    expect(found).toEqual([]);
  });
});
