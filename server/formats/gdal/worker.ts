/** The thread in which GDAL runs: one task, then it ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { startGdal } from './program.ts';
import type { Gdal } from './program.ts';
import { rowsPath } from './rows-device.ts';
import type { GdalMessage, GdalStart, GdalTask } from './task.ts';

/** The directory of the task, as GDAL sees it. */
const mounted = '/upload';
/** GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR. */
const openVectors = 0x04 | 0x40;

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
  const description = perform(gdal, start.task);
  gdal.flush();
  if (memory) say({ kind: 'failed', complaints, memory });
  else say({ kind: 'done', description, complaints });
} catch (error) {
  complaints.push(String(error).slice(0, 300));
  say({ kind: 'failed', complaints, memory });
}

/** @returns the description that was asked for. */
function perform(gdal: Gdal, task: GdalTask): string | null {
  const { work } = task;
  const source = gdal.open(`${mounted}/${task.file}`, openVectors, task.driver, task.openOptions);
  if (source === 0) throw new Error(`${task.driver} does not open it`);
  if (work.kind === 'describe') {
    const description = gdal.describe(source, ['-json', '-so', '-al']);
    gdal.close(source);
    return description;
  }
  const written =
    work.kind === 'rows'
      ? gdal.translate(rowsPath, source, work.options)
      : gdal.translate(`${mounted}/${work.output}`, source, work.options);
  if (written === 0) throw new Error(`${task.driver} does not give its rows`);
  gdal.close(written);
  gdal.close(source);
  return null;
}
