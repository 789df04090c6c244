/** Figures under the names of districts, for a wall that is read without a pointer. */
import type {
  ExpressionSpecification,
  StyleSpecification,
  VariableAnchorOffsetCollectionSpecification,
} from 'maplibre-gl';
import { tokens } from '../../data/vocabulary/tokens.ts';
import type { Theme } from '../../data/vocabulary/tokens.ts';
import { nameIn } from '../../tiles/style/context.ts';
import type { LayerId } from '../../tiles/style/order.ts';
import type { DistrictNotes } from '../state/portal.svelte.ts';
import type { Language } from '../text/texts.ts';

/** Names of projects are read near by: from here on. The figures of the districts come first. */
const projectNamesFrom = 9.8;

/** Where a label of two lines may stand beside its point, in the order of trying (ems): clear of dots and discs. */
// prettier-ignore
const places: VariableAnchorOffsetCollectionSpecification = [
  'center', [0, 0], 'top', [0, 1], 'bottom', [0, -1], 'left', [1.5, 0], 'right', [-1.5, 0],
  'top-left', [1, 1], 'top-right', [-1, 1], 'bottom-left', [1, -1], 'bottom-right', [-1, -1],
  'top', [0, 2.5], 'bottom', [0, -2.5], 'left', [3.5, 0], 'right', [-3.5, 0],
  'top-left', [1.5, 2], 'top-right', [-1.5, 2], 'bottom-left', [1.5, -2], 'bottom-right', [-1.5, -2],
  'top', [0, 4], 'bottom', [0, -4], 'left', [5.5, 0], 'right', [-5.5, 0],
];

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
          'text-variable-anchor-offset': places,
        };
        // Read from afar: as dark as the names of projects.
        const paint = { ...layer.paint, 'text-color': tokens[theme]['m-label'] };
        return { ...layer, layout, paint };
      }
      if (id === 'project-label') return { ...layer, minzoom: projectNamesFrom };
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
