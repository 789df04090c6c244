/** The sheet of a month while it is filled in: what is known, what was typed over it, what is wrong, what was sent. */
import type { Rules } from '../../../data/rules/facts.ts';
import { changedFields, entryProblems, knownDraft, reportRow } from './entry.ts';
import type { Draft, EntryField, EntryProblem } from './entry.ts';
import type { PastedCell } from './paste.ts';
import { Refused, fetchSheet, fetchWindow, sendReports } from './reporting-api.ts';
import type { ReportingWindow, Sheet, SheetRow } from './reporting-api.ts';
import type { Session } from './session.svelte.ts';
import { isStopped, Work } from '../../state/work.svelte.ts';

/** One project of the sheet as it stands on the screen. */
export interface Line {
  readonly row: SheetRow;
  readonly draft: Draft;
  readonly changed: readonly EntryField[];
  readonly problems: readonly EntryProblem[];
}

/** What the last sending came to. */
export type Sent =
  | { readonly kind: 'sent'; readonly rows: number; readonly late: boolean }
  /** `sentences` are the server's, about the batch that it refused; `rows` were kept before. */
  | { readonly kind: 'refused'; readonly rows: number; readonly sentences: readonly string[] }
  /** Stopped, or the line broke: `rows` are kept, of `left` it is not known or not so. */
  | { readonly kind: 'stopped' | 'failed'; readonly rows: number; readonly left: number };

/**
 * Rows that the server takes at once, all or none of them. The sheet of one area goes as one; a long one in several, so
 * that it can be told how far it is, and stopped in between.
 */
const rowsAtOnce = 50;

type Drafts = ReadonlyMap<string, Draft>;

/** The facts that checks need of the place. */
export interface Ground {
  readonly today: string;
  readonly rules: Pick<Rules, 'report_jump_share'>;
}

export class ReportSheet {
  /** The window of the month that is reported now. */
  present = $state.raw<ReportingWindow>();
  sheet = $state.raw<Sheet>();
  reading = $state<'reading' | 'read' | 'failed'>('reading');
  /** Code of a reporting area; `undefined` = all. */
  area = $state<string>();
  lateReason = $state('');
  sending = $state(false);
  /** The sending, in rows. */
  readonly work = new Work();
  sent = $state.raw<Sent>();
  /** The month that was asked for last. */
  #wanted: string | undefined;
  #drafts = $state.raw<Drafts>(new Map());
  #before = $state.raw<readonly Drafts[]>([]);
  /** The server's sentences by `code field`. */
  #refusals = $state.raw<ReadonlyMap<string, string>>(new Map());
  readonly #session: Session;
  readonly #ground: () => Ground | undefined;

  constructor(session: Session, ground: () => Ground | undefined) {
    this.#session = session;
    this.#ground = ground;
  }

  readonly lines: readonly Line[] = $derived.by(() => {
    const ground = this.#ground();
    const { sheet } = this;
    if (!sheet) return [];
    return sheet.rows.map((row) => {
      const known = knownDraft(row);
      const draft = this.#drafts.get(row.code);
      const changed = draft ? changedFields(row, draft) : [];
      const problems =
        draft && ground && changed.length > 0
          ? entryProblems(row, draft, { ...ground, month: sheet.month })
          : [];
      return { row, draft: draft ?? known, changed, problems };
    });
  });
  /** The lines of the chosen area. */
  readonly shown: readonly Line[] = $derived(
    this.area === undefined ? this.lines : this.lines.filter(({ row }) => row.reportingArea === this.area),
  );
  readonly changedLines: readonly Line[] = $derived(this.lines.filter(({ changed }) => changed.length > 0));
  readonly writable: boolean = $derived(this.sheet !== undefined && this.sheet.state !== 'not_open');
  readonly late: boolean = $derived(this.sheet?.state === 'closed');
  readonly canUndo: boolean = $derived(this.#before.length > 0);

  /** Reads a month, by default the one that is reported now. What was typed stays where it is not the same now. */
  async read(month: string | undefined, language: string): Promise<void> {
    const { token } = this.#session;
    if (token === undefined) return;
    const asker = { token, language };
    this.#wanted = month;
    this.reading = 'reading';
    try {
      this.present = await fetchWindow(asker);
      const sheet = await fetchSheet(month ?? this.present.month, asker);
      if (sheet.month !== this.sheet?.month) this.forget();
      this.sheet = sheet;
      this.reading = 'read';
    } catch (error) {
      if (!this.#session.isOver(error)) this.reading = 'failed';
    }
  }

  /** Reads what was asked for last once more. */
  readAgain(language: string): Promise<void> {
    return this.read(this.#wanted, language);
  }

  /** The server's sentence about a cell, until the cell is changed. */
  refusalOf(code: string, field: EntryField): string | undefined {
    return this.#refusals.get(`${code} ${field}`);
  }

  /** Remembers what stands there now: `undo` comes back to it. */
  checkpoint(): void {
    this.#before = [...this.#before.slice(-99), this.#drafts];
  }

  set(code: string, field: EntryField, text: string): void {
    this.#put([{ project: code, field, text }]);
  }

  /** Takes a pasted block as one step. */
  paste(cells: readonly PastedCell[]): void {
    this.checkpoint();
    this.#put(cells);
  }

  undo(): void {
    const last = this.#before.at(-1);
    if (!last) return;
    this.#drafts = last;
    this.#before = this.#before.slice(0, -1);
  }

  /** Drops what is not sent, of one project or of all; `undo` brings it back. */
  discard(only?: string): void {
    this.checkpoint();
    const others = ([key]: readonly [string, unknown]) => only !== undefined && key.split(' ')[0] !== only;
    this.#drafts = new Map([...this.#drafts].filter(others));
    this.#refusals = new Map([...this.#refusals].filter(others));
    this.sent = undefined;
  }

  /**
   * Sends all changed rows, or one, in batches: of each all rows are kept or none. What is stopped stops after the batch
   * that is under way. True when any row was kept.
   */
  async submit(language: string, only?: string): Promise<boolean> {
    const { token } = this.#session;
    const { sheet } = this;
    const lines = this.changedLines.filter(({ row }) => only === undefined || row.code === only);
    if (token === undefined || !sheet || lines.length === 0 || this.sending) return false;
    this.sending = true;
    this.sent = undefined;
    this.#refusals = new Map();
    const reason = this.late ? { reason: this.lateReason.trim() } : {};
    const total = lines.length;
    let rows = 0;
    let batch: readonly Line[] = [];
    let outcome: Sent | undefined;
    try {
      await this.work.run(async (signal, tell) => {
        let late = false;
        while (rows < total) {
          signal.throwIfAborted();
          tell({ done: rows, total });
          batch = lines.slice(rows, rows + rowsAtOnce);
          const written = batch.map(({ row, draft }) => reportRow(row.code, draft));
          const body = { month: sheet.month, rows: written, ...reason };
          ({ late } = await sendReports(body, { token, language }));
          rows += batch.length;
        }
        outcome = { kind: 'sent', rows, late };
      });
    } catch (error) {
      if (isStopped(error)) outcome = { kind: 'stopped', rows, left: total - rows };
      else if (!this.#session.isOver(error))
        outcome = this.#refused(error, batch, { rows, left: total - rows });
    }
    if (rows > 0) await this.#taken(lines.slice(0, rows), sheet.month, language);
    this.sent = outcome;
    this.sending = false;
    return rows > 0;
  }

  /** Rows that the server has: they are drafts no more, and nothing leads back before them. */
  async #taken(lines: readonly Line[], month: string, language: string): Promise<void> {
    const codes = new Set(lines.map(({ row }) => row.code));
    const without = (drafts: Drafts): Drafts => new Map([...drafts].filter(([code]) => !codes.has(code)));
    await this.read(month, language);
    this.#drafts = without(this.#drafts);
    this.#before = this.#drafts.size === 0 ? [] : this.#before.map(without);
  }

  #refused(error: unknown, batch: readonly Line[], { rows, left }: { rows: number; left: number }): Sent {
    if (!(error instanceof Refused)) return { kind: 'failed', rows, left };
    const refusals = new Map<string, string>();
    for (const { key, detail } of error.refusals) {
      const [, at, field] = /^rows\.(\d+)\.(\w+)$/.exec(key) ?? [];
      const code = batch[Number(at)]?.row.code;
      if (code !== undefined && detail !== undefined) {
        refusals.set(`${code} ${field === 'project' ? 'completed' : (field ?? '')}`, detail);
      }
    }
    this.#refusals = refusals;
    const sentences = error.refusals.flatMap(({ detail }) => (detail ? [detail] : []));
    return { kind: 'refused', rows, sentences: sentences.length > 0 ? sentences : [error.message] };
  }

  #put(cells: readonly PastedCell[]): void {
    const drafts = new Map(this.#drafts);
    const refusals = new Map(this.#refusals);
    const rows = new Map(this.sheet?.rows.map((row) => [row.code, row]));
    for (const { project, field, text } of cells) {
      const row = rows.get(project);
      if (!row) continue;
      drafts.set(project, { ...(drafts.get(project) ?? knownDraft(row)), [field]: text });
      refusals.delete(`${project} ${field}`);
      // A reason may be all that a figure lacked.
      if (field === 'reason')
        for (const key of refusals.keys()) if (key.startsWith(`${project} `)) refusals.delete(key);
    }
    this.#drafts = drafts;
    this.#refusals = refusals;
    this.sent = undefined;
  }

  /** Drops everything that is not sent, for good. */
  forget(): void {
    this.#drafts = new Map();
    this.#before = [];
    this.#refusals = new Map();
    this.lateReason = '';
    this.sent = undefined;
  }
}
