/** The settings of an import against what was read in the file and the fields of its noun. */
import { fieldsOf } from '../../data/vocabulary/fields/index.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import { shorten } from '../http/problem.ts';
import type { Refusal } from '../http/problem.ts';
import type { ImportCard } from '../queries/imports.ts';
import { crsTaken, readCrs } from './crs.ts';
import type { ImportSettings } from './import-facts.ts';
import { notNow, badSettings } from './import-problems.ts';

type Refused = Refusal & { readonly said: Word };

/** @returns the settings. @throws Problem 422 that names every value that does not fit, 409 when nothing was read. */
export function checkSettings(
  { noun, state, reading }: Pick<ImportCard, 'noun' | 'state' | 'reading'>,
  settings: ImportSettings,
): ImportSettings {
  if (!reading || !('format' in reading)) throw notNow('settings', state);
  const fields = fieldsOf[noun];
  const columns = reading.columns.map(({ name }) => name);
  const refused: Refused[] = [];
  const refuse = (key: string, value: string, zh: string, en: string) =>
    refused.push({ key, value, said: { zh: `${key}：${zh}`, en: `${key}: ${en}` } });

  const { layer, crs, encoding, position, key } = settings;
  if (layer !== reading.layer) {
    const layers = reading.layers.map(({ name }) => name);
    if (layers.includes(layer))
      refuse(
        'layer',
        layer,
        `读取的是图层“${shorten(reading.layer)}”，请先用 read 读取“${shorten(layer)}”。`,
        `the layer '${shorten(reading.layer)}' was read; ask for '${shorten(layer)}' by 'read' first.`,
      );
    else
      refuse(
        'layer',
        layer,
        `文件中没有图层“${shorten(layer)}”；有：${layers.slice(0, 20).join('、')}。`,
        `the file has no layer '${shorten(layer)}'; it has: ${layers.slice(0, 20).join(', ')}.`,
      );
  }
  if (!readCrs(crs))
    refuse(
      'crs',
      crs,
      `不支持“${shorten(crs)}”；可用：${crsTaken.zh}。`,
      `'${shorten(crs)}' is not taken; taken: ${crsTaken.en}.`,
    );
  if (encoding !== undefined && !isEncoding(encoding))
    refuse(
      'encoding',
      encoding,
      `没有编码“${shorten(encoding)}”；例如 UTF-8、GBK、GB18030、UTF-16LE。`,
      `there is no encoding '${shorten(encoding)}'; for example UTF-8, GBK, GB18030, UTF-16LE.`,
    );
  const column = (at: string, name: string) => {
    if (columns.includes(name)) return;
    refuse(
      at,
      name,
      `文件中没有列“${shorten(name)}”；有：${columns.slice(0, 30).join('、') || '无'}。`,
      `the file has no column '${shorten(name)}'; it has: ${columns.slice(0, 30).join(', ') || 'none'}.`,
    );
  };
  if (position.kind === 'columns') {
    column('position.lng', position.lng);
    column('position.lat', position.lat);
  } else if (position.kind === 'wkt' || position.kind === 'pair') column('position.column', position.column);
  else if (
    position.kind === 'geometry' &&
    reading.located === 0 &&
    !reading.layers.find(({ name }) => name === reading.layer)?.geometry
  )
    refuse(
      'position.kind',
      position.kind,
      '文件没有图形；请选择坐标列、WKT 列或“无位置”。',
      "the file has no geometry of its own; choose 'columns', 'pair', 'wkt' or 'none'.",
    );
  const field = (at: string, name: string) => {
    const known = fields[name];
    if (known && !known.computed) return;
    const names = Object.entries(fields).flatMap(([code, { computed }]) => (computed ? [] : [code]));
    refuse(
      at,
      name,
      known ? `“${name}”由系统计算，不能导入。` : `没有字段“${shorten(name)}”；有：${names.join('、')}。`,
      known
        ? `'${name}' is computed and cannot be read in.`
        : `there is no field '${shorten(name)}'; there are: ${names.join(', ')}.`,
    );
  };
  field('key', key);
  for (const [name, choice] of Object.entries(settings.columns)) {
    field(`columns.${name}`, name);
    if (choice) column(`columns.${name}.column`, choice.column);
  }
  for (const name of Object.keys(settings.defaults)) field(`defaults.${name}`, name);
  if (refused.length > 0) throw badSettings(refused);
  return settings;
}

function isEncoding(name: string): boolean {
  try {
    new TextDecoder(name);
    return true;
  } catch {
    return false;
  }
}
