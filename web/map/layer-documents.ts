/** `layer://…/tiles/layers.json#project` addresses for MapLibre: the TileJSON of all layers by one request. */
import { addProtocol } from 'maplibre-gl';

/** TileJSON by the name of the layer. */
type Documents = Readonly<Record<string, object>>;

/**
 * Registers the protocol, once for the page. Layers that are asked for in the same turn share an answer; a later
 * turn asks anew, for then a revision may have moved.
 */
export function registerLayers(): void {
  const asked = new Map<string, Promise<Documents>>();
  addProtocol('layer', async ({ url }) => {
    const [address = '', noun = ''] = url.slice('layer://'.length).split('#');
    let documents = asked.get(address);
    if (!documents) {
      asked.set(address, (documents = read(address)));
      setTimeout(() => asked.delete(address));
    }
    const document = (await documents)[noun];
    if (document === undefined) throw new Error(`${address} says nothing of ${noun}`);
    return { data: document };
  });
}

async function read(address: string): Promise<Documents> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`fetch: ${address} answered ${response.status}`);
  return (await response.json()) as Documents;
}
