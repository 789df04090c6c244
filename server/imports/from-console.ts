/** One import from the command line: received, read, checked and, when asked for, applied, by this process itself. */
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { ProblemLanguage } from '../http/problem.ts';
import { runJob } from '../jobs.ts';
import { importRows, oneImport } from '../queries/imports.ts';
import type { ImportCard, ImportReading, ImportWork } from '../queries/imports.ts';
import type { Job } from '../queries/jobs.ts';
import { printColumns, printProposals, printReading, printRefused, printSummary } from './console.ts';
import type { ImportSettings } from './import-facts.ts';
import type { GivenFile } from './loose-files.ts';
import { receiveFile } from './receive.ts';
import { checkSettings } from './settings.ts';
import { askAction } from './steps.ts';
import { importWorks } from './works.ts';
import type { ImportTools } from './works.ts';

/** What was typed. */
export interface ConsoleChoices {
  readonly noun: Layer;
  readonly layer: string | undefined;
  readonly encoding: string | undefined;
  readonly crs: string | undefined;
  readonly swapped: boolean;
  readonly key: string | undefined;
  readonly year: number | undefined;
  /** Field → heading; an empty heading leaves the field out. */
  readonly columns: Readonly<Record<string, string>>;
  /** Field → value of new rows. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly apply: boolean;
}

export interface Console {
  readonly language: ProblemLanguage;
  print(line: string): void;
  /** Aborts on Ctrl+C. */
  readonly stop: AbortController;
}

const actor = 'operator';
const refusedShown = 20;

/** How it ended: `refused` = some rows could not be taken, `failed` = nothing was done. */
export type ConsoleEnd = 'done' | 'refused' | 'failed';

/** Imports a file. Everything that it says is printed. @throws Problem for settings that do not fit. */
export async function importFromConsole(
  tools: ImportTools,
  file: GivenFile,
  choices: ConsoleChoices,
  console: Console,
): Promise<ConsoleEnd> {
  const { print, language } = console;
  const { noun, layer, encoding } = choices;
  const say = (zh: string, en: string) => print(language === 'zh' ? zh : en);
  const received = await receiveFile(tools, {
    noun,
    fileName: file.name,
    chunks: await file.chunks(),
    actor,
    own: true,
  });
  const id = received.subject;
  say(`${file.name}（导入 ${id}）`, `${file.name} (import ${id})`);
  let card = await run(tools, received, console);
  if (card.state === 'asks' && (layer ?? encoding) !== undefined) {
    const asked = { reading: { asked: { layer, encoding } } };
    card = await run(
      tools,
      await askAction(tools.database, card, 'read', { actor, own: true, patch: asked }),
      console,
    );
  }
  const { reading } = card;
  if (card.state !== 'asks' || !reading || !('format' in reading)) return said(card, console);
  printReading(reading, language, print);
  const given = settingsOf(reading, choices);
  if (!given) {
    printProposals(reading, language, print);
    return 'failed';
  }
  const settings = checkSettings(card, given);
  printColumns({ noun, settings, reading }, language, print);
  card = await run(
    tools,
    await askAction(tools.database, card, 'settings', { actor, own: true, patch: { settings } }),
    console,
  );
  if (card.state !== 'checked') return said(card, console);
  printSummary(card, language, print);
  const refused = card.summary?.refused ?? 0;
  printRefused(
    await importRows(tools.database, { id, states: ['refused'], after: 0, limit: refusedShown }),
    language,
    print,
  );
  if (refused > refusedShown)
    say(`  另有 ${refused - refusedShown} 行`, `  and ${refused - refusedShown} more`);
  if (!choices.apply) {
    say(
      '只作检查，未写入；加 --apply 写入。',
      'This was a dry run, nothing was written; add --apply to write.',
    );
    return refused > 0 ? 'refused' : 'done';
  }
  card = await run(tools, await askAction(tools.database, card, 'apply', { actor, own: true }), console);
  if (card.state !== 'applied') return said(card, console);
  say(`已写入；撤销：--undo ${id}`, `Written; to undo: --undo ${id}`);
  return refused > 0 ? 'refused' : 'done';
}

/** Undoes an import as a whole. */
export async function undoFromConsole(tools: ImportTools, id: string, console: Console): Promise<ConsoleEnd> {
  const card = await cardOf(tools, id);
  const undone = await run(
    tools,
    await askAction(tools.database, card, 'undo', { actor, own: true }),
    console,
  );
  if (undone.state !== 'undone') return said(undone, console);
  console.print(console.language === 'zh' ? `已撤销 ${id}` : `Undone: ${id}`);
  return 'done';
}

/** @throws Error when there is none of this id. */
async function cardOf({ database, place }: ImportTools, id: string): Promise<ImportCard> {
  const { timeZone } = await place();
  const card = await oneImport(database, { id, timeZone });
  if (!card) throw new Error(`there is no import ${id}`);
  return card;
}

async function run(tools: ImportTools, job: Job, { stop }: Console): Promise<ImportCard> {
  const work = importWorks(tools)[job.kind as ImportWork];
  await runJob({ database: tools.database, work, job, stop });
  return cardOf(tools, job.subject);
}

function said({ problem, state }: ImportCard, { print, language }: Console): ConsoleEnd {
  print(problem ? problem[language] : state);
  return 'failed';
}

/** The settings: what was typed, else what the last file with these columns had, else what is proposed. */
function settingsOf(reading: ImportReading, choices: ConsoleChoices): ImportSettings | undefined {
  const { template, position, columnsProposed } = reading;
  const declared = reading.crs.declared && reading.crs.proposals[0];
  const crs =
    choices.crs ??
    template?.crs ??
    (position.kind === 'none' ? 'EPSG:4326' : declared ? declared.crs : undefined);
  if (crs === undefined) return undefined;
  const proposed = Object.fromEntries(
    Object.entries(columnsProposed).map(([field, { column, unit }]) => [
      field,
      { column, ...(unit ? { unit } : {}) },
    ]),
  );
  const typed = Object.fromEntries(
    Object.entries(choices.columns).map(([field, column]) => [field, { column }]),
  );
  const columns = Object.entries({ ...(template?.columns ?? proposed), ...typed });
  return {
    layer: reading.layer,
    crs,
    swapped: choices.crs ? choices.swapped : (template?.swapped ?? declared?.swapped ?? choices.swapped),
    position: template?.position ?? position,
    key: choices.key ?? template?.key ?? 'code',
    columns: Object.fromEntries(columns.filter(([, choice]) => choice?.column)),
    defaults: { ...template?.defaults, ...choices.defaults },
    districtByPosition: template?.districtByPosition ?? true,
    ...(choices.encoding === undefined ? {} : { encoding: choices.encoding }),
    ...(choices.year === undefined ? {} : { year: choices.year }),
  };
}
