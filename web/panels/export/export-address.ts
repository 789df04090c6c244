/** The address of a file that holds what the screen shows. */
import { printFilter } from '../../../data/filter.ts';
import type { ProjectFilter } from '../../../data/filter.ts';
import { pluralOf } from '../../../data/vocabulary/layer.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';

export interface ExportWish {
  readonly noun: Layer;
  /** The filter of the screen; only projects are filtered by it. */
  readonly filter: ProjectFilter;
  /** As files of the format end. */
  readonly extension: string;
  readonly headings: 'zh' | 'en' | 'code';
  readonly epsg: number;
  readonly gbk: boolean;
  readonly sites: boolean;
}

/** Path and query; what is as it is by default is left out. */
export function exportAddress(wish: ExportWish): string {
  const { noun, filter, extension, headings, epsg, gbk, sites } = wish;
  const query = noun === 'project' ? printFilter(filter) : new URLSearchParams();
  if (noun === 'project' && !sites) query.set('sites', 'false');
  if (headings !== 'code') query.set('headings', headings);
  if (epsg !== 4326 && extension !== 'kml') query.set('crs', `EPSG:${epsg}`);
  if (gbk && extension === 'csv') query.set('encoding', 'gbk');
  // A colon and a comma need no code in a query, and people read these links.
  const said = query.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
  return `/api/${pluralOf[noun]}.${extension}${said ? `?${said}` : ''}`;
}
