/** `npm run import -- FILE … --as parcel`: takes files in without the server, a dry run unless --apply is given. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sql from 'sql-template-tag';
import { readConfig } from '../../data/config.ts';
import { openDatabase } from '../../data/db.ts';
import { StartError } from '../../data/errors.ts';
import { checkPlace, migrate } from '../../data/migrate.ts';
import { layer } from '../../data/vocabulary/layer.ts';
import { isCode } from '../../data/vocabulary/word.ts';
import { fileStore } from '../files.ts';
import { Problem } from '../http/problem.ts';
import { importFromConsole, undoFromConsole } from '../imports/from-console.ts';
import type { Console, ConsoleEnd } from '../imports/from-console.ts';
import { givenFiles } from '../imports/loose-files.ts';
import { watchRevisions } from '../revision.ts';
import { placeReader } from '../services.ts';

const usage = `npm run import -- FILE [FILE …] --as ${layer.codes.join('|')}
  [--crs EPSG:4528|GCJ-02|BD-09] [--swapped]   coordinate system; needed when the file does not say it
  [--layer NAME] [--encoding GBK]              layer or sheet; encoding of texts
  [--column FIELD=HEADING] [--set FIELD=VALUE] column of a field (nothing = none); value of new rows
  [--key FIELD] [--year 2026]                  field by which known rows are found (code); year of the project list
  [--apply]                                    writes; without it nothing is written
npm run import -- --undo ID
Ends with 0 when all went well, 2 when rows were refused, 1 when nothing was done.`;

const codes: Readonly<Record<ConsoleEnd, number>> = { done: 0, refused: 2, failed: 1 };

try {
  process.exitCode = await main();
} catch (error) {
  const known = error instanceof StartError || error instanceof Problem;
  console.error(error instanceof Problem ? error.facts.detail[languageOf()] : known ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  const config = readConfig();
  const database = await openDatabase(config).catch((error: unknown) => {
    if (error instanceof StartError && error.message.includes('is used by process'))
      throw new StartError(
        `${error.message}. While the server runs on it, files are taken in through the server: on its screen, or by POST /api/imports`,
        { cause: error },
      );
    throw error;
  });
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('cancelled')));
  const revisions = await watchRevisions(database);
  try {
    await migrate(database);
    await checkPlace(database, config.place);
    if ((await database.query(sql`select from place`)).length === 0)
      throw new StartError('the database holds no place yet; start the server once, or run npm run load');
    const tools = {
      database,
      revisions,
      files: fileStore(join(config.dataDirectory, 'files')),
      workDirectory: join(config.dataDirectory, 'work'),
      place: placeReader(database, revisions, () => new Date()),
      report: (error: unknown) => console.error(error),
    };
    const output: Console = { language: languageOf(), print: (line) => console.log(line), stop };
    if (values.undo !== undefined) return codes[await undoFromConsole(tools, values.undo, output)];
    const choices = choicesOf(values);
    let worst = 0;
    for (const file of givenFiles(positionals)) {
      const end = await importFromConsole(tools, file, choices, output);
      worst = worst === 1 ? 1 : end === 'failed' ? 1 : Math.max(worst, codes[end]);
    }
    return worst;
  } finally {
    revisions.close();
    await database.close();
  }
}

function readArguments() {
  try {
    const read = parseArgs({
      allowPositionals: true,
      options: {
        as: { type: 'string' },
        crs: { type: 'string' },
        swapped: { type: 'boolean', default: false },
        layer: { type: 'string' },
        encoding: { type: 'string' },
        column: { type: 'string', multiple: true, default: [] },
        set: { type: 'string', multiple: true, default: [] },
        key: { type: 'string' },
        year: { type: 'string' },
        apply: { type: 'boolean', default: false },
        undo: { type: 'string' },
      },
    });
    if (read.values.undo === undefined && read.positionals.length === 0) throw new Error('no file is named');
    return read;
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}

function choicesOf(values: ReturnType<typeof readArguments>['values']) {
  const { as, year } = values;
  if (!isCode(layer, as))
    throw new StartError(`--as ${as ?? ''}: say what the rows are, one of ${layer.codes.join(', ')}`);
  if (year !== undefined && !/^(199\d|20\d\d)$/.test(year))
    throw new StartError(`--year ${year}: give a year from 1990 to 2099`);
  return {
    noun: as,
    crs: values.crs,
    swapped: values.swapped,
    layer: values.layer,
    encoding: values.encoding,
    key: values.key,
    year: year === undefined ? undefined : Number(year),
    columns: pairs('--column', values.column),
    defaults: pairs('--set', values.set),
    apply: values.apply,
  };
}

function pairs(option: string, given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new StartError(`${option} ${text}: write it as field=value`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function languageOf(): 'zh' | 'en' {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL ?? LC_MESSAGES ?? LANG ?? '').startsWith('zh') ? 'zh' : 'en';
}
