/** The coordinate systems in which files are taken: an allow-list, so that no name reaches PostGIS or a network. */
import { isChineseDatum } from '../../data/import/chinese-datum.ts';
import type { ChineseDatum } from '../../data/import/chinese-datum.ts';
import { crsById } from '../../data/import/crs.ts';

/** WGS 84 and CGCS2000 differ by centimetres: their degrees are stored as they are. */
const storedAsTheyAre = ['EPSG:4326', 'EPSG:4490'];

export type CrsChoice =
  | { readonly kind: 'degrees' }
  | { readonly kind: 'datum'; readonly datum: ChineseDatum }
  /** Computed by PostGIS. */
  | { readonly kind: 'epsg'; readonly epsg: number };

/** Reads `EPSG:4528`, `GCJ-02` or `BD-09`; `undefined` for anything that is not taken, whatever it names. */
export function readCrs(text: string): CrsChoice | undefined {
  if (isChineseDatum(text)) return { kind: 'datum', datum: text };
  if (storedAsTheyAre.includes(text)) return { kind: 'degrees' };
  return crsById(text) ? { kind: 'epsg', epsg: Number(text.slice('EPSG:'.length)) } : undefined;
}

/** What is taken, for who gave something else. */
export const crsTaken = {
  zh: 'EPSG:4326、EPSG:4490、EPSG:3857、CGCS2000 分带（EPSG:4491–4554）、西安 80（EPSG:4610、2327–2390）、北京 54（EPSG:4214、2401–2442）、UTM（EPSG:32643–32653）、GCJ-02、BD-09',
  en: 'EPSG:4326, EPSG:4490, EPSG:3857, zones of CGCS2000 (EPSG:4491–4554), Xian 80 (EPSG:4610, 2327–2390), Beijing 54 (EPSG:4214, 2401–2442), UTM (EPSG:32643–32653), GCJ-02, BD-09',
};
