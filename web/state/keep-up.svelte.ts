/** Reads what the screen needs and keeps it up to date; when the server is away, keeps what is there and tries again. */
import { fetchColumns, fetchPlace } from '../api.ts';
import { namesOf } from './names.ts';
import type { Portal } from './portal.svelte.ts';

const firstRetry = 2_000;
const longestRetry = 30_000;
/** How often a quiet screen asks whether something changed; an unchanged answer is a 304 of a few bytes. */
const interval = 30_000;

/** Starts reading; `ready` is told once, when everything was there for the first time. Returns the end of it. */
export function keepUp(portal: Portal, ready: () => void): { stop: () => void; now: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let retry = firstRetry;
  let first = true;

  async function read(): Promise<void> {
    clearTimeout(timer);
    try {
      const [place, projects, districts, zones] = await Promise.all([
        fetchPlace(),
        fetchColumns('project'),
        fetchColumns('district'),
        fetchColumns('zone'),
      ]);
      if (stopped) return;
      portal.place = place;
      portal.districts = namesOf(districts);
      portal.zones = namesOf(zones);
      // An unchanged revision keeps the same object: nothing is evaluated or drawn again.
      if (portal.columns?.revision !== projects.revision) portal.columns = projects;
      portal.loading = { kind: 'ready' };
      retry = firstRetry;
      if (first) ready();
      first = false;
      timer = setTimeout(read, interval);
    } catch (error) {
      if (stopped) return;
      portal.loading = { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
      timer = setTimeout(read, retry);
      retry = Math.min(retry * 2, longestRetry);
    }
  }

  const wake = () => document.visibilityState === 'visible' && void read();
  document.addEventListener('visibilitychange', wake);
  addEventListener('online', wake);
  void read();
  return {
    now: () => void read(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
      removeEventListener('online', wake);
    },
  };
}
