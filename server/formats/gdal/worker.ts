/** The thread in which GDAL runs: one task, then it ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { layerNamed } from './description.ts';
import { startGdal } from './program.ts';
import type { Gdal } from './program.ts';
import { rowsPath } from './rows-device.ts';
import type { GdalMessage, GdalStart, GdalTask } from './task.ts';

/** The directory of the task, as GDAL sees it. */
const mounted = '/upload';
/** GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR. */
const openVectors = 0x04 | 0x40;

const rowOptions = [
  ...['-f', 'PGDUMP', '-nln', 'rows'],
  ...['CREATE_TABLE=OFF', 'CREATE_SCHEMA=OFF', 'DROP_TABLE=OFF', 'SPATIAL_INDEX=NONE', 'LAUNDER=NO'].flatMap(
    (option) => ['-lco', option],
  ),
];

function say(message: GdalMessage): void {
  parentPort?.postMessage(message, message.kind === 'piece' ? [message.bytes.buffer as ArrayBuffer] : []);
}

const start = workerData as GdalStart;
const complaints: string[] = [];
let memory = false;

try {
  const gdal = await startGdal({
    ...start,
    mounted,
    onPiece: (bytes) => say({ kind: 'piece', bytes }),
    onComplaint: (text) => {
      if (complaints.length < 50) complaints.push(text.slice(0, 300));
    },
    onMemory: () => (memory = true),
  });
  perform(gdal, start.task);
  gdal.flush();
  if (memory) say({ kind: 'failed', complaints, memory });
  else say({ kind: 'done', complaints });
} catch (error) {
  complaints.push(String(error).slice(0, 300));
  say({ kind: 'failed', complaints, memory });
}

function perform(gdal: Gdal, task: GdalTask): void {
  const { work } = task;
  const source = gdal.open(`${mounted}/${task.file}`, openVectors, task.driver, task.openOptions);
  if (source === 0) throw new Error(`${task.driver} does not open it`);
  if (work.kind !== 'write') {
    const which = work.kind === 'rows' && work.layer ? [work.layer] : ['-al'];
    const text = gdal.describe(source, ['-json', '-so', ...which]);
    say({ kind: 'description', text });
    if (work.kind === 'rows') rows(gdal, source, work.layer, text);
  } else written(gdal, gdal.translate(`${mounted}/${work.output}`, source, work.options));
  gdal.close(source);
}

function rows(gdal: Gdal, source: number, layer: string, description: string): void {
  const found = layerNamed(description, layer);
  if (!found) throw new Error(`there is no layer ${layer}`);
  // A layer of polygons may hold multiple ones (shapefiles do): its rows are taken as geometries of any type, in the
  // dimensions that it says. One that does not say them is asked for all: those that are zero are not there.
  const type = found.geometryFields[0]?.type ?? 'None';
  const [, z, m] = /(Z?)(M?)$/.exec(type) ?? [];
  const any = /^(?:Geometry|Unknown)/.test(type) || (z && m);
  const dimensions = any ? 'XYZM' : z ? '3' : m ? 'XYM' : '2';
  const placed = type === 'None' ? [] : ['-nlt', 'GEOMETRY', '-lco', `DIM=${dimensions}`];
  written(gdal, gdal.translate(rowsPath, source, [...rowOptions, ...placed, ...(layer ? [layer] : [])]));
}

function written(gdal: Gdal, dataset: number): void {
  if (dataset === 0) throw new Error('the translation broke off');
  gdal.close(dataset);
}
