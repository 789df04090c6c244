/** Another ground under the place's own layers than that of its archive: chosen by the visitor, loaded when it is. */
import type { LayerSpecification, RasterSourceSpecification, VectorSourceSpecification } from 'maplibre-gl';
import type { StyleContext } from './context.ts';

export interface OtherGround {
  /** As it stands in links. */
  readonly id: string;
  readonly sources: Readonly<Record<string, VectorSourceSpecification | RasterSourceSpecification>>;
  /** Colour where nothing is drawn. */
  background(context: StyleContext): string;
  /** Its layers, each with its source; their places are in order.ts. */
  layers(context: StyleContext): LayerSpecification[];
  /** What must be said beside the map: source, and 审图号 where it has one of its own. */
  readonly attribution: string | null;
}

/** Plain land: only what the portal itself draws. */
export const plainGround: OtherGround = {
  id: 'none',
  sources: {},
  background: ({ colour }) => colour['m-land'],
  layers: () => [],
  attribution: null,
};
