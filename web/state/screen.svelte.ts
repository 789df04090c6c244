import type { Theme } from '../../data/vocabulary/tokens.ts';
import { wallPadding } from '../wall/measures.ts';
import { gap, panelSize, parseFrame, sizeLimits } from './frame.ts';
import type { FrameMemory, PanelName, Room, Size } from './frame.ts';
import { load, save } from './store.ts';

/** What panels cover of the map, in px: the camera keeps its subject clear of it. */
export interface Padding {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** How far the phone's sheet is drawn up. */
export type SheetHeight = 'low' | 'half' | 'full';
export type SheetTab = 'list' | 'league' | 'tray' | 'filter' | 'layers';
/** What the left column of a wall shows. */
export type WallPanel = 'figures' | 'filter' | 'layers';
/** What the lower panel shows. */
export type LowerTab = 'list' | 'league' | 'tray';

const kpiBar = 80;
const rail = { phone: 0, tablet: 48, laptop: 64, desktop: 64 } as const;
const collapsedList = 36;
const sheet = { low: 96, half: 452 } as const;
/** Narrower than this the list shows too little to be read. */
const leastList = 490;
/** The map that a card and a filter leave between them. */
const leastBetween = 220;

/** The size of the screen, which panels are open on it, and how large they are; the browser remembers the choices. */
export class Screen {
  width = $state(innerWidth);
  height = $state(innerHeight);
  layersOpen = $state(false);
  lower = $state<LowerTab>('list');
  wallPanel = $state<WallPanel>('figures');
  sheet = $state<SheetHeight>('half');
  tab = $state<SheetTab>('list');
  #memory = $state.raw<FrameMemory>(
    load('frame', parseFrame) ?? { sizes: {}, filterOpen: {}, listOpen: true },
  );
  /** The search is open on the bar: on a phone, and where the filter is folded. */
  searching = $state(false);

  readonly size: Size = $derived(
    this.width < 640 ? 'phone' : this.width < 1180 ? 'tablet' : this.width < 1440 ? 'laptop' : 'desktop',
  );

  /** A wall is wider than 2.6 times its height (design.md, 3) and has a layout of its own (web/wall). */
  readonly wall: boolean = $derived(this.height >= 1000 && this.width / this.height > 2.6);

  /**
   * How much larger than on a desk panels and map are drawn. A wall is read from afar: twice, so that the smallest
   * letters (11) are 22 at a height of 1080. A screen with many more pixels than a desk has, at ratio 1: by height.
   */
  readonly scale: number = $derived(
    this.wall
      ? (2 * this.height) / 1080
      : this.width >= 2880
        ? Math.min(2, Math.max(1, this.height / 1440))
        : 1,
  );

  /** What rail and numbers leave for map and panels. */
  readonly room: Room = $derived({
    width: this.width / this.scale - rail[this.size],
    height: this.height / this.scale - kpiBar,
  });

  readonly filterWidth: number = $derived(this.sizeOf('filter'));
  readonly cardWidth: number = $derived(this.sizeOf('card'));
  readonly listHeight: number = $derived(this.sizeOf('list'));

  /** Whether the filter is wanted open: by default where all panels have room. */
  get filterOpen(): boolean {
    return this.#memory.filterOpen[this.size] ?? this.size === 'desktop';
  }
  set filterOpen(open: boolean) {
    this.#remember({ filterOpen: { ...this.#memory.filterOpen, [this.size]: open } });
  }

  get listOpen(): boolean {
    return this.#memory.listOpen;
  }
  set listOpen(listOpen: boolean) {
    this.#remember({ listOpen });
  }

  sizeOf(panel: PanelName): number {
    return panelSize(panel, this.#memory.sizes[panel], this.room);
  }
  limitsOf(panel: PanelName): { readonly least: number; readonly most: number } {
    return sizeLimits(panel, this.room);
  }

  /** Draws a panel to a size in px; `undefined` goes back to the usual one. */
  resize(panel: PanelName, size: number | undefined): void {
    const { [panel]: _, ...others } = this.#memory.sizes;
    const { least, most } = this.limitsOf(panel);
    const sizes =
      size === undefined ? others : { ...others, [panel]: Math.round(Math.min(most, Math.max(least, size))) };
    this.#remember({ sizes });
  }

  #remember(change: Partial<FrameMemory>): void {
    this.#memory = { ...this.#memory, ...change };
    save('frame', this.#memory);
  }

  /** An open filter gives way to a card that would leave nothing of the map between them. */
  filterVisible(cardOpen: boolean): boolean {
    const card = cardOpen ? this.cardWidth + gap : 0;
    return this.filterOpen && this.room.width - this.filterWidth - card - 3 * gap >= leastBetween;
  }

  /** Between 640 and 1179 px the card takes the list's place, as everywhere where the list would be too narrow. */
  listVisible(cardOpen: boolean): boolean {
    if (this.size === 'tablet' && cardOpen) return false;
    const left = this.filterVisible(cardOpen) ? this.filterWidth + gap : 0;
    const right = cardOpen ? this.cardWidth + gap : 0;
    return this.room.width - left - right - 2 * gap >= leastList;
  }

  /** Height of the phone's sheet in px. */
  readonly sheetHeight: number = $derived(
    this.sheet === 'full'
      ? this.height - 56
      : Math.min(this.sheet === 'half' ? sheet.half : sheet.low, this.height - 56),
  );

  padding(cardOpen: boolean): Padding {
    if (this.size === 'phone') {
      return { top: 64, right: gap, bottom: Math.min(this.sheetHeight, sheet.half), left: gap };
    }
    if (this.wall) return wallPadding(this.height / 1080);
    const list = this.listVisible(cardOpen)
      ? (this.listOpen ? this.listHeight : collapsedList) + 2 * gap
      : gap;
    return {
      top: gap * this.scale,
      right: (cardOpen ? this.cardWidth + 2 * gap : gap) * this.scale,
      bottom: list * this.scale,
      left: (this.filterVisible(cardOpen) ? this.filterWidth + 2 * gap : gap) * this.scale,
    };
  }

  /** Tells the system's theme now and whenever it changes; returns the end of it. */
  watch(tell: (theme: Theme) => void): () => void {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const changed = () => tell(dark.matches ? 'dark' : 'light');
    changed();
    dark.addEventListener('change', changed);
    return () => dark.removeEventListener('change', changed);
  }
}
