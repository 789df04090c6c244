/** Parcels that would be on offer where nothing may be offered (domain.md, "Land on offer"). */
import type { Database } from '../../data/db.ts';
import type { StopSignal } from '../../data/stop-signal.ts';
import { constraintKind } from '../../data/vocabulary/constraint.ts';
import { storedShapes } from '../queries/imports/targets.ts';
import { obstacles } from '../queries/imports/whereabouts.ts';
import type { Obstacle } from '../queries/imports/whereabouts.ts';
import type { BatchRow } from './check-batch.ts';
import type { RowReason } from './import-facts.ts';

/** Refuses rows that publish a parcel, or move a published one, against the rule. */
export async function forbiddenOffers(
  database: Database,
  batch: readonly BatchRow[],
  signal: StopSignal | undefined,
): Promise<void> {
  const offered = batch.filter(({ decision, target, moved }) => {
    if (!decision?.facts && !moved) return false;
    if (decision?.state !== 'new' && decision?.state !== 'changed') return false;
    const published = decision.facts?.['published'];
    return published === true || (published === undefined && moved && target?.facts['published'] === true);
  });
  if (offered.length === 0) return;
  const staying = offered.filter(({ moved, target }) => target && !moved);
  const stored =
    staying.length > 0
      ? await storedShapes(
          database,
          'parcel',
          staying.map(({ row, target }) => ({ row, fid: target?.fid ?? 0 })),
          signal,
        )
      : [];
  const shapes = [
    ...stored,
    ...offered.flatMap(({ row, place, target, moved }) =>
      place && 'wkb' in place && (!target || moved) ? [{ row, wkb: place.wkb }] : [],
    ),
  ];
  const found = await obstacles(database, shapes, signal);
  for (const row of offered) {
    const against = found.filter((obstacle) => obstacle.row === row.row);
    if (against.length === 0) continue;
    row.reasons.push(...against.map(obstacleReason));
    row.decision = { state: 'refused', facts: null, changes: null, reasons: row.reasons };
  }
}

function obstacleReason({ kind, code, name }: Obstacle): RowReason {
  if (kind === null)
    return {
      field: 'published',
      value: '',
      zh: '不能发布：不在城镇开发边界内；请先不发布，或核对图形。',
      en: 'It cannot be published: it is not within the urban development boundary; leave it unpublished or check the shape.',
    };
  const word = constraintKind.words[kind];
  return {
    field: 'published',
    value: `${code}`,
    zh: `不能发布：压占${word.zh}“${name}”（${code}）；请先不发布，或核对图形。`,
    en: `It cannot be published: it touches ${word.en} '${name}' (${code}); leave it unpublished or check the shape.`,
  };
}
