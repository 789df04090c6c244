/** Where the visitor is: asks the browser, says why it was refused, and draws it. */
import type { Feature } from 'geojson';
import type { SketchPart } from '../../tiles/style/sketch.ts';
import type { Extent } from './camera.ts';

export type Refusal = 'denied' | 'unavailable' | 'timeout' | 'insecure' | 'unsupported';
export interface Position {
  readonly lng: number;
  readonly lat: number;
  /** Radius in metres within which the place lies with 95 % certainty. */
  readonly accuracy: number;
}
export type Located =
  | { readonly kind: 'found'; readonly position: Position }
  | { readonly kind: 'refused'; readonly why: Refusal };

const refusals: Readonly<Record<number, Refusal>> = { 1: 'denied', 2: 'unavailable', 3: 'timeout' };

/** Asks once. Rejects only with an AbortError, when the signal ends it. */
export function locate(signal: AbortSignal): Promise<Located> {
  if (!isSecureContext) return Promise.resolve({ kind: 'refused', why: 'insecure' });
  if (!('geolocation' in navigator)) return Promise.resolve({ kind: 'refused', why: 'unsupported' });
  const { geolocation } = navigator;
  return new Promise((resolve, reject) => {
    const end = () => geolocation.clearWatch(watch);
    // Watched for its first answer: a single question cannot be taken back. No browser answers before this returns.
    const watch = geolocation.watchPosition(
      ({ coords: { longitude: lng, latitude: lat, accuracy } }) => {
        end();
        resolve({ kind: 'found', position: { lng, lat, accuracy } });
      },
      ({ code }) => {
        end();
        resolve({ kind: 'refused', why: refusals[code] ?? 'unavailable' });
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 0 },
    );
    signal.addEventListener('abort', () => {
      end();
      reject(new DOMException('the question was taken back', 'AbortError'));
    });
  });
}

/** Length of a degree of latitude, m (a sphere of 6,371,008.8 m). */
const metresPerDegree = 111_195;

/** West, south, east, north of what lies within so many metres. */
export function extentAround({ lng, lat, accuracy }: Position): Extent {
  const north = accuracy / metresPerDegree;
  const east = north / Math.cos((lat * Math.PI) / 180);
  return [lng - east, lat - north, lng + east, lat + north];
}

/** An accuracy as it is said: nobody knows a hundred metres to the metre. */
export function roundedAccuracy(metres: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(metres)) - 1);
  return Math.max(1, Math.round(metres / power) * power);
}

/** Whether a place lies in an extent. */
export function isWithin({ lng, lat }: Position, [west, south, east, north]: Extent): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north;
}

/** The place as a dot in a circle of its accuracy. */
export function positionSketch(position: Position): Feature[] {
  const { lng, lat } = position;
  const [west, south] = extentAround(position);
  const corners = 64;
  const ring = Array.from({ length: corners + 1 }, (_, corner): [number, number] => {
    const angle = (2 * Math.PI * (corner % corners)) / corners;
    return [lng + (lng - west) * Math.cos(angle), lat + (lat - south) * Math.sin(angle)];
  });
  const properties = (part: SketchPart) => ({ part });
  return [
    {
      type: 'Feature',
      properties: properties('accuracy'),
      geometry: { type: 'Polygon', coordinates: [ring] },
    },
    {
      type: 'Feature',
      properties: properties('position'),
      geometry: { type: 'Point', coordinates: [lng, lat] },
    },
  ];
}
