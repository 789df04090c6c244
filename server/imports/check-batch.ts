/** The rows of a file, batch by batch: what each of them would do. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from '../../data/db.ts';
import { sortKey } from '../../data/load/sort-key.ts';
import type { StopSignal } from '../../data/stop-signal.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import { shorten } from '../http/problem.ts';
import type { KeptRow } from '../queries/imports/rows.ts';
import type { Target } from '../queries/imports/targets.ts';
import { decide } from './decide.ts';
import type { Decision, Rules } from './decide.ts';
import { FileKeys, sameAsRow } from './file-keys.ts';
import { noGeometry } from './geometry-words.ts';
import type { ImportPlace, ImportSettings, RowReason, SourceRow } from './import-facts.ts';
import type { Lookups } from './lookups.ts';
import { findPlaces } from './find-places.ts';
import type { FoundPlace } from './find-places.ts';
import { findTargets, takenValues } from './find-targets.ts';
import { Packages } from './packages.ts';
import { forbiddenOffers } from './published-parcels.ts';
import { isCreation, rowReader, storable } from './read-row.ts';
import type { Facts, ReadRow } from './read-row.ts';
import { isEmpty } from './same-fact.ts';
import { Outside } from './outside.ts';

export interface BatchQuestion {
  readonly noun: Layer;
  readonly settings: ImportSettings;
  readonly place: ImportPlace;
  readonly fileName: string;
  readonly lookups: Lookups;
  readonly siteCodes: ReadonlySet<string>;
  readonly signal?: StopSignal | undefined;
}

/** A row and what has been found out about it so far. */
export interface BatchRow extends ReadRow {
  readonly source: SourceRow;
  place: FoundPlace | undefined;
  target: Target | undefined;
  moved: boolean;
  decision: Decision | undefined;
}

export interface BatchChecker {
  /** Checks rows; they come once and in the order of the file. */
  check(rows: readonly SourceRow[]): Promise<KeptRow[]>;
  /** What shows only when all rows are known. */
  finish(): { refused: { row: number; reason: RowReason }[]; warnings: Word[] };
}

const reason = (field: string, value: unknown, word: Word): RowReason => ({
  field,
  value: shorten(String(value ?? '')),
  ...word,
});

export async function batchChecker(database: Database, question: BatchQuestion): Promise<BatchChecker> {
  const { noun, settings, place, signal } = question;
  const reader = rowReader(noun, settings, {
    lookups: question.lookups,
    timeZone: place.timeZone,
    defaults: { source: question.fileName, dataAsOf: place.today, ...settings.defaults },
  });
  const thisYear = settings.year ?? place.years[0] ?? Number(place.today.slice(0, 4));
  const rules: Rules = {
    noun,
    defaults: reader.defaults,
    siteCodes: question.siteCodes,
    yearOf: (given) => (typeof given['year'] === 'number' ? given['year'] : thisYear),
  };
  const places = findPlaces(database, question);
  const outside = new Outside();
  const packages = new Packages();
  const late: { row: number; reason: RowReason }[] = [];
  /** Fields that no two rows may share. */
  const unique = new Map(
    [...new Set(['code', ...(noun === 'project' ? ['nationalCode'] : []), settings.key])].map((field) => [
      field,
      new FileKeys(),
    ]),
  );

  /** Both rows are refused that share a value; the first one may be in the database already. */
  function refuseRepeated(row: BatchRow): void {
    for (const [field, keys] of unique) {
      const value = row.facts[field];
      if (isEmpty(value)) continue;
      const before = keys.take(String(value), row.row);
      if (!before) continue;
      row.reasons.push(reason(field, value, sameAsRow(before.first)));
      if (!before.told) late.push({ row: before.first, reason: reason(field, value, sameAsRow(row.row)) });
    }
  }

  function decideRow(row: BatchRow): Decision {
    const refused = (): Decision => ({ state: 'refused', facts: null, changes: null, reasons: row.reasons });
    const { place: found, target } = row;
    if (found && 'refused' in found) row.reasons.push(reason('geometry', '', found.refused));
    if (!found && !target && noun !== 'project') row.reasons.push(reason('geometry', '', noGeometry));
    row.reasons.push(...(target ? [] : reader.refusedDefaults));
    const located = found !== undefined && 'wkb' in found;
    const decision = decide(
      {
        given: withPosition(row, found),
        target,
        moved: row.moved,
        located: located || (target?.located ?? false),
        parentInFile: row.parentInFile,
      },
      rules,
    );
    // A value that could not be read is not missing as well.
    const told = new Set(row.reasons.map(({ field }) => field));
    row.reasons.push(...decision.reasons.filter(({ field }) => !told.has(field)));
    return row.reasons.length > 0 ? refused() : decision;
  }

  /** Values that the position gives where the file's columns do not. */
  function withPosition(row: BatchRow, found: FoundPlace | undefined): Facts {
    if (!found || !('wkb' in found)) return row.facts;
    const { district, districts, zone } = found;
    return {
      ...row.facts,
      ...(district && isEmpty(row.facts['district']) ? { district } : {}),
      ...(districts && isEmpty(row.facts['districts']) ? { districts } : {}),
      ...(zone && isEmpty(row.facts['zone']) ? { zone } : {}),
    };
  }

  function kept(row: BatchRow): KeptRow {
    const decision = row.decision as Decision;
    const { state, facts, changes } = decision;
    const { place: found, target, source } = row;
    const shape = found && 'wkb' in found ? found : undefined;
    const value = (field: string) => {
      const own = facts?.[field] ?? row.facts[field];
      return typeof own === 'string' && !isCreation(own) ? own : null;
    };
    const name = value('name') ?? (target?.facts['name'] as string | undefined) ?? null;
    const named = facts && typeof facts['name'] === 'string' ? facts['name'] : null;
    const isNew = state === 'new';
    return {
      row: row.row,
      state,
      code: target?.code ?? value('code'),
      name,
      target_fid: target?.fid ?? null,
      given: source.values,
      facts,
      changes,
      reasons: row.reasons.length > 0 ? row.reasons : null,
      readings: row.readings.length > 0 ? row.readings : null,
      repair: shape && (isNew || row.moved || state === 'refused') ? shape.repair : null,
      notes: shape?.note ? [shape.note] : null,
      sort_key: named === null ? null : sortKey(named),
      geom: shape && state !== 'unchanged' && (!target || row.moved) ? shape.wkb : null,
    };
  }

  return {
    async check(rows) {
      const batch: BatchRow[] = await inSlices(rows, (given) => {
        const source = storable(given);
        return {
          ...reader.read(source),
          source,
          place: undefined,
          target: undefined,
          moved: false,
          decision: undefined,
        };
      });
      for (const row of batch) refuseRepeated(row);
      await places.find(batch);
      await findTargets(database, batch, { noun, key: settings.key, yearOf: rules.yearOf, signal });
      await takenValues(database, batch, { noun, key: settings.key });
      for (const row of batch) row.decision = decideRow(row);
      if (noun === 'parcel') await forbiddenOffers(database, batch, signal);
      for (const row of batch) {
        if (
          row.place &&
          'wkb' in row.place &&
          row.place.outsideKm !== null &&
          row.decision?.state !== 'refused'
        )
          outside.add(row.row, row.place.outsideKm);
        if (noun === 'project') packages.add(row);
      }
      return inSlices(batch, kept);
    },
    finish() {
      const warning = outside.warning(place.name);
      return {
        refused: [...late, ...packages.refusals(new Set(late.map(({ row }) => row)))],
        warnings: warning ? [warning] : [],
      };
    },
  };
}

/** Rows worked on before other requests get their turn: some milliseconds. */
const sliceSize = 100;

async function inSlices<Given, Made>(rows: readonly Given[], make: (row: Given) => Made): Promise<Made[]> {
  const made: Made[] = [];
  for (const [at, row] of rows.entries()) {
    if (at > 0 && at % sliceSize === 0) await turn();
    made.push(make(row));
  }
  return made;
}
