/** Sizes of the panels over the map: usual, least and most, and what was chosen before. In px of a desk's screen. */

/** Widths of the layout rules (design.md, 3). */
export type Size = 'phone' | 'tablet' | 'laptop' | 'desktop';
/** Panels that can be drawn larger and smaller: filter and card by their width, the list by its height. */
export type PanelName = 'filter' | 'card' | 'list';

/** The area that panels and map share. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** What the frame remembers between visits. */
export interface FrameMemory {
  readonly sizes: { readonly [Panel in PanelName]?: number };
  /** Whether the filter is open, on each size of screen. */
  readonly filterOpen: { readonly [Each in Size]?: boolean };
  readonly listOpen: boolean;
}

const panelNames: readonly PanelName[] = ['filter', 'card', 'list'];
const sizeNames: readonly Size[] = ['phone', 'tablet', 'laptop', 'desktop'];
export const gap = 8;
/** A row of the list, and its two heads with their lines (design.md: 234 px are six rows). */
const row = 28;
const listHeads = 66;
/** What always stays of the map. */
const leastMap = { width: 220, height: 200 } as const;

/** The size without a choice. The list shows six rows, and more where the screen is tall: a quarter of its height. */
export function usualSize(panel: PanelName, room: Room): number {
  if (panel === 'filter') return 264;
  if (panel === 'card') return 372;
  return listHeads + row * Math.max(6, Math.floor((room.height * 0.285 - listHeads) / row));
}

/** How small and how large a panel may be drawn; `most` is never under `least`. */
export function sizeLimits(panel: PanelName, room: Room): { readonly least: number; readonly most: number } {
  const least = { filter: 232, card: 320, list: listHeads + 2 * row }[panel];
  const most = {
    filter: Math.min(480, room.width / 2 - gap),
    card: Math.min(720, room.width - leastMap.width - 3 * gap),
    list: room.height - leastMap.height - 3 * gap,
  }[panel];
  return { least, most: Math.max(least, Math.floor(most)) };
}

/** The chosen size, else the usual one, within its limits. */
export function panelSize(panel: PanelName, chosen: number | undefined, room: Room): number {
  const { least, most } = sizeLimits(panel, room);
  return Math.round(Math.min(most, Math.max(least, chosen ?? usualSize(panel, room))));
}

/** Reads what was remembered; what is not of its kind is left out. */
export function parseFrame(value: unknown): FrameMemory | undefined {
  if (!isRecord(value)) return undefined;
  const sizes = isRecord(value.sizes) ? value.sizes : {};
  const open = isRecord(value.filterOpen) ? value.filterOpen : {};
  return {
    sizes: pick(panelNames, sizes, (size): size is number => typeof size === 'number' && size > 0),
    filterOpen: pick(sizeNames, open, (is): is is boolean => typeof is === 'boolean'),
    listOpen: value.listOpen !== false,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function pick<Name extends string, Value>(
  names: readonly Name[],
  from: Record<string, unknown>,
  is: (value: unknown) => value is Value,
): { [Each in Name]?: Value } {
  const picked: { [Each in Name]?: Value } = {};
  for (const name of names) {
    const value = from[name];
    if (is(value)) picked[name] = value;
  }
  return picked;
}
