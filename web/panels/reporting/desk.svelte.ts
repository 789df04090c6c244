/** The desk of this tab: what is typed stays on it while the screen is left and opened again. */
import { ReportSheet } from './report-sheet.svelte.ts';
import type { Ground } from './report-sheet.svelte.ts';
import { Session } from './session.svelte.ts';

class Desk {
  /** What the place says; the screen writes it. */
  ground = $state.raw<Ground>();
  readonly session = new Session();
  readonly sheet = new ReportSheet(this.session, () => this.ground);
}

export const desk = new Desk();
