/** Reads what the screen needs and keeps it up to date; when the server is away, keeps what is there and tries again. */
import type { Columns } from '../../data/columns.ts';
import { ApiError, fetchAreas, fetchColumns, fetchNames, fetchPlace, fetchRevisions } from '../api.ts';
import type { Hearing, Place, Revisions } from '../api.ts';
import { namesOf } from './names.ts';
import type { Portal } from './portal.svelte.ts';
import { isStopped } from './work.svelte.ts';
import type { Amount } from './work.svelte.ts';

const firstRetry = 2_000;
const longestRetry = 30_000;
/** How often a screen asks for the revisions: a few hundred bytes that cost the server no question to its database. */
const interval = 10_000;

/** Starts reading; `ready` is told once, when everything was there for the first time. Returns the end of it. */
export function keepUp(portal: Portal, ready: () => void): () => void {
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
      const revisions = await fetchRevisions();
      await portal.work.run((signal, tell) => refresh(portal, revisions, { signal, tell }));
      if (portal.loading.kind === 'failed') portal.recoveries += 1;
      portal.loading = { kind: 'ready' };
      retry = firstRetry;
      if (first) ready();
      timer = setTimeout(read, interval);
    } catch (error) {
      if (isStopped(error)) {
        portal.loading = { kind: 'stopped' };
        return;
      }
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
  portal.readAgain = () => void read();
  void read();
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', wake);
    removeEventListener('online', wake);
  };
}

interface Told {
  readonly signal: AbortSignal;
  readonly tell: (amount: Amount) => void;
}
type Hear = (noun: string) => Hearing;

/** Sums the bytes of files that are read side by side; the total is told once each of them has told its own. */
function hearing({ signal, tell }: Told): Hear {
  const files = new Map<string, Amount>();
  return (noun) => {
    files.set(noun, { done: 0, total: undefined });
    return {
      signal,
      tell: (done, total) => {
        files.set(noun, { done, total });
        const all = [...files.values()];
        tell({
          done: all.reduce((sum, file) => sum + file.done, 0),
          total: all.every((file) => file.total !== undefined)
            ? all.reduce((sum, file) => sum + (file.total ?? 0), 0)
            : undefined,
        });
      },
    };
  };
}

/** Reads what moved. All of it is there before any of it shows: the screen never mixes two revisions. */
async function refresh(portal: Portal, revisions: Revisions, told: Told): Promise<void> {
  const hear = hearing(told);
  const moved = (noun: 'project' | 'district' | 'zone') =>
    portal.revisions?.columns[noun] !== revisions.columns[noun];
  const names = async (noun: 'district' | 'zone') =>
    moved(noun) ? namesOf(await fetchColumns(noun, revisions.columns[noun], {}, hear(noun))) : undefined;
  const everything = portal.revisions === undefined;
  const [place, areas, units, read, districts, zones] = await Promise.all([
    everything || moved('project') ? firstPlace(portal) : undefined,
    everything || moved('district') ? fetchAreas() : undefined,
    everything || moved('project') ? fetchNames('unit') : undefined,
    ofTheYear(portal, revisions, hear),
    names('district'),
    names('zone'),
  ]);
  if (place) portal.place = place;
  if (areas) portal.areas = areas;
  if (units) portal.units = units;
  if (districts) portal.districts = districts;
  if (zones) portal.zones = zones;
  if (read.projects) portal.projects = read.projects;
  if (read.progress) portal.progress = read.progress;
  portal.readFor = {
    project: keyOf('project', portal, revisions, read.asked),
    progress: keyOf('progress', portal, revisions, read.asked),
  };
  if (read.progress) dropUnknownMonth(portal);
  // The same revisions keep the same object: whoever watches it is told of changes only.
  if (JSON.stringify(portal.revisions) !== JSON.stringify(revisions)) portal.revisions = revisions;
}

/** Before there is anything, the map and the name of the place need not wait for the rows. */
async function firstPlace(portal: Portal): Promise<Place> {
  const place = await fetchPlace();
  portal.place ??= place;
  return place;
}

type Asked = Portal['asked'];
type OfTheYear = 'project' | 'progress';

/** What a noun of the year is read for; the place's own year is the same by name and by default. */
function keyOf(noun: OfTheYear, { place }: Portal, { columns }: Revisions, { year, asOf }: Asked): string {
  return JSON.stringify([columns[noun], year ?? place?.year, asOf]);
}

/**
 * The list and the progress of the year, each when it moved or another year or day is asked for; both for the same
 * question, so that they are of one moment.
 */
async function ofTheYear(
  portal: Portal,
  revisions: Revisions,
  hear: Hear,
): Promise<{ projects: Columns | undefined; progress: Columns | undefined; asked: Asked }> {
  const { asked } = portal;
  const read = (noun: OfTheYear) =>
    keyOf(noun, portal, revisions, asked) === portal.readFor[noun]
      ? undefined
      : fetchColumns(noun, revisions.columns[noun], asked, hear(noun));
  try {
    const [projects, progress] = await Promise.all([read('project'), read('progress')]);
    return { projects, progress, asked };
  } catch (error) {
    const refused = error instanceof ApiError && error.status === 400;
    if (!refused || (asked.year === undefined && asked.asOf === undefined)) throw error;
    console.warn(`link: ${error.message}`);
    const { year, asOf } = asked;
    if (year !== undefined) portal.leaveOut({ key: 'year', value: String(year) });
    if (asOf !== undefined) portal.leaveOut({ key: 'asOf', value: asOf });
    portal.clearMoment();
    return ofTheYear(portal, revisions, hear);
  }
}

/** A link may name a month that is not judged yet; then the last one that is stands in its place. */
function dropUnknownMonth(portal: Portal): void {
  const { month } = portal.filter;
  if (month === undefined || portal.months.includes(month)) return;
  console.warn(`link: month=${month} is not judged (${portal.months.join(', ')}) and was left out`);
  portal.leaveOut({ key: 'month', value: month });
  portal.showMonth(portal.months.at(-1) ?? month);
}
