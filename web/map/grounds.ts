/** The grounds that can be chosen; a chunk of its own, loaded when a ground other than the own one is. */
import { plainGround } from '../../tiles/style/other-ground.ts';
import type { OtherGround } from '../../tiles/style/other-ground.ts';
import { protomapsGround } from '../../tiles/style/protomaps/protomaps.ts';
import { tiandituGround } from '../../tiles/style/tianditu.ts';
import { fetchBasemaps } from '../api.ts';
import type { Language } from '../text/texts.ts';

/** A ground by its name in a link; `undefined` when this portal does not offer it. Throws like `fetchPlace`. */
export async function readGround(id: string, language: Language): Promise<OtherGround | undefined> {
  if (id === plainGround.id) return plainGround;
  const { archives, tianditu } = await fetchBasemaps();
  if (id === 'tianditu') return tianditu ? tiandituGround({ ...tianditu, language }) : undefined;
  const archive = archives.find((each) => each.id === id);
  return (
    archive &&
    protomapsGround({
      id,
      url: `pmtiles://${location.origin}/archives/basemaps/${id}.pmtiles`,
      attribution: archive.attribution && withoutMarkup(archive.attribution),
    })
  );
}

/** Archives write their attribution as HTML with links; the footer shows text. */
function withoutMarkup(html: string): string {
  return (new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '').trim();
}
