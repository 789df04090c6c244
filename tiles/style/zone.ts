/** Industrial cluster zones and functional zones. Live source-layer `zone`; image `zone-hatch`. */
import type { ExpressionFilterSpecification } from 'maplibre-gl';
import { halo, linear, medium, nameIn, size, state, unlessHidden, whenMarked } from './context.ts';
import type { Expression, StyleContext, TileLayer } from './context.ts';
import { zoneBuilt, zoneLabel, zonePlanned } from './filter.ts';

const isTourism: ExpressionFilterSpecification = ['==', ['get', 'kind'], 'tourism_zone'];
const isIndustry: ExpressionFilterSpecification = ['!=', ['get', 'kind'], 'tourism_zone'];

const colourOf = ({ colour }: StyleContext): Expression =>
  ['case', isTourism, colour['m-zone-tour'], colour['m-zone']] as Expression;

/** Built part tinted, planned part hatched from z 8.6 (fading as the map comes near), tourism zones tinted green. */
export function zoneLayers(context: StyleContext): TileLayer[] {
  const { colour } = context;
  // prettier-ignore
  return [
    {
      id: 'zone-built', type: 'fill', 'source-layer': 'zone', filter: ['all', zoneBuilt, isIndustry],
      paint: { 'fill-color': colour['m-zone-fill'], 'fill-opacity': unlessHidden(1) },
    },
    {
      id: 'zone-planned', type: 'fill', 'source-layer': 'zone', minzoom: 8.6, filter: ['all', zonePlanned, isIndustry],
      paint: {
        'fill-pattern': 'zone-hatch',
        'fill-opacity': linear([[8.6, 0], [9.4, unlessHidden(0.75)], [11.5, unlessHidden(0.6)], [12.5, unlessHidden(0.28)]]),
      },
    },
    {
      id: 'zone-tourism', type: 'fill', 'source-layer': 'zone', filter: ['all', zonePlanned, isTourism],
      paint: { 'fill-color': colour['m-zone-tour'], 'fill-opacity': unlessHidden(0.14) },
    },
    {
      id: 'zone-touched', type: 'fill', 'source-layer': 'zone', filter: zonePlanned,
      paint: { 'fill-color': colourOf(context), 'fill-opacity': whenMarked(0.2, 0.12) },
    },
    {
      id: 'zone-outline', type: 'line', 'source-layer': 'zone', filter: zonePlanned,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': ['case', state('selected'), colour['ink'], colourOf(context)] as Expression,
        'line-width': linear([
          [8, ['case', state('selected'), 2 * context.scale, state('hover'), 1.4 * context.scale, 0.8 * context.scale] as Expression],
          [12, ['case', state('selected'), 2.6 * context.scale, state('hover'), 2 * context.scale, 1.4 * context.scale] as Expression],
        ]),
        'line-opacity': linear([[7.5, unlessHidden(0.5)], [9, unlessHidden(0.9)]]),
      },
    },
  ];
}

/** Names from z 9.4. */
export function zoneLabelLayers(context: StyleContext): TileLayer[] {
  const { colour } = context;
  return [
    {
      id: 'zone-label',
      type: 'symbol',
      'source-layer': 'zone',
      minzoom: 9.4,
      filter: zoneLabel,
      layout: {
        'text-field': nameIn(context),
        'text-font': medium,
        'text-size': size(context, [
          [9, 10.5],
          [13, 13],
        ]),
        'text-max-width': context.language === 'en' ? 10 : 7,
        'text-padding': 4,
      },
      paint: {
        'text-color': ['case', isTourism, colour['m-zone-tour'], colour['m-zone-tx']] as Expression,
        ...halo(context),
      },
    },
  ];
}
