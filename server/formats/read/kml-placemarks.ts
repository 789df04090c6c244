/** The elements of KML as they come, made into rows. */
import type { Geometry, Position } from 'geojson';
import { tooManyColumns } from '../source.ts';
import type { Limits, RawRow } from '../source.ts';
import { takeGeometry } from './geometry.ts';
import type { XmlHandlers } from './xml-stream.ts';

/** A geometry whose end has not come. */
interface Open {
  readonly type: string;
  /** Of a point, a line or a ring. */
  positions: unknown[][];
  rings: Position[][];
  readonly parts: Geometry[];
}

const geometryNames = new Set(['Point', 'LineString', 'LinearRing', 'Polygon', 'MultiGeometry', 'Track']);
/** Elements whose text is kept. */
const textNames = new Set(['name', 'description', 'value', 'SimpleData', 'coordinates', 'when']);

export class Placemarks implements XmlHandlers {
  ready: RawRow[] = [];
  count = 0;
  links = 0;
  readonly #limits: Limits;
  readonly #path: string[] = [];
  readonly #folders: string[] = [];
  #values: Record<string, string | null> | undefined;
  #geometry: Geometry | null = null;
  #open: Open[] = [];
  #dataName = '';
  #text = '';
  #keeps = false;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  take(): RawRow[] {
    const rows = this.ready;
    this.ready = [];
    return rows;
  }

  open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    this.#path.push(name);
    if (name === 'Placemark') {
      this.#values = {};
      this.#geometry = null;
      this.#open = [];
    } else if (name === 'Folder') this.#folders.push('');
    else if (name === 'NetworkLink') this.links++;
    if (this.#values && geometryNames.has(name)) {
      this.#open.push({ type: name, positions: [], rings: [], parts: [] });
    }
    if (name === 'Data' || name === 'SimpleData') this.#dataName = attributes.name ?? '';
    this.#keeps = textNames.has(name);
    if (this.#keeps) this.#text = '';
  };

  text = (text: string): void => {
    if (this.#keeps) this.#text += text;
  };

  close = (name: string): void => {
    this.#path.pop();
    const parent = this.#path.at(-1);
    if (name === 'Folder') this.#folders.pop();
    else if (name === 'name' && parent === 'Folder') this.#folders.splice(-1, 1, this.#text.trim());
    else if (this.#values) this.#inPlacemark(this.#values, name, parent);
    this.#keeps = false;
  };

  #inPlacemark(values: Record<string, string | null>, name: string, parent: string | undefined): void {
    const text = this.#text.trim();
    if ((name === 'name' || name === 'description') && parent === 'Placemark') this.#set(values, name, text);
    else if (name === 'when' && parent === 'TimeStamp') this.#set(values, name, text);
    else if ((name === 'value' && parent === 'Data') || name === 'SimpleData')
      this.#set(values, this.#dataName, text);
    else if (name === 'coordinates') {
      const open = this.#open.at(-1);
      if (open) open.positions = positionsOf(text);
    } else if (geometryNames.has(name)) this.#closeGeometry(parent);
    else if (name === 'Placemark') this.#row(values);
  }

  #set(values: Record<string, string | null>, name: string, text: string): void {
    if (name === '' || name === '__proto__') return;
    values[name] = text || null;
    const count = Object.keys(values).length;
    if (count > this.#limits.columns) throw tooManyColumns(count, this.#limits.columns);
  }

  #closeGeometry(parent: string | undefined): void {
    const open = this.#open.pop();
    if (!open) return;
    const outer = this.#open.at(-1);
    if (open.type === 'LinearRing' && outer?.type === 'Polygon') {
      const ring = open.positions as Position[];
      outer.rings = parent === 'outerBoundaryIs' ? [ring, ...outer.rings] : [...outer.rings, ring];
      return;
    }
    const geometry = geometryOf(open);
    if (outer) outer.parts.push(geometry);
    else this.#geometry = geometry;
  }

  #row(values: Record<string, string | null>): void {
    const folder = this.#folders.filter(Boolean).join(' / ');
    if (folder && !('folder' in values)) values.folder = folder;
    const taken = takeGeometry(this.#geometry, this.#limits.positions);
    this.ready.push({
      row: ++this.count,
      values,
      geometry: taken.geometry,
      ...(taken.dropped && { dropped: taken.dropped }),
      ...(taken.problem && { geometryProblem: taken.problem }),
    });
    this.#values = undefined;
  }
}

/** `115.6,34.4,0 115.7,34.4,0`; a height of zero is none. */
function positionsOf(text: string): number[][] {
  return text
    .split(/\s+(?!,)/)
    .filter(Boolean)
    .map((position) => position.split(',').map((part) => (part.trim() === '' ? NaN : Number(part))))
    .map((numbers) => (numbers[2] === 0 ? numbers.slice(0, 2) : numbers));
}

function geometryOf({ type, positions, rings, parts }: Open): Geometry {
  if (type === 'Point') return { type, coordinates: (positions[0] ?? []) as Position };
  if (type === 'LineString' || type === 'LinearRing') {
    return { type: 'LineString', coordinates: positions as Position[] };
  }
  if (type === 'Polygon') return { type, coordinates: rings };
  if (type !== 'MultiGeometry') return { type } as unknown as Geometry; // a track: its type is told as a problem
  const [first] = parts;
  const alike = parts.every((part) => part.type === first?.type);
  if (first && alike && !first.type.startsWith('Multi') && first.type !== 'GeometryCollection') {
    return {
      type: `Multi${first.type}`,
      coordinates: parts.map((part) => ('coordinates' in part ? part.coordinates : [])),
    } as Geometry;
  }
  return { type: 'GeometryCollection', geometries: parts };
}
