/**
 * GDAL itself, compiled to WebAssembly (gdal3.js), in the thread that calls it. It has a file system of its own: its
 * tables in memory, and one directory of the machine. It has no network: it was built without one.
 */
import { createRequire } from 'node:module';
import { rowsDevice, rowsPath } from './rows-device.ts';
import type { GdalStart } from './task.ts';

/** The drivers that may be there at all; the task names the one that opens its file. */
export const allowedDrivers: readonly string[] = [
  'ESRI Shapefile',
  'GPKG',
  'OpenFileGDB',
  'GeoJSON',
  'GeoJSONSeq',
  'FlatGeobuf',
  'GML',
  'GPX',
  'DXF',
  'CAD',
  'MapInfo File',
  'Memory',
  'PGDUMP',
];

const settings: Readonly<Record<string, string>> = {
  PROJ_LIB: '/usr/share/proj',
  GDAL_DATA: '/usr/share/gdal',
  CPL_LOG_ERRORS: 'ON',
  GDAL_NUM_THREADS: '0',
  GDAL_CACHEMAX: '16',
  DXF_FEATURE_LIMIT_PER_BLOCK: '10000',
  GML_SKIP_RESOLVE_ELEMS: 'ALL', // xlink:href is not followed
  GML_DOWNLOAD_SCHEMA: 'NO',
  GML_FIELDTYPES: 'ALWAYS_STRING', // a guess would make a number of the code 007
  OGR_SQLITE_JOURNAL: 'MEMORY',
  PROJ_NETWORK: 'OFF',
  PG_USE_COPY: 'YES',
  OGR2OGR_USE_ARROW_API: 'NO', // with it, features without geometry take the geometries of others (FlatGeobuf, GDAL 3.8)
};

/** What of the program's own interface (Emscripten) is used. */
interface Program {
  ccall(name: string, result: string | null, types: string[], values: unknown[]): never;
  _malloc(bytes: number): number;
  HEAP32: Int32Array;
  HEAPU8: Uint8Array;
  lengthBytesUTF8(text: string): number;
  stringToUTF8(text: string, at: number, bytes: number): void;
  FS: {
    mkdir(path: string): void;
    mount(type: unknown, options: { root: string }, path: string): void;
    makedev(major: number, minor: number): number;
    registerDevice(device: number, operations: object): void;
    mkdev(path: string, mode: number, device: number): void;
  };
  NODEFS: unknown;
}

export interface Gdal {
  /** @returns 0 when the driver does not open the file. */
  open(path: string, flags: number, driver: string, options: readonly string[]): number;
  close(dataset: number): void;
  describe(dataset: number, options: readonly string[]): string;
  /** @returns 0 when it fails. */
  translate(target: string, dataset: number, options: readonly string[]): number;
  flush(): void;
}

export interface ProgramOptions extends GdalStart {
  readonly mounted: string;
  readonly onPiece: (bytes: Uint8Array) => void;
  readonly onComplaint: (text: string) => void;
  /** More memory was asked for than it may have. */
  readonly onMemory: () => void;
}

/** Starts the program with its drivers, the directory mounted and the device for rows in place. */
export async function startGdal(options: ProgramOptions): Promise<Gdal> {
  capMemory(options.memoryBytes, options.onMemory);
  const require = createRequire(import.meta.url);
  const load = require('gdal3.js/build/package/gdal3WebAssembly.js') as (given: object) => Promise<Program>;
  const program = await load({
    print: () => undefined,
    printErr: options.onComplaint,
    locateFile: (name: string) => name,
    getPreloadedPackage: () => ownCopy(options.tables),
    preRun: [
      ({ ENV }: { ENV: Record<string, string> }) => Object.assign(ENV, settings, options.task.settings),
    ],
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(options.program, imports);
      done(instance);
      return instance.exports;
    },
  });
  program.ccall('GDALAllRegister', null, [], []);
  keepAllowedDrivers(program);
  const device = rowsDevice(options.onPiece, new Int32Array(options.taken));
  makeFiles(program, options, device.write);
  return { ...calls(program), flush: device.flush };
}

/** The program asks the memory itself to grow, and lives with a refusal as with any failed allocation. */
function capMemory(bytes: number, onMemory: () => void): void {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages: number) {
    if (this.buffer.byteLength + pages * 65_536 > bytes) {
      onMemory();
      throw new RangeError('GDAL may take no more memory');
    }
    return grow.call(this, pages);
  };
}

function ownCopy(tables: SharedArrayBuffer): ArrayBuffer {
  const copy = new Uint8Array(tables.byteLength);
  copy.set(new Uint8Array(tables));
  return copy.buffer;
}

/** Registering again leaves out what is to be skipped, and takes it away when it is there. */
function keepAllowedDrivers(program: Program): void {
  const count: number = program.ccall('GDALGetDriverCount', 'number', [], []);
  const names = Array.from({ length: count }, (_, at): string => {
    const driver: number = program.ccall('GDALGetDriver', 'number', ['number'], [at]);
    return program.ccall('GDALGetDescription', 'string', ['number'], [driver]);
  });
  const skipped = names.filter((name) => !allowedDrivers.includes(name)).join(',');
  program.ccall('CPLSetConfigOption', null, ['string', 'string'], ['GDAL_SKIP', skipped]);
  program.ccall('GDALAllRegister', null, [], []);
  const left: number = program.ccall('GDALGetDriverCount', 'number', [], []);
  if (left !== allowedDrivers.length) throw new Error(`${left} drivers are left`);
}

function makeFiles(program: Program, options: ProgramOptions, write: (bytes: Uint8Array) => void): void {
  const { FS } = program;
  FS.mkdir(options.mounted);
  FS.mount(program.NODEFS, { root: options.task.directory }, options.mounted);
  const device = FS.makedev(80, 0);
  FS.registerDevice(device, {
    open: () => undefined,
    close: () => undefined,
    llseek: () => 0,
    write(_: unknown, memory: Int8Array, at: number, length: number) {
      write(new Uint8Array(memory.buffer, memory.byteOffset + at, length));
      return length;
    },
  });
  FS.mkdev(rowsPath, 0o666, device);
}

function calls(program: Program): Omit<Gdal, 'flush'> {
  const text = (value: string) => {
    const bytes = program.lengthBytesUTF8(value) + 1;
    const at = program._malloc(bytes);
    program.stringToUTF8(value, at, bytes);
    return at;
  };
  // Lists are not given back: the thread ends with its one task.
  const list = (values: readonly string[]) => {
    const places = [...values.map(text), 0];
    const at = program._malloc(places.length * 4);
    for (const [offset, place] of places.entries()) program.HEAP32[at / 4 + offset] = place;
    return at;
  };
  const call = (name: string, types: string[], values: unknown[]): number =>
    program.ccall(name, 'number', types, values);
  return {
    open: (path, flags, driver, options) =>
      call(
        'GDALOpenEx',
        ['string', 'number', 'number', 'number', 'number'],
        [path, flags, list([driver]), list(options), 0],
      ),
    close: (dataset) => {
      program.ccall('GDALClose', null, ['number'], [dataset]);
    },
    describe(dataset, options) {
      const how = call('GDALVectorInfoOptionsNew', ['number', 'number'], [list(options), 0]);
      return program.ccall('GDALVectorInfo', 'string', ['number', 'number'], [dataset, how]);
    },
    translate(target, dataset, options) {
      const how = call('GDALVectorTranslateOptionsNew', ['number', 'number'], [list(options), 0]);
      if (how === 0) throw new Error(`options that ogr2ogr does not take: ${options.join(' ')}`);
      const sources = program._malloc(4);
      program.HEAP32[sources / 4] = dataset;
      return call(
        'GDALVectorTranslate',
        ['string', 'number', 'number', 'number', 'number', 'number'],
        [target, 0, 1, sources, how, 0],
      );
    },
  };
}
