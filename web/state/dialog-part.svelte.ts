/** A dialog whose code is read when it is first opened. */
import type { Component } from 'svelte';
import type { Portal } from './portal.svelte.ts';

export type DialogComponent = Component<{ portal: Portal; onclose: () => void }>;

export class DialogPart {
  /** What is open. */
  shown = $state.raw<DialogComponent>();
  /** Its code is on the way. */
  reading = $state(false);
  readonly #portal: Portal;
  readonly #load: () => Promise<{ default: DialogComponent }>;

  constructor(portal: Portal, load: () => Promise<{ default: DialogComponent }>) {
    this.#portal = portal;
    this.#load = load;
  }

  open = async (): Promise<void> => {
    if (this.reading) return;
    this.reading = true;
    this.#portal.failure = undefined;
    try {
      ({ default: this.shown } = await this.#load());
    } catch (error) {
      console.warn('the part that was opened could not be read:', error);
      this.#portal.failure = 'part';
    }
    this.reading = false;
  };

  close = (): void => {
    this.shown = undefined;
  };
}
