/** The same map of the same place and nothing else: what the portal costs beside it is the portal's own. */
import { createMap } from '../../../web/map/create-map.ts';
import { imageRatio, MapImages } from '../../../web/map/images/images.ts';
import { sourcesAt } from '../../../web/map/sources.ts';
import { defaultLayers } from '../../../web/url.ts';
import { styleOf } from '../../../tiles/style/style.ts';

const element = document.getElementById('map');
if (!element) throw new Error('the page has no place for the map');
const response = await fetch('/api/place');
const { extent } = (await response.json()) as { extent: [number, number, number, number] };
const style = styleOf({
  theme: 'light',
  language: 'zh-Hans',
  sources: sourcesAt(location.origin),
  visible: defaultLayers,
  scale: 1,
});
const map = createMap(element, style, 'map', { bounds: extent });
new MapImages(map, 'light', imageRatio(devicePixelRatio));
