/** Imports on the command line: what was read and found, and what to type next. */
import { fieldsOf } from '../../data/vocabulary/fields/index.ts';
import type { ProblemLanguage } from '../http/problem.ts';
import { shorten } from '../http/problem.ts';
import type { ImportCard, ImportReading, ImportRow } from '../queries/imports.ts';
import type { ImportSettings } from './import-facts.ts';

type Print = (line: string) => void;
const says = (language: ProblemLanguage) => (zh: string, en: string) => (language === 'zh' ? zh : en);

/** Layers, columns and coordinates of a file. */
export function printReading(reading: ImportReading, language: ProblemLanguage, print: Print): void {
  const say = says(language);
  const { format, encoding, layers, layer, rows, crs } = reading;
  const count = rows ?? `${reading.scanned}+`;
  print(say(`  格式 ${format}，图层“${layer}”，${count} 行`, `  ${format}, layer '${layer}', ${count} rows`));
  if (encoding)
    print(
      say(
        `  编码 ${encoding.used}${encoding.detected ? '（识别）' : ''}`,
        `  encoding ${encoding.used}${encoding.detected ? ' (detected)' : ''}`,
      ),
    );
  if (layers.length > 1) {
    const others = layers.filter(({ name }) => name !== layer).map(({ name }) => name);
    print(
      say(`  其他图层（--layer）：${others.join('、')}`, `  other layers (--layer): ${others.join(', ')}`),
    );
  }
  for (const note of reading.notes) print(`  ${note[language]}`);
  const declared = crs.declared?.name;
  if (declared) print(say(`  文件自带坐标系：${declared}`, `  coordinate system of the file: ${declared}`));
}

/** Which column becomes which field. */
export function printColumns(
  { noun, settings, reading }: { noun: ImportCard['noun']; settings: ImportSettings; reading: ImportReading },
  language: ProblemLanguage,
  print: Print,
): void {
  const say = says(language);
  const fields = fieldsOf[noun];
  for (const [field, choice] of Object.entries(settings.columns)) {
    if (!choice) continue;
    const unit = choice.unit ? ` (${choice.unit})` : '';
    print(`  ${choice.column}${unit} → ${fields[field]?.word[language] ?? field} (${field})`);
  }
  for (const [field, value] of Object.entries(settings.defaults))
    print(`  = ${String(value)} → ${fields[field]?.word[language] ?? field} (${field})`);
  const used = new Set(Object.values(settings.columns).map((choice) => choice?.column));
  const unused = reading.columns.map(({ name }) => name).filter((name) => !used.has(name));
  if (unused.length > 0)
    print(
      say(
        `  未使用的列（--column 字段=列名）：${unused.slice(0, 20).join('、')}`,
        `  columns not used (--column field=heading): ${unused.slice(0, 20).join(', ')}`,
      ),
    );
}

/** The systems in which the numbers could be, each with what to type. */
export function printProposals(reading: ImportReading, language: ProblemLanguage, print: Print): void {
  const say = says(language);
  print(
    say(
      '文件没有声明坐标系，不作猜测。请从下列中选定，并重新运行：',
      'The file does not say its coordinate system, and none is guessed. Choose one of these and run again:',
    ),
  );
  for (const { crs, swapped, name, reason, share, warning } of reading.crs.proposals) {
    const inside =
      share === null ? '' : ` · ${Math.round(share * 100)} % ${say('在本地范围内', 'within the place')}`;
    print(
      `  --crs ${crs}${swapped ? ' --swapped' : ''}   ${name[language]} · ${reason[language]}${inside}${warning ? ` · ${warning[language]}` : ''}`,
    );
  }
  if (reading.crs.proposals.length === 0)
    print(say('  没有一种坐标系符合这些数值。', '  No coordinate system fits these numbers.'));
}

/** What the dry run found. */
export function printSummary(card: ImportCard, language: ProblemLanguage, print: Print): void {
  const say = says(language);
  const { summary } = card;
  if (!summary) return;
  print(
    say(
      `  新增 ${summary.new}，变更 ${summary.changed}，不变 ${summary.unchanged}，拒绝 ${summary.refused}；修复图形 ${summary.repaired}`,
      `  new ${summary.new}, changed ${summary.changed}, unchanged ${summary.unchanged}, refused ${summary.refused}; geometries mended ${summary.repaired}`,
    ),
  );
  for (const names of Object.values(summary.created))
    if (names.length > 0)
      print(
        say(`  将新建：${names.slice(0, 20).join('、')}`, `  will be made: ${names.slice(0, 20).join(', ')}`),
      );
  for (const warning of summary.warnings) print(`  ${warning[language]}`);
}

/** The first refused rows with their reasons. */
export function printRefused(rows: readonly ImportRow[], language: ProblemLanguage, print: Print): void {
  const say = says(language);
  for (const { row, code, name, reasons } of rows) {
    const which = [code, name].filter((text) => text !== null).join(' ');
    print(say(`  第 ${row} 行 ${which}：`, `  row ${row} ${which}:`));
    for (const reason of reasons ?? []) print(`    ${reason.field}: ${shorten(reason[language], 300)}`);
  }
}
