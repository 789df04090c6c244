/** The whole map style: tokens in, MapLibre style out. */
import type {
  GeoJSONSourceSpecification,
  LayerSpecification,
  StyleSpecification,
  VectorSourceSpecification,
} from 'maplibre-gl';
import type { Layer as LayerNoun } from '../../data/vocabulary/layer.ts';
import { tokens, type Theme } from '../../data/vocabulary/tokens.ts';
import { boundaryLayers, cityBoundaryLayers } from './boundary.ts';
import { constraintLayers } from './constraint.ts';
import type { Language, Layer, StyleContext } from './context.ts';
import { corridorLabelLayers, corridorLayers } from './corridor.ts';
import { districtLabelLayers, districtLayers } from './district.ts';
import { facilityLayers } from './facility.ts';
import { backgroundLayers, groundLayers, veilLayers } from './ground.ts';
import { inOrder, type LayerId } from './order.ts';
import type { OtherGround } from './other-ground.ts';
import { parcelLabelLayers, parcelLayers } from './parcel.ts';
import { countyLabelLayers, neighbourLabelLayers, placeLabelLayers } from './place.ts';
import {
  projectAreaLayers,
  projectBadgeLayers,
  projectDotLayers,
  projectSelectedLayers,
  projectSymbolLayers,
} from './project.ts';
import { railwayLabelLayers, railwayLayers, stationLayers } from './railway.ts';
import { roadLayers, shieldLayers } from './road.ts';
import { sketchLayers } from './sketch.ts';
import { waterLayers } from './water.ts';
import { zoneLabelLayers, zoneLayers } from './zone.ts';

/** A source of tiles: the basemap archive, or a live layer under its noun. */
export type SourceId = 'basemap' | LayerNoun;
/** Every source; `sketch` is what a visitor lays over the map. */
type AnySourceId = SourceId | 'sketch';

export interface StyleOptions {
  readonly theme: Theme;
  readonly language: Language;
  /** What is drawn from; a layer whose source is missing is left out. */
  readonly sources: Readonly<Partial<Record<SourceId, VectorSourceSpecification>>> & {
    readonly sketch?: GeoJSONSourceSpecification;
  };
  /** Drawn in the place of the own archive's ground, networks and names; its boundaries stay. */
  readonly ground?: OtherGround | undefined;
  /** The live layers that are switched on; the others are in the style with visibility `none`. */
  readonly visible: readonly LayerNoun[];
  /** Multiplies widths and text sizes; 1 when absent, more on a wall. */
  readonly scale?: number;
}

type Maker = (context: StyleContext) => Layer[];
/** What the own archive still draws over another ground: the place's boundaries. */
const overAnotherGround: readonly Maker[] = [boundaryLayers, veilLayers, cityBoundaryLayers];
const layersBySource: Readonly<Record<AnySourceId, readonly Maker[]>> = {
  basemap: [
    groundLayers,
    waterLayers,
    roadLayers,
    railwayLayers,
    boundaryLayers,
    veilLayers,
    cityBoundaryLayers,
    neighbourLabelLayers,
    railwayLabelLayers,
    shieldLayers,
    stationLayers,
    placeLabelLayers,
  ],
  project: [
    projectAreaLayers,
    projectDotLayers,
    projectSymbolLayers,
    projectSelectedLayers,
    projectBadgeLayers,
  ],
  zone: [zoneLayers, zoneLabelLayers],
  corridor: [corridorLayers, corridorLabelLayers],
  parcel: [parcelLayers, parcelLabelLayers],
  facility: [facilityLayers],
  constraint: [constraintLayers],
  district: [districtLayers, districtLabelLayers],
  sketch: [sketchLayers],
};

/** The style layers of a source, without order: ids for switches, legends and picking. */
function layersOf(source: AnySourceId, context: StyleContext, ground?: OtherGround): Layer[] {
  const makers = source === 'basemap' && ground ? overAnotherGround : layersBySource[source];
  return makers.flatMap((make) => make(context));
}

/** What the layers are made from in a theme. */
function contextOf(options: Pick<StyleOptions, 'theme' | 'language' | 'scale'>): StyleContext {
  return {
    colour: tokens[options.theme],
    language: options.language,
    scale: options.scale ?? 1,
  };
}

/** Ids of the style layers that each source feeds, bottom to top. */
export const layerIds: Readonly<Record<AnySourceId, readonly LayerId[]>> = Object.fromEntries(
  (Object.keys(layersBySource) as AnySourceId[]).map((source) => [
    source,
    inOrder(layersOf(source, contextOf({ theme: 'light', language: 'zh-Hans' }))).map(({ id }) => id),
  ]),
) as Record<AnySourceId, LayerId[]>;

/**
 * The style of the map. No `glyphs` (labels are drawn with the machine's fonts) and no `sprite` (images are drawn by
 * the web from vector paths: `dot-<status>`, `project-<status>-<category>`, `light-<light>`, `zone-hatch`, `constraint-<kind>`,
 * `facility-<kind>`, `shield`, `station`). Sources keep their names: `basemap` and the nouns.
 */
export function styleOf(options: StyleOptions): StyleSpecification {
  const context = contextOf(options);
  const { ground } = options;
  const visible = new Set<AnySourceId>(['basemap', 'sketch', ...options.visible]);
  const given = (Object.keys(layersBySource) as AnySourceId[]).filter((source) => options.sources[source]);
  const layers = given.flatMap((source) =>
    layersOf(source, context, ground).map((layer) => withSource(layer, source, visible.has(source))),
  );
  // The live layer's county names stand clear of the projects; the archive's step in where it is missing.
  if (options.sources.basemap && !options.sources.district)
    layers.push(...countyLabelLayers(context).map((layer) => withSource(layer, 'basemap', true)));
  return {
    version: 8,
    sources: {
      ...(Object.fromEntries(
        given.map((source) => [source, options.sources[source]]),
      ) as StyleSpecification['sources']),
      ...ground?.sources,
    },
    layers: inOrder<LayerSpecification>([
      ...backgroundLayers(context, ground?.background(context)),
      ...(ground?.layers(context) ?? []),
      ...layers,
    ]),
    transition: { duration: 0, delay: 0 },
  };
}

function withSource(layer: Layer, source: AnySourceId, isVisible: boolean): LayerSpecification {
  const layout = { ...layer.layout, visibility: isVisible ? 'visible' : 'none' };
  return { ...layer, source, layout } as LayerSpecification;
}
