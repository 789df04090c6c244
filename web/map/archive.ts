/** `pmtiles://…` addresses for MapLibre: tiles out of one archive file, by byte ranges. */
import { addProtocol } from 'maplibre-gl';
import { PMTiles } from 'pmtiles';

/**
 * Registers the protocol, once for the page. Not the `Protocol` of pmtiles itself: that one remembers a failed
 * first read for ever, so that a map opened while the server was away would stay without its ground.
 */
export function registerArchives(): void {
  const archives = new Map<string, PMTiles>();
  const read = async <Answer>(
    address: string,
    ask: (archive: PMTiles) => Promise<Answer>,
  ): Promise<Answer> => {
    const archive = archives.get(address) ?? new PMTiles(address);
    archives.set(address, archive);
    try {
      return await ask(archive);
    } catch (error) {
      const aborted = error instanceof DOMException && error.name === 'AbortError';
      if (!aborted && archives.get(address) === archive) archives.delete(address);
      throw error;
    }
  };
  addProtocol('pmtiles', async ({ url, type }, { signal }) => {
    const [, address = '', z, x, y] = /^pmtiles:\/\/(.+?)(?:\/(\d+)\/(\d+)\/(\d+))?$/.exec(url) ?? [];
    if (type === 'json') {
      const versioned = await versionOf(address, signal);
      const header = await read(versioned, (archive) => archive.getHeader());
      return {
        data: {
          tiles: [`pmtiles://${versioned}/{z}/{x}/{y}`],
          minzoom: header.minZoom,
          maxzoom: header.maxZoom,
          bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat],
        },
      };
    }
    const tile = await read(address, (archive) => archive.getZxy(Number(z), Number(x), Number(y), signal));
    return { data: tile ? new Uint8Array(tile.data) : new Uint8Array() };
  });
}

/** The archive's address with its content in it: such ranges stay in the browser's cache, a replaced archive has another. */
async function versionOf(address: string, signal: AbortSignal): Promise<string> {
  const about = address.replace(/\.pmtiles$/, '.json');
  const response = await fetch(about, { signal });
  if (!response.ok) throw new Error(`${about} answered ${response.status}`);
  const { url } = (await response.json()) as { url: string };
  return new URL(url, address).href;
}
