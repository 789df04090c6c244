/** Which kinds of geometry the rows of a layer have. */
import type { Geometry } from 'geojson';

export class GeometryTypes {
  readonly #seen = new Set<string>();

  add(geometry: Geometry | null): void {
    if (geometry) this.#seen.add(geometry.type);
  }

  /** The one type, the multiple one where both are there, `Mixed` for different ones, `null` for none. */
  type(): string | null {
    const plain = new Set(Array.from(this.#seen, (type) => type.replace(/^Multi/, '')));
    if (plain.size > 1) return 'Mixed';
    const [longest] = [...this.#seen].sort((one, other) => other.length - one.length);
    return longest ?? null;
  }
}
