/** Live tiles for the routes: kept ones, and drawn ones with equal questions shared and few queries at a time. */
import { layer as layers, type Layer } from '../../data/vocabulary/layer.ts';
import { tile, type LiveTile, type TileAddress } from '../../tiles/live.ts';
import { limiter } from '../http/limiter.ts';
import { tryLater } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { SharedWork, type Shared } from '../http/shared-work.ts';
import { isOlder, tileCache, tileKey, type TileCache } from './tile-cache.ts';
import { vacancy, type Vacancy } from './vacancy.ts';
import type { Viewer } from '../viewer.ts';
import type { StopSignal } from '../../data/stop-signal.ts';

export interface TileQuestion {
  readonly address: TileAddress;
  readonly viewer: Viewer;
  /** Revision in the address of the question, if there is one. */
  readonly wanted: string | undefined;
}

export interface TileService {
  /** The tile if it is kept and, as far as this server knows, the newest. */
  kept(question: TileQuestion): LiveTile | undefined;
  /** The tile drawn, for who found none kept. The query ends when all who ask for it have left. */
  draw(question: TileQuestion): Shared<LiveTile>;
}

const nothing = new Uint8Array();

function vacancyOfEach(): Record<Layer, Vacancy> {
  return Object.fromEntries(layers.codes.map((layer) => [layer, vacancy()])) as Record<Layer, Vacancy>;
}

/** Tile queries at a time: on PostGIS some of the ten connections stay free for the API. */
const running = { postgis: 6, embedded: 1 } as const;
/** A screen at 4K asks for some 300 tiles of seven layers. */
const waiting = 2000;

/**
 * Who asks after a commit gets no older tile: a kept tile is handed out only while it is of the layer's present
 * revision, and who asks joins a query only if it was begun under that revision. A writer on this server refreshes
 * `revisions` before it answers; other servers look every half second.
 */
export function tileService(
  { database, revisions }: Pick<Services, 'database' | 'revisions'>,
  cache: TileCache = tileCache(),
): TileService {
  const flights = new SharedWork<LiveTile>();
  const vacancies = { anonymous: vacancyOfEach(), operator: vacancyOfEach() };
  const empty = new Map<string, LiveTile>();
  const limit = limiter({
    running: running[database.kind],
    waiting,
    refuse: () =>
      tryLater({ zh: '同时请求的瓦片过多。', en: 'Too many tiles are asked for at once.' }, { seconds: 1 }),
  });
  revisions.onMove(() => {
    for (const layer of layers.codes) {
      const present = revisions.layer(layer);
      if (present) cache.keepOnly(layer, present);
    }
  });

  /** One for each layer, so that its headers are made once. */
  function emptyTile(layer: Layer, revision: string): LiveTile {
    let tile = empty.get(layer);
    if (tile?.revision !== revision) empty.set(layer, (tile = { revision, bytes: nothing, packed: false }));
    return tile;
  }

  async function query({ address, viewer }: TileQuestion, signal: StopSignal): Promise<LiveTile> {
    const drawn = await limit.run(() => tile({ ...address, database, viewer: viewer.kind, signal }), signal);
    const present = revisions.layer(address.layer);
    if (drawn.revision !== present) {
      if (present && isOlder(drawn.revision, present)) return drawn; // a commit came meanwhile: not to be kept
      void revisions.refresh(); // another server wrote
    }
    if (drawn.vacantFrom === undefined) cache.put(address, viewer.kind, drawn);
    else vacancies[viewer.kind][address.layer].note(address, drawn.vacantFrom, drawn.revision);
    return drawn;
  }

  function kept({ address, viewer, wanted }: TileQuestion): LiveTile | undefined {
    const present = revisions.layer(address.layer);
    if (present === undefined) return undefined;
    // A revision that this server has not seen yet is asked of the database.
    if (wanted !== undefined && wanted !== present && !isOlder(wanted, present)) return undefined;
    if (vacancies[viewer.kind][address.layer].covers(address, present))
      return emptyTile(address.layer, present);
    return cache.get(address, viewer.kind, present);
  }

  return {
    kept,
    draw(question) {
      const { address, viewer, wanted } = question;
      const key = `${tileKey(address, viewer.kind)} ${revisions.layer(address.layer)} ${wanted}`;
      return flights.join(key, (signal) => query(question, signal));
    },
  };
}
