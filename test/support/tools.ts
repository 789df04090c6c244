import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the tests need from the machine beside Node; Debian's packages for each. */
export interface Tools {
  /** Directory with initdb and postgres of a PostgreSQL 15+ that has PostGIS; absent with TEST_DATABASE_URL. */
  postgresDirectory: string | undefined;
  chromium: string | undefined;
  /** A font with Chinese glyphs, for the labels on the map. */
  chineseFont: boolean;
  /** GDAL's programs, the clients that the interfaces for other programs are held to. */
  ogr2ogr: string | undefined;
}

/** Looks the tools up; nothing is installed. */
export function findTools(env: NodeJS.ProcessEnv = process.env): Tools {
  return {
    postgresDirectory: findPostgres(env),
    chromium: findProgram(['chromium', 'chromium-browser', 'google-chrome'], env),
    chineseFont: hasChineseFont(),
    ogr2ogr: findProgram(['ogr2ogr'], env),
  };
}

/** Debian packages that would bring what is missing. */
export function missingPackages(tools: Tools, env: NodeJS.ProcessEnv = process.env): string[] {
  return [
    ...(tools.postgresDirectory || env.TEST_DATABASE_URL ? [] : ['postgresql-15-postgis-3']),
    ...(tools.chromium ? [] : ['chromium']),
    ...(tools.chineseFont ? [] : ['fonts-noto-cjk']),
    ...(tools.ogr2ogr ? [] : ['gdal-bin']),
  ];
}

/** The newest PostgreSQL of the machine that has PostGIS beside it. */
export function findPostgres(
  env: NodeJS.ProcessEnv = process.env,
  debian = '/usr/lib/postgresql',
): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const candidates = [...versions.map((version) => join(debian, version, 'bin')), ...searchPath(env)];
  return candidates.find(
    (directory) =>
      existsSync(join(directory, 'postgres')) &&
      existsSync(join(directory, 'initdb')) &&
      hasPostgis(directory),
  );
}

function hasPostgis(directory: string): boolean {
  try {
    const share = execFileSync(join(directory, 'pg_config'), ['--sharedir'], { encoding: 'utf8' }).trim();
    return existsSync(join(share, 'extension', 'postgis.control'));
  } catch {
    return false; // no pg_config: not a whole server
  }
}

/** The first of some programs on the search path. */
function findProgram(names: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  return searchPath(env)
    .flatMap((directory) => names.map((name) => join(directory, name)))
    .find((file) => existsSync(file));
}

function hasChineseFont(): boolean {
  try {
    return execFileSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).trim() !== '';
  } catch {
    return false;
  }
}

function searchPath(env: NodeJS.ProcessEnv): string[] {
  return (env.PATH ?? '').split(delimiter).filter(Boolean);
}
