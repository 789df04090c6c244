/** Roads and railways of the Protomaps schema, in the widths of the own archive (design.md §4). */
import { width, type Expression, type Stops, type StyleContext, type TileLayer } from '../context.ts';

/** OpenStreetMap's classes stand in `kind_detail`; the coarser `kind` tells where it is missing. */
function line(
  context: StyleContext,
  id: string,
  filter: Expression,
  colour: string,
  stops: Stops<number>,
  more: { minzoom?: number; dash?: [number, number] } = {},
): TileLayer {
  return {
    id,
    type: 'line',
    'source-layer': 'roads',
    filter,
    ...(more.minzoom === undefined ? {} : { minzoom: more.minzoom }),
    layout: { 'line-cap': more.dash ? 'butt' : 'round', 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': width(context, stops),
      ...(more.dash ? { 'line-dasharray': more.dash } : {}),
    },
  };
}

const details = (...classes: string[]) =>
  ['in', ['get', 'kind_detail'], ['literal', classes]] as unknown as Expression;
const kind = (name: string) => ['==', ['get', 'kind'], name] as unknown as Expression;
const street = ['in', ['get', 'kind'], ['literal', ['minor_road', 'other']]] as unknown as Expression;

export function roadLayers(context: StyleContext): TileLayer[] {
  const { colour } = context;
  const secondary = details('secondary', 'tertiary', 'secondary_link', 'tertiary_link');
  const primary = details('primary', 'primary_link');
  const trunk = details('trunk', 'trunk_link');
  // prettier-ignore
  return [
    line(context, 'protomaps-street', street, colour['m-street-case'], [[12, 0.5], [14, 3], [16, 8]], { minzoom: 12 }),
    line(context, 'protomaps-secondary', secondary, colour['m-prim-case'], [[9, 0.4], [12, 1.4], [14, 5]], { minzoom: 9 }),
    line(context, 'protomaps-primary-case', primary, colour['m-prim-case'], [[8, 0.9], [10, 2], [14, 9]]),
    line(context, 'protomaps-primary', primary, colour['m-prim'], [[8, 0.1], [10, 1.1], [14, 7]], { minzoom: 9 }),
    line(context, 'protomaps-trunk-case', trunk, colour['m-trunk-case'], [[7, 1.1], [10, 2.8], [14, 11]]),
    line(context, 'protomaps-trunk', trunk, colour['m-trunk'], [[7, 0.4], [10, 1.8], [14, 9]]),
    line(context, 'protomaps-motorway-case', kind('highway'), colour['m-mw-case'], [[7, 1.5], [10, 3.8], [14, 13]]),
    line(context, 'protomaps-motorway', kind('highway'), colour['m-mw'], [[7, 0.7], [10, 2.4], [14, 10]]),
    line(context, 'protomaps-rail', kind('rail'), colour['m-rail'], [[7, 1.1], [10, 1.9], [14, 3.6]]),
    line(context, 'protomaps-rail-dash', kind('rail'), colour['m-rail-in'], [[7, 0.6], [10, 1.2], [14, 2.6]], { dash: [7, 7] }),
  ];
}
