/** Reads what the screen needs and keeps it up to date; when the server is away, keeps what is there and tries again. */
import type { Columns } from '../../data/columns.ts';
import { ApiError, fetchAreas, fetchColumns, fetchPlace, fetchProgress, fetchRevisions } from '../api.ts';
import type { Revisions } from '../api.ts';
import { namesOf } from './names.ts';
import type { Portal } from './portal.svelte.ts';

const firstRetry = 2_000;
const longestRetry = 30_000;
/** How often a screen asks for the revisions: a few hundred bytes that cost the server no question to its database. */
const interval = 10_000;

/** Starts reading; `ready` is told once, when everything was there for the first time. `now` reads at once. */
export function keepUp(portal: Portal, ready: () => void): { stop: () => void; now: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let busy = false;
  /** Somebody asked while a reading was under way: what that one asked for may be out of date. */
  let again = false;
  let retry = firstRetry;

  async function read(): Promise<void> {
    if (stopped) return;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    clearTimeout(timer);
    try {
      const first = portal.projects === undefined;
      await refresh(portal, await fetchRevisions());
      portal.loading = { kind: 'ready' };
      retry = firstRetry;
      if (first) ready();
      timer = setTimeout(read, interval);
    } catch (error) {
      portal.loading = { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
      timer = setTimeout(read, retry);
      retry = Math.min(retry * 2, longestRetry);
    } finally {
      busy = false;
      if (stopped) clearTimeout(timer);
      else if (again) void read();
    }
  }

  const wake = () => {
    if (document.visibilityState === 'visible') void read();
  };
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

/** Reads what moved. All of it is there before any of it shows: the screen never mixes two revisions. */
async function refresh(portal: Portal, revisions: Revisions): Promise<void> {
  const moved = (noun: 'project' | 'district' | 'zone') =>
    portal.revisions?.columns[noun] !== revisions.columns[noun];
  const names = async (noun: 'district' | 'zone') =>
    moved(noun) ? namesOf(await fetchColumns(noun, revisions.columns[noun])) : undefined;
  const everything = portal.revisions === undefined;
  const [place, areas, projects, progress, districts, zones] = await Promise.all([
    everything || moved('project') ? fetchPlace() : undefined,
    everything || moved('district') ? fetchAreas() : undefined,
    moved('project') ? fetchColumns('project', revisions.columns.project) : undefined,
    progressOf(portal, revisions),
    names('district'),
    names('zone'),
  ]);
  if (place) portal.place = place;
  if (areas) portal.areas = areas;
  if (districts) portal.districts = districts;
  if (zones) portal.zones = zones;
  if (projects) portal.projects = projects;
  if (progress) {
    portal.progress = progress.columns;
    portal.progressKey = progressKey(portal, revisions, progress.asked);
    dropUnknownMonth(portal);
  }
  // The same revisions keep the same object: whoever watches it is told of changes only.
  if (JSON.stringify(portal.revisions) !== JSON.stringify(revisions)) portal.revisions = revisions;
}

type Asked = Portal['progressAsked'];

/** What progress is read for; the place's own year is the same by name and by default. */
function progressKey({ place }: Portal, revisions: Revisions, { year, asOf }: Asked): string {
  return JSON.stringify([revisions.columns.progress, year ?? place?.year, asOf]);
}

/** The year's progress, when it moved or another year or day is asked for. */
async function progressOf(
  portal: Portal,
  revisions: Revisions,
): Promise<{ columns: Columns; asked: Asked } | undefined> {
  const asked = portal.progressAsked;
  if (progressKey(portal, revisions, asked) === portal.progressKey) return undefined;
  try {
    return { columns: await fetchProgress(asked, revisions.columns.progress), asked };
  } catch (error) {
    const refused = error instanceof ApiError && error.status === 400;
    if (!refused || (asked.year === undefined && asked.asOf === undefined)) throw error;
    console.warn(`link: ${error.message}`);
    portal.clearMoment();
    return progressOf(portal, revisions);
  }
}

/** A link may name a month that is not judged yet; then the last one that is stands in its place. */
function dropUnknownMonth(portal: Portal): void {
  const { month } = portal.filter;
  if (month === undefined || portal.months.includes(month)) return;
  console.warn(`link: month=${month} is not judged (${portal.months.join(', ')}) and was left out`);
  portal.showMonth(portal.months.at(-1) ?? month);
}
