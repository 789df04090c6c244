import type { LiveTile } from '../../tiles/live.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';

/** A usual answer, ready to be sent again. */
export interface RecentAnswer {
  readonly layer: Layer;
  readonly tile: LiveTile;
  /** Names and values by turns. */
  readonly headers: string[];
}

/** The last usual answers by the address as it was asked for; who takes one asks whether its revision is the present one. */
export interface RecentAnswers {
  get(url: string): RecentAnswer | undefined;
  put(url: string, answer: RecentAnswer): void;
}

/**
 * A small memory before the large one: a screen asks for the same few hundred tiles as the last one, and finding them
 * by their address alone spares reading it. When it is full it begins anew; the bytes are those of the tile cache.
 */
export function recentAnswers(mostAnswers = 2048, mostBytes = 8 * 2 ** 20): RecentAnswers {
  const answers = new Map<string, RecentAnswer>();
  let bytes = 0;
  return {
    get: (url) => answers.get(url),
    put(url, answer) {
      const size = answer.tile.bytes.length;
      if (answers.size >= mostAnswers || bytes + size > mostBytes) {
        answers.clear();
        bytes = 0;
      }
      const before = answers.get(url);
      bytes += size - (before?.tile.bytes.length ?? 0);
      answers.set(url, answer);
    },
  };
}
