/**
 * Geometries in PostGIS's extended form of well-known binary (EWKB, ISO 19125-1 with flags for Z, M and SRID), as GeoJSON
 * of two dimensions. Arcs become lines; heights and measures other than zero are left out and told.
 */
import type { Geometry, Position } from 'geojson';
import { arcPositions } from './arc.ts';

export interface WkbGeometry {
  readonly geometry: Geometry | null;
  readonly dropped: readonly ('z' | 'm' | 'curve')[];
  /** A coordinate is no number, or there are more positions than may be. */
  readonly problem?: 'number' | 'positions';
}

class Stop extends Error {
  readonly problem: 'number' | 'positions';
  constructor(problem: 'number' | 'positions') {
    super(problem);
    this.problem = problem;
  }
}

/** @param hex two digits a byte. */
export function readWkb(hex: string, limit: number): WkbGeometry {
  const reader = new WkbReader(Buffer.from(hex, 'hex'), limit);
  try {
    const geometry = reader.geometry();
    return { geometry: reader.count > 0 ? geometry : null, dropped: [...reader.dropped] };
  } catch (error) {
    if (error instanceof Stop) return { geometry: null, dropped: [], problem: error.problem };
    if (error instanceof RangeError) return { geometry: null, dropped: [], problem: 'number' }; // past the end
    throw error;
  }
}

class WkbReader {
  readonly dropped = new Set<'z' | 'm' | 'curve'>();
  count = 0;
  #at = 0;
  readonly #bytes: Buffer;
  readonly #limit: number;
  #hasZ = false;
  #hasM = false;

  constructor(bytes: Buffer, limit: number) {
    this.#bytes = bytes;
    this.#limit = limit;
  }

  geometry(): Geometry {
    const kind = this.#head();
    switch (kind) {
      case 1: {
        const position = this.#position(true);
        return { type: 'Point', coordinates: position ?? [] };
      }
      case 2:
      case 8:
      case 9:
        return { type: 'LineString', coordinates: this.#curve(kind) };
      case 3:
      case 10:
      case 17:
        return { type: 'Polygon', coordinates: this.#rings(kind) };
      case 4:
        return { type: 'MultiPoint', coordinates: this.#parts().map(positionsOf) as Position[] };
      case 5:
      case 11:
        return { type: 'MultiLineString', coordinates: this.#parts().map(positionsOf) as Position[][] };
      case 6:
      case 12:
      case 15:
      case 16:
        return { type: 'MultiPolygon', coordinates: this.#parts().map(positionsOf) as Position[][][] };
      case 7:
        return { type: 'GeometryCollection', geometries: this.#parts() };
      default:
        throw new Error(`type ${kind} of well-known binary`);
    }
  }

  /** Order of bytes (always little here), type and flags. */
  #head(): number {
    this.#at++;
    const type = this.#bytes.readUInt32LE(this.#at);
    this.#at += 4;
    if (type & 0x20000000) this.#at += 4; // SRID
    const plain = type & 0x0fffffff;
    const thousands = Math.floor(plain / 1000);
    this.#hasZ = (type & 0x80000000) !== 0 || thousands === 1 || thousands === 3;
    this.#hasM = (type & 0x40000000) !== 0 || thousands === 2 || thousands === 3;
    return plain % 1000;
  }

  #number(): number {
    const number = this.#bytes.readUInt32LE(this.#at);
    this.#at += 4;
    return number;
  }

  #parts(): Geometry[] {
    return Array.from({ length: this.#number() }, () => this.geometry());
  }

  /** `undefined` for the point that is empty: both its numbers are none. */
  #position(mayBeEmpty = false): Position | undefined {
    const x = this.#bytes.readDoubleLE(this.#at);
    const y = this.#bytes.readDoubleLE(this.#at + 8);
    this.#at += 16;
    if (this.#hasZ) this.#other('z');
    if (this.#hasM) this.#other('m');
    if (mayBeEmpty && Number.isNaN(x) && Number.isNaN(y)) return undefined;
    if (!Number.isFinite(x) || !Number.isFinite(y)) throw new Stop('number');
    this.count++;
    return [x, y];
  }

  #other(name: 'z' | 'm'): void {
    const value = this.#bytes.readDoubleLE(this.#at);
    this.#at += 8;
    if (value !== 0 && !Number.isNaN(value)) this.dropped.add(name);
  }

  #positions(): Position[] {
    const length = this.#number();
    if (this.count + length > this.#limit) throw new Stop('positions');
    return Array.from({ length }, () => this.#position() as Position);
  }

  #rings(kind: number): Position[][] {
    if (kind !== 10) return Array.from({ length: this.#number() }, () => this.#positions());
    this.dropped.add('curve');
    return Array.from({ length: this.#number() }, () => this.#curve(this.#head()));
  }

  /** A line, a string of arcs, or both one after the other. */
  #curve(kind: number): Position[] {
    if (kind === 2) return this.#positions();
    this.dropped.add('curve');
    if (kind === 8) return arcPositions(this.#positions());
    const parts = Array.from({ length: this.#number() }, () => this.#curve(this.#head()));
    return parts.flatMap((part, at) => (at === 0 ? part : part.slice(1)));
  }
}

function positionsOf(geometry: Geometry): unknown {
  return geometry.type === 'GeometryCollection' ? [] : geometry.coordinates;
}
