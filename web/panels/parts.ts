/** Parts of the screen that the first picture does without: their code is read when they are shown, or ahead in a quiet moment. */
export const parts = {
  card: () => import('./card/Card.svelte'),
  layers: () => import('./Layers.svelte'),
  league: () => import('./league/League.svelte'),
  tray: () => import('./tray/Tray.svelte'),
  reporting: () => import('./reporting/Reporting.svelte'),
  imports: () => import('./import/Import.svelte'),
  wall: () => import('../wall/Wall.svelte'),
} as const;

/** How long the page has been quiet before parts are read ahead, ms. */
const quiet = 3_000;

/** Reads the parts that a click brings, once nothing else is to be done; a failure is told when the part is shown. */
export function readAhead(): void {
  const read = () => {
    for (const part of ['card', 'layers', 'league', 'tray'] as const) parts[part]().catch(() => undefined);
  };
  // Safari has no requestIdleCallback.
  setTimeout(() => ('requestIdleCallback' in globalThis ? requestIdleCallback(read) : read()), quiet);
}
