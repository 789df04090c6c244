/** The tool that shows where the visitor is. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Portal } from '../state/portal.svelte.ts';
import { goTo } from './camera-sync.ts';
import type { Extent, Padding } from './camera.ts';
import { extentAround, isWithin, locate, positionSketch, roundedAccuracy } from './locate.ts';
import { printDistance } from './scale.ts';
import type { MapTools } from './tools.svelte.ts';

/** Shows where the visitor is, or says why that is not known; called again it takes the place, or the question, back. */
export async function showPosition(
  map: MapLibreMap,
  portal: Portal,
  tools: MapTools,
  padding: Padding,
): Promise<void> {
  if (tools.position.length > 0) return tools.forgetPosition();
  if (tools.locating) return tools.locator.cancel();
  tools.locating = true;
  const answer = await tools.locator.run(locate).catch(() => undefined);
  tools.locating = false;
  if (!answer) return;
  const words = portal.texts.mapTools;
  if (answer.kind === 'refused') {
    tools.note = words.locateRefused[answer.why];
    return;
  }
  const { position } = answer;
  tools.position = positionSketch(position);
  const accuracy = printDistance(roundedAccuracy(position.accuracy));
  const isHere = portal.place && isWithin(position, portal.place.extent as Extent);
  tools.note = isHere ? words.located(accuracy) : words.locatedAway(accuracy);
  if (isHere) goTo(map, extentAround(position), padding);
}
