/** Figures under the names of districts, for a wall that is read without a pointer. */
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import { tokens } from '../../data/vocabulary/tokens.ts';
import type { Theme } from '../../data/vocabulary/tokens.ts';
import { nameIn } from '../../tiles/style/context.ts';
import type { LayerId } from '../../tiles/style/order.ts';
import type { DistrictNotes } from '../state/portal.svelte.ts';
import type { Language } from '../text/texts.ts';

/** How strongly marked districts are inked. */
const marked = 0.07;

/**
 * The style with each district's figures as a second line of its label, and the marked districts lightly inked. Labels
 * stay under dots and badges: a figure never hides a red mark.
 */
export function withDistrictNotes(
  style: StyleSpecification,
  notes: DistrictNotes,
  { language, theme }: { readonly language: Language; readonly theme: Theme },
): StyleSpecification {
  return {
    ...style,
    layers: style.layers.map((layer) => {
      const id = layer.id as LayerId;
      if (id === 'district-label' && layer.type === 'symbol' && notes.figures.size > 0) {
        const layout = {
          ...layer.layout,
          'text-field': withFigures(nameIn({ language }), notes.figures),
          'text-letter-spacing': 0.02,
          'text-line-height': 1.25,
        };
        // Read from afar: as dark as the names of projects.
        const paint = { ...layer.paint, 'text-color': tokens[theme]['m-label'] };
        return { ...layer, layout, paint };
      }
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

function withFigures(
  name: ExpressionSpecification,
  figures: DistrictNotes['figures'],
): ExpressionSpecification {
  const cases = [...figures].flatMap(([code, figure]) => [code, `\n${figure}`]);
  const figure = ['match', ['get', 'code'], ...cases, ''];
  return ['format', name, {}, figure, { 'font-scale': 0.92 }] as unknown as ExpressionSpecification;
}
