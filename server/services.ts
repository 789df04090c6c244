/** What the routes stand on; made once at the start and handed to every one of them. */
import type { Database } from '../data/db.ts';
import type { ClientReader } from './http/client.ts';
import type { Clock, PlaceTime } from './clock.ts';
import { placeTime } from './clock.ts';
import { readPlace } from './queries/place.ts';
import type { Place } from './queries/place.ts';
import { tryLater } from './http/problem.ts';
import type { ProjectBook } from './book/project-book.ts';
import type { Revisions } from './revision.ts';
import type { ViewerCheck } from './viewer.ts';

export interface Services {
  readonly database: Database;
  readonly revisions: Revisions;
  readonly clock: Clock;
  /** Key for signed cursors and links. */
  readonly secret: string;
  readonly viewerOf: ViewerCheck;
  readonly clientOf: ClientReader;
  /** What was known of the projects, judged. */
  readonly book: ProjectBook;
  /** The place and its time: read once, and again when a place is written. */
  place(): Promise<Place & PlaceTime>;
  /** Is told of errors that nobody foresaw. */
  report(error: unknown): void;
}

/** The reader of the place: kept until the revision of places moves. @throws Problem 503 while nothing is loaded. */
export function placeReader(database: Database, revisions: Revisions, clock: Clock): Services['place'] {
  let kept: Promise<Place | undefined> | undefined;
  revisions.onMove(() => (kept = undefined));
  return async () => {
    kept ??= readPlace(database);
    const asked = kept;
    const place = await asked.catch((error: unknown) => {
      if (kept === asked) kept = undefined;
      throw error;
    });
    if (!place) {
      if (kept === asked) kept = undefined;
      throw tryLater({ zh: '数据库中还没有数据。', en: 'Nothing is loaded into the database yet.' });
    }
    return { ...place, ...placeTime(place, clock) };
  };
}
