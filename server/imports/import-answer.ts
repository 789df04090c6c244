/** Imports as the API answers them: sentences in the language of who asks. */
import type { z } from 'zod';
import type { ImportAction, ImportState } from '../../data/vocabulary/import.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import type { ProblemLanguage } from '../http/problem.ts';
import type { ImportCard, ImportFacts, ImportReading, ImportRow, ImportWork } from '../queries/imports.ts';
import type { importCard, importItem, importRow } from './import-answers.ts';

const stages = {
  import_read: 'reading',
  import_check: 'checking',
  import_apply: 'applying',
  import_undo: 'undoing',
} as const satisfies Record<ImportWork, ImportState>;

const failures: Readonly<Record<ImportWork, Word>> = {
  import_read: { zh: '文件无法读取', en: 'The file cannot be read' },
  import_check: { zh: '检查未完成', en: 'The check was not completed' },
  import_apply: { zh: '未写入任何数据', en: 'Nothing was written' },
  import_undo: { zh: '未撤销任何数据', en: 'Nothing was undone' },
};

/** What can be done in each state. */
export const actionsIn: Readonly<Record<ImportState, readonly ImportAction[]>> = {
  reading: ['cancel'],
  asks: ['read', 'settings', 'cancel'],
  checking: ['cancel'],
  checked: ['read', 'settings', 'apply', 'cancel'],
  applying: ['cancel'],
  applied: ['undo'],
  undoing: ['cancel'],
  undone: [],
  failed: ['read'],
  cancelled: [],
};

export function itemAnswer(facts: ImportFacts, language: ProblemLanguage): z.input<typeof importItem> {
  const { id, noun, fileName, fileHash, bytes, state, job, problem, summary } = facts;
  return {
    id,
    noun,
    fileName,
    fileHash,
    bytes,
    state,
    job: job && { state: job.state, stage: stages[job.kind], done: job.done, total: job.total },
    problem: problem && {
      kind: problem.kind,
      title: failures[problem.during][language],
      detail: problem[language],
    },
    createdAt: facts.createdAt,
    createdBy: facts.createdBy,
    summary: summary && {
      ...summary,
      created: {
        company: [...summary.created.company],
        unit: [...summary.created.unit],
        person: [...summary.created.person],
      },
      warnings: summary.warnings.map((warning) => warning[language]),
    },
    appliedAt: facts.appliedAt,
    undoneAt: facts.undoneAt,
    actions: [...actionsIn[state]],
  };
}

export function cardAnswer(card: ImportCard, language: ProblemLanguage): z.input<typeof importCard> {
  const { reading, settings } = card;
  return {
    ...itemAnswer(card, language),
    reading: reading && 'format' in reading ? readingAnswer(reading, language) : null,
    settings: settings as z.input<typeof importCard>['settings'],
  };
}

function readingAnswer(reading: ImportReading, language: ProblemLanguage) {
  const { crs, columnsProposed, notes } = reading;
  const columns = Object.entries(columnsProposed).map(
    ([field, { reason, ...proposal }]) => [field, { ...proposal, reason: reason[language] }] as const,
  );
  return {
    ...reading,
    crs: {
      declared: crs.declared,
      proposals: crs.proposals.map(({ name, reason, warning, ...proposal }) => ({
        ...proposal,
        name: name[language],
        reason: reason[language],
        warning: warning?.[language] ?? null,
      })),
    },
    columnsProposed: Object.fromEntries(columns),
    notes: notes.map((note) => note[language]),
  } as z.input<typeof importCard>['reading'];
}

export function rowAnswer(row: ImportRow, language: ProblemLanguage): z.input<typeof importRow> {
  const { changes, reasons, readings, repair, ...rest } = row;
  return {
    ...rest,
    changes: (changes ?? []).map(({ field, before, after }) => ({ field, before, after })),
    reasons: (reasons ?? []).map(({ field, value, ...text }) => ({ field, value, text: text[language] })),
    readings: (readings ?? []).map(({ field, given, value, note }) => ({
      field,
      given,
      value,
      text: note?.[language] ?? null,
    })),
    repair: repair && {
      text: repair[language],
      areaBefore: repair.areaBefore,
      areaAfter: repair.areaAfter,
    },
  };
}
