/** The imports of this tab: the list, the one that is open, and what is under way with it. */
import { ApiError } from '../../api.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';
import { isStopped, Work } from '../../state/work.svelte.ts';
import type { Asker } from '../reporting/reporting-api.ts';
import type { Session } from '../reporting/session.svelte.ts';
import { act, askAgain, fetchImport, fetchImports, sendImport, sendSettings } from './import-api.ts';
import type { ImportCard, ImportItem, ImportSettings } from './import-api.ts';

/** How often work under way is asked after, ms. */
const pause = 700;

export class ImportDesk {
  readonly #session: Session;
  readonly #language: () => string;
  list = $state.raw<readonly ImportItem[]>();
  card = $state.raw<ImportCard>();
  /** The sentence of what failed last; `''` = the server could not be reached. */
  failure = $state<string>();
  /** Something was asked and is not answered yet. */
  busy = $state(false);
  readonly upload = new Work();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session, language: () => string) {
    this.#session = session;
    this.#language = language;
  }

  /** @throws Error before somebody has signed in. */
  get asker(): Asker {
    const { token } = this.#session;
    if (token === undefined) throw new Error('nobody has signed in');
    return { token, language: this.#language() };
  }

  /** A job works on the open import, or is about to. */
  get working(): boolean {
    return this.card !== undefined && this.card.state.endsWith('ing');
  }

  async readList(): Promise<void> {
    const list = await this.try(() => fetchImports(this.asker));
    if (list) this.list = list;
  }

  /** Opens an import and follows it while something works on it. */
  async open(id: string): Promise<void> {
    this.leave();
    if (this.card?.id !== id) this.card = undefined;
    this.#take(await this.try(() => fetchImport(id, this.asker)));
  }

  /** Ends following the open import. */
  leave(): void {
    clearTimeout(this.#timer);
  }

  /** Sends a file; `undefined` when it was stopped or refused. */
  async send(file: Blob, name: string, noun: Layer): Promise<ImportCard | undefined> {
    return this.try(() =>
      this.upload.run((signal, tell) =>
        sendImport({ file, name, noun }, this.asker, {
          signal,
          tell: (done, total) => tell({ done, total }),
        }),
      ),
    );
  }

  async readAgain(body: { readonly layer?: string; readonly encoding?: string }): Promise<void> {
    await this.#change((id) => askAgain(id, body, this.asker));
  }
  async check(settings: ImportSettings): Promise<void> {
    await this.#change((id) => sendSettings(id, settings, this.asker));
  }
  async act(action: 'apply' | 'undo' | 'cancel'): Promise<void> {
    await this.#change((id) => act(id, action, this.asker));
  }

  async #change(ask: (id: string) => Promise<ImportCard>): Promise<void> {
    const { card } = this;
    if (!card) return;
    this.leave();
    const changed = await this.try(() => ask(card.id));
    // What was refused may have been changed by somebody else meanwhile.
    this.#take(changed ?? (await fetchImport(card.id, this.asker).catch(() => undefined)));
  }

  #take(card: ImportCard | undefined): void {
    if (!card) return;
    this.card = card;
    clearTimeout(this.#timer);
    if (this.working) this.#timer = setTimeout(() => void this.#follow(card.id), pause);
  }

  async #follow(id: string): Promise<void> {
    try {
      const card = await fetchImport(id, this.asker);
      if (this.card?.id === id) this.#take(card);
    } catch (error) {
      if (this.#session.isOver(error)) return;
      // The server may be away for a moment: the work goes on there, and is asked after again.
      this.#timer = setTimeout(() => void this.#follow(id), 4 * pause);
    }
  }

  /** Asks the server; what it refuses becomes the failure that the screen shows. */
  async try<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
    this.failure = undefined;
    this.busy = true;
    try {
      return await ask();
    } catch (error) {
      if (!this.#session.isOver(error) && !isStopped(error))
        this.failure = error instanceof ApiError ? error.message : '';
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}
