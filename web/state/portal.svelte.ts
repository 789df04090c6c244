import type { KnownCodes } from '../../data/filter.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { themes } from '../../data/vocabulary/tokens.ts';
import type { Theme } from '../../data/vocabulary/tokens.ts';
import type { OtherGround } from '../../tiles/style/other-ground.ts';
import type { Revisions } from '../api.ts';
import { isLoaded, loadLanguage, textsOf } from '../text/texts.ts';
import type { Language, Texts } from '../text/texts.ts';
import { defaultLayers } from '../url.ts';
import type { Camera, LeftOut, Page, Selection, View } from '../url.ts';
import { Filtered } from './filtered.svelte.ts';
import { nameOf } from './names.ts';
import type { Names } from './names.ts';
import { Attention } from './attention.svelte.ts';
import { defaultOrder, inOrder, rowsInOrder } from './order.ts';
import type { Order } from './order.ts';
import { load, save } from './store.ts';
import { Work } from './work.svelte.ts';

/** How the project columns stand: nothing modal, the screen keeps what it has. */
export type Loading =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  /** Somebody stopped the reading; it goes on when asked for. */
  | { readonly kind: 'stopped' }
  /** The server is away or refused; `columns` holds what was there before. */
  | { readonly kind: 'failed'; readonly message: string };

/** What the pointer or the keyboard is on, in list and map alike. */
export interface Hover {
  readonly noun: Layer;
  readonly fid: number;
}

/** Figures of districts on the map. */
export interface DistrictNotes {
  readonly figures: ReadonlyMap<string, string>;
  readonly marked: readonly string[];
}

/**
 * The state of the screen: one filter drives map, list and numbers (filtered.svelte.ts). Components read it and call its
 * verbs; the URL is written from it (web/state/memory.svelte.ts) and read back into it.
 */
export class Portal extends Filtered {
  /** What `projects` and `progress` were read for: revisions, year and day. Written by keep-up. */
  readFor = { project: '', progress: '' };
  /** Names of districts, zones and reporting areas by code. */
  districts = $state.raw<Names>(new Map());
  zones = $state.raw<Names>(new Map());
  areas = $state.raw<Names>(new Map());
  /** Names of the responsible units; those of owners are read when a condition names one. */
  units = $state.raw<Names>(new Map());
  companies = $state.raw<Names>(new Map());
  /** Where the server's rows stand; the map compares the tiles' revisions with its own. */
  revisions = $state.raw<Revisions>();
  loading = $state.raw<Loading>({ kind: 'loading' });
  /** How often the server came back after it was away: what failed meanwhile is read anew. */
  recoveries = $state(0);
  /** Asks the server now for what moved; keep-up sets it. */
  readAgain: () => void = () => undefined;
  /** The reading of columns under way, in bytes. */
  readonly work = new Work();
  readonly attention = new Attention();
  /** The download of a workbook under way, in bytes. */
  readonly download = new Work();
  /** What somebody asked for last and did not get, until it is dismissed. */
  failure = $state<'workbook' | 'part'>();

  /** What links asked for and is not there, until it is dismissed. */
  leftOut = $state.raw<readonly LeftOut[]>([]);

  selection = $state.raw<Selection>();
  /** A screen over the map. */
  page = $state.raw<Page>();
  /** Asked before the back button leaves that screen; false stays on it. The screen sets it while it is there. */
  mayLeavePage: () => boolean = () => true;
  /** What the map shows when it is moved; the map writes it, a link sets it. */
  camera = $state.raw<Camera>();
  layers = $state.raw<ReadonlySet<Layer>>(new Set(defaultLayers));
  /** The ground that is chosen; `undefined` = the own archive. */
  basemap = $state<string>();
  /** That ground once it is loaded; until then the one before it, plain land at first. Written by the map. */
  ground = $state.raw<OtherGround>();
  order = $state.raw<Order>(defaultOrder);
  /** The language that the screen is written in; its dictionary is there. */
  language = $state<Language>('zh-Hans');
  /** The language that was chosen, while its dictionary is on its way. */
  chosenLanguage = $state<Language>('zh-Hans');
  /** `undefined` follows the system. */
  chosenTheme = $state<Theme>();
  systemTheme = $state<Theme>('light');
  /** How much larger than on a desk the map is drawn; the screen says it. */
  scale = $state(1);
  hover = $state.raw<Hover>();
  /** Longitude and latitude of the middle of the selected parcel; its card says it. */
  parcelPlace = $state.raw<readonly [number, number]>();
  /** West, south, east, north that the map is asked to show; the map goes there and clears it. */
  wantedExtent = $state.raw<readonly [number, number, number, number]>();
  /** What the map writes under the names of districts, by code, and those that it marks; a wall says it. */
  districtNotes = $state.raw<DistrictNotes>();
  /** Kinds drawn on the map now, by layer: the legend shows only these. Written by the map when it rests. */
  drawn = $state.raw<ReadonlyMap<Layer, ReadonlySet<string>>>(new Map());

  readonly theme: Theme = $derived(this.chosenTheme ?? this.systemTheme);
  readonly texts: Texts = $derived(textsOf(this.language));
  /** All rows in the order of the list: not touched by the filter. */
  readonly #ordered: Uint32Array | undefined = $derived(
    this.columns &&
      rowsInOrder(this.columns, this.order, { district: this.districts, unit: this.units }, this.language),
  );
  /** Rows that pass, in the order of the list. */
  readonly listedRows: Uint32Array = $derived(
    this.evaluation ? inOrder(this.evaluation.rows, this.#ordered) : new Uint32Array(),
  );

  readonly #rowOfCode: ReadonlyMap<string, number> = $derived(
    new Map(this.projects?.text('code').map((code, row) => [code, row])),
  );
  /** The row of the selected project, when it is a project that the columns know. */
  readonly selectedRow: number | undefined = $derived(
    this.selection?.noun === 'project' ? this.#rowOfCode.get(this.selection.code) : undefined,
  );

  /** The codes of rows that a link may name. */
  get known(): KnownCodes {
    return {
      district: [...this.districts.keys()],
      zone: [...this.zones.keys()],
      unit: this.projects?.codes.unit?.dictionary ?? [],
      company: this.projects?.codes.company?.dictionary ?? [],
    };
  }

  /** Everything that a link carries. */
  readonly view: View = $derived({
    filter: this.filter,
    selection: this.selection,
    page: this.page,
    camera: this.camera,
    layers: this.layers,
    basemap: this.basemap,
    order: this.order,
    language: this.chosenLanguage,
    theme: this.chosenTheme,
  });

  /** Takes a view from a link or the back button. */
  show(view: View): void {
    this.filter = view.filter;
    this.selection = view.selection;
    this.page = view.page;
    this.camera = view.camera;
    this.layers = view.layers;
    this.basemap = view.basemap;
    this.order = view.order;
    void this.speak(view.language);
    this.chosenTheme = view.theme;
  }

  /** Notes a part of a link that nothing came of, once. */
  leaveOut({ key, value }: LeftOut): void {
    if (this.leftOut.some((other) => other.key === key && other.value === value)) return;
    this.leftOut = [...this.leftOut, { key, value }];
  }

  /** The name of a reporting area. */
  areaName(code: string | null): string | undefined {
    return code === null ? undefined : nameOf(this.areas, code, this.language);
  }

  select(selection: Selection | undefined): void {
    this.selection = selection;
  }

  /** Opens monthly reporting, for one project or for all. */
  openReporting(project?: string): void {
    this.page = { name: 'reporting', project };
  }

  /** Opens the imports of files, or one of them. */
  openImport(id?: string): void {
    this.page = { name: 'import', id };
  }

  closePage(): void {
    this.page = undefined;
  }

  /** Asks the map to show an extent (the card's "zoom to"). */
  zoomTo(extent: readonly [number, number, number, number]): void {
    this.wantedExtent = extent;
  }

  /** Chooses a theme, for this visit and the next ones; `undefined` follows the system. */
  chooseTheme(theme: Theme | undefined): void {
    this.chosenTheme = theme;
    save('theme', theme);
  }

  /** Takes the theme of the last visit where the link says none. */
  rememberTheme(): void {
    this.chosenTheme ??= load('theme', (value) => themes.find((theme) => theme === value));
  }

  /** Takes a language: at once where its dictionary is there, else when it is; one that cannot be read changes nothing. */
  async speak(language: Language): Promise<void> {
    this.chosenLanguage = language;
    try {
      if (!isLoaded(language)) await loadLanguage(language);
    } catch (error) {
      console.warn(`the dictionary of ${language} could not be read: ${String(error)}`);
      if (this.chosenLanguage === language) this.chosenLanguage = this.language;
      return;
    }
    if (this.chosenLanguage === language) this.language = language;
  }

  toggleLayer(layer: Layer): void {
    const layers = new Set(this.layers);
    if (!layers.delete(layer)) layers.add(layer);
    this.layers = layers;
  }
}
