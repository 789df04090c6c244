/** What is read in a file before anything is asked: layers, columns, a sample, proposals. */
import { createHash } from 'node:crypto';
import type { Database } from '../../data/db.ts';
import { fieldsOf } from '../../data/vocabulary/fields/index.ts';
import { Problem, shorten } from '../http/problem.ts';
import type { Task } from '../jobs.ts';
import { templateOf } from '../queries/imports.ts';
import type { ImportCard, ImportReading, ReadingAsked, SampleRow } from '../queries/imports.ts';
import type { Services } from '../services.ts';
import { samplePositions } from './sample-positions.ts';
import { scanRows } from './scan.ts';
import { openSource, readSource } from '../formats/read/open-source.ts';
import type { Opened, Upload } from '../formats/source.ts';
import { proposeColumns } from '../../data/import/columns.ts';
import type { Placement } from '../../data/import/placement.ts';
import { proposeCrs } from '../../data/import/propose-crs.ts';

interface Tools {
  readonly database: Database;
  readonly place: Services['place'];
}

/** @throws what the reader throws, and Problem 422 for a layer that is not there. */
export async function readFile(
  { database, place }: Tools,
  {
    card,
    asked,
    upload,
    task,
  }: {
    readonly card: ImportCard;
    readonly asked: ReadingAsked;
    readonly upload: Upload;
    readonly task: Pick<Task, 'signal' | 'progress'>;
  },
): Promise<{ reading: ImportReading; sample: readonly SampleRow[] }> {
  const { signal } = task;
  const encoding = asked.encoding === undefined ? {} : { encoding: asked.encoding };
  const opened = await openSource(upload, { ...encoding, signal });
  const layer = layerOf(opened, asked.layer);
  const batches = readSource(upload, { layer: layer.name, ...encoding, signal });
  const scan = await scanRows(batches, layer.columns, (rows) => task.progress(rows, layer.rows));
  const { columns: columnsProposed, placement } = proposeColumns(
    fieldsOf[card.noun],
    layer.columns.map(({ name }) => name),
    scan.cells,
  );
  const position: Placement = layer.geometry ? { kind: 'geometry' } : placement;
  const { extent, workingCrs } = await place();
  const reading: ImportReading = {
    format: opened.format,
    encoding: opened.encoding,
    layers: opened.layers.map(({ name, rows, geometry, columns }) => ({
      name,
      rows,
      geometry,
      columns: columns.length,
    })),
    layer: layer.name,
    rows: layer.rows ?? (scan.whole ? scan.scanned : null),
    scanned: scan.scanned,
    located: scan.located,
    columns: scan.columns,
    crs: {
      declared: layer.crs,
      proposals: proposeCrs(
        samplePositions(scan.sample, position),
        layer.crs ?? headingsOf(position),
        extent,
        workingCrs,
      ),
    },
    columnsProposed,
    position,
    template:
      (await templateOf(database, { noun: card.noun, columnsHash: columnsHash(scan.columns) })) ?? null,
    notes: opened.notes,
  };
  return { reading, sample: scan.sample };
}

/** Of a table, the headings of its columns may tell the system: 经度（高德）. */
function headingsOf(position: Placement) {
  const headings =
    position.kind === 'columns'
      ? [position.lng, position.lat]
      : 'column' in position
        ? [position.column]
        : [];
  return headings.length > 0 ? { epsg: null, name: headings.join(' ') } : null;
}

/** The layer that is asked for, else the first with rows and geometry, with rows, at all. */
function layerOf({ layers }: Opened, asked: string | undefined): Opened['layers'][number] {
  const named = layers.find(({ name }) => name === asked);
  if (named) return named;
  const filled = layers.filter(({ rows }) => rows !== 0);
  const found =
    asked === undefined ? (filled.find(({ geometry }) => geometry) ?? filled[0] ?? layers[0]) : undefined;
  if (found) return found;
  const there = layers.slice(0, 20).map(({ name }) => shorten(name));
  throw new Problem({
    status: 422,
    kind: 'no-layer',
    title: { zh: '没有图层', en: 'No such layer' },
    detail:
      asked === undefined
        ? { zh: '文件中没有图层或工作表。', en: 'The file has no layer and no sheet.' }
        : {
            zh: `文件中没有图层“${shorten(asked)}”；有：${there.join('、')}。`,
            en: `The file has no layer '${shorten(asked)}'; it has: ${there.join(', ')}.`,
          },
  });
}

/** SHA-256 of the names of a file's columns in their order: what a template is found by. */
export function columnsHash(columns: ImportReading['columns']): string {
  const names = JSON.stringify(columns.map(({ name }) => name));
  return createHash('sha256').update(names).digest('hex');
}
