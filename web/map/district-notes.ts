/** The map under the figures of districts, for a wall that is read without a pointer. */
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import type { LayerId } from '../../tiles/style/order.ts';
import type { DistrictNotes } from '../state/portal.svelte.ts';

/** What is read near by has its names from here on: the figures of the districts come first. */
const namesFrom = 9.8;
const named: readonly LayerId[] = ['project-label', 'corridor-label', 'corridor-label-steep', 'road-shield'];

/** How strongly marked districts are inked. */
const marked = 0.07;

/**
 * The style for a map over which the figures of districts are written: without their names, and the marked ones lightly
 * inked.
 */
export function withDistrictNotes(style: StyleSpecification, notes: DistrictNotes): StyleSpecification {
  return {
    ...style,
    layers: style.layers.map((layer) => {
      const id = layer.id as LayerId;
      // Written over the map with their figures: DistrictFigures.svelte.
      if (id === 'district-label' && notes.figures.size > 0) {
        return { ...layer, layout: { ...layer.layout, visibility: 'none' } } as typeof layer;
      }
      if (named.includes(id)) return { ...layer, minzoom: namesFrom };
      if (id === 'district-area' && layer.type === 'fill' && notes.marked.length > 0) {
        const opacity = layer.paint?.['fill-opacity'] ?? 0;
        const mark = ['match', ['get', 'code'], [...notes.marked], marked, 0];
        const paint = {
          ...layer.paint,
          'fill-opacity': ['max', opacity, mark] as unknown as ExpressionSpecification,
        };
        return { ...layer, paint };
      }
      return layer;
    }),
  };
}
