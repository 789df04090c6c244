/** Parts of the screen that the first picture does without: their code is read when they are shown, or ahead in a quiet moment. */
export const parts = {
  card: () => import('./card/Card.svelte'),
  layers: () => import('./Layers.svelte'),
  league: () => import('./league/League.svelte'),
  tray: () => import('./tray/Tray.svelte'),
  reporting: () => import('./reporting/Reporting.svelte'),
} as const;

/** Reads the parts that a click brings, once nothing else is to be done; a failure is told when the part is shown. */
export function readAhead(): void {
  const read = () => {
    for (const part of ['card', 'layers', 'league', 'tray'] as const) parts[part]().catch(() => undefined);
  };
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(read, { timeout: 10_000 });
  else setTimeout(read, 2_000);
}
