/** Which column of a file is which field, and which ones say where its rows lie. */
import type { Fields } from '../vocabulary/fields/field.ts';
import type { ColumnUnit } from '../vocabulary/column-unit.ts';
import type { Word } from '../vocabulary/word.ts';
import { storedUnit, unitNamed } from './figure.ts';
import type { FigureKind } from './figure.ts';
import { headingsOf, likeness, readHeading } from './heading.ts';
import type { Heading, Likeness } from './heading.ts';
import { proposePlacement } from './placement-columns.ts';
import type { ColumnProposal, ColumnProposals } from './placement.ts';
import { readValue } from './read-value.ts';
import { RowIndex } from './row-index.ts';
import { word } from './text.ts';
import type { Given } from './value.ts';

interface Candidate extends Likeness {
  readonly field: string;
  readonly column: string;
  readonly unit?: ColumnUnit;
}

/** A file with more columns was made to be a burden; the rest can be chosen by hand. */
const mostColumns = 1000;
/** Below this a likeness is chance. */
const least = 0.5;

/**
 * Proposes a column for each field, by headings first and by what the cells hold second; the best likeness chooses
 * first, and one column serves one field. Computed fields keep their columns from the others but are not proposed.
 * @param samples of each column, some of its filled cells.
 */
export function proposeColumns(
  fields: Fields,
  allColumns: readonly string[],
  samples: Readonly<Record<string, readonly Given[]>>,
): ColumnProposals {
  const columns = allColumns.slice(0, mostColumns);
  const placement = proposePlacement(columns, samples);
  const placed = new Set(placedColumns(placement));
  const headings = columns.filter((column) => !placed.has(column)).map((column) => readHeading(column));
  const candidates = Object.keys(fields).flatMap((field) =>
    headings.flatMap((heading) => candidate(fields, field, heading, samples[heading.text] ?? [])),
  );
  candidates.sort((a, b) => b.score - a.score);
  const chosen: Record<string, ColumnProposal> = {};
  const taken = new Set<string>();
  for (const { field, column, unit, score, reason } of candidates) {
    if (taken.has(column) || field in chosen) continue;
    taken.add(column);
    chosen[field] = { column, score: Math.round(score * 100) / 100, reason, ...(unit && { unit }) };
  }
  const proposed = Object.keys(fields).filter((field) => field in chosen && !fields[field]?.computed);
  return {
    columns: Object.fromEntries(proposed.map((field) => [field, chosen[field] as ColumnProposal])),
    placement,
  };
}

function placedColumns(placement: ColumnProposals['placement']): string[] {
  if (placement.kind === 'columns') return [placement.lng, placement.lat];
  return 'column' in placement ? [placement.column] : [];
}

function candidate(fields: Fields, name: string, heading: Heading, samples: readonly Given[]): Candidate[] {
  const field = fields[name];
  if (!field) return [];
  const alike = headingsOf(name, field)
    .flatMap((known, at) => {
      const like = likeness(heading, known);
      // Its own word before the others.
      return like ? { ...like, score: at < 3 ? like.score : like.score - 0.01 } : [];
    })
    .reduce<Likeness | null>((best, next) => (best && best.score >= next.score ? best : next), null);
  if (!alike) return [];
  const unit = field.type.kind in storedUnit ? unitOf(heading, field.type.kind as FigureKind) : undefined;
  const readable = readableShare(field, samples, unit);
  const score = alike.score * (0.6 + 0.4 * readable);
  if (score < least) return [];
  const reason: Word =
    readable < 0.5
      ? word(`${alike.reason.zh}，但内容多不可读`, `${alike.reason.en}, but most cells cannot be read`)
      : alike.reason;
  return [{ field: name, column: heading.text, score, reason, ...(unit && { unit }) }];
}

function unitOf({ asides }: Heading, kind: FigureKind): ColumnUnit | undefined {
  return asides.map((aside) => unitNamed(aside, kind)).find((unit) => unit !== undefined);
}

const nobody = new RowIndex();

/** Of the sampled cells that a field can read, 0–1; names of rows are not known here and count as read. */
function readableShare(
  field: Fields[string],
  samples: readonly Given[],
  unit: ColumnUnit | undefined,
): number {
  const { kind } = field.type;
  if (samples.length === 0 || kind === 'row' || kind === 'shares') return 1;
  const read = samples.filter(
    (given) => 'value' in readValue(field, given, { rows: () => nobody, ...(unit && { unit }) }),
  );
  return read.length / samples.length;
}
