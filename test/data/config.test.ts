import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig, shippedPlaces, StartError } from '../../data/config.ts';
import { loadSecret, makeDataDirectory } from '../../data/data-directory.ts';
import { removeMade, temporaryDirectory } from '../support/database.ts';

afterAll(removeMade);

describe('the configuration', () => {
  it('has a value for everything when nothing is set', () => {
    expect(readConfig({})).toEqual({
      port: 8787,
      host: '127.0.0.1',
      databaseUrl: undefined,
      dataDirectory: '.groundwork',
      place: 'shangqiu',
      publicUrl: undefined,
      trustProxy: { kind: 'none' },
      embedOrigins: [],
      uploadLimit: 512 * 1024 ** 2,
      secret: undefined,
      cacheDirectory: undefined,
    });
  });

  it('takes what is set, and an empty value for not set', () => {
    const config = readConfig({
      PORT: '0',
      HOST: '::1',
      DATABASE_URL: 'postgres://me:p%40ss@db.example.org:5433/groundwork?sslmode=require',
      GROUNDWORK_DATA: '/var/lib/groundwork',
      GROUNDWORK_PLACE: '',
      PUBLIC_URL: 'https://map.example.org/projects/',
      TRUST_PROXY: '2',
      GROUNDWORK_SECRET: 'x'.repeat(32),
      GROUNDWORK_UPLOAD_LIMIT: '1.5 gb',
      GROUNDWORK_EMBED_ORIGINS: 'https://www.example.org, http://intranet:8080 https://www.example.org',
      XDG_CACHE_HOME: '/var/cache',
      HOME: '/home/me',
    });
    expect(config).toEqual({
      port: 0,
      host: '::1',
      databaseUrl: 'postgres://me:p%40ss@db.example.org:5433/groundwork?sslmode=require',
      dataDirectory: '/var/lib/groundwork',
      place: 'shangqiu',
      publicUrl: 'https://map.example.org/projects',
      trustProxy: { kind: 'hops', hops: 2 },
      embedOrigins: ['https://www.example.org', 'http://intranet:8080'],
      uploadLimit: 1.5 * 1024 ** 3,
      secret: 'x'.repeat(32),
      cacheDirectory: '/var/cache/groundwork',
    });
    expect(Object.isFrozen(config)).toBe(true);
    expect(readConfig({ HOME: '/home/me' }).cacheDirectory).toBe('/home/me/.cache/groundwork');
    expect(readConfig({ TRUST_PROXY: '10.0.0.0/8, ::1' }).trustProxy).toEqual({
      kind: 'networks',
      networks: ['10.0.0.0/8', '::1'],
    });
    expect(
      readConfig({ DATABASE_URL: 'postgresql:///groundwork?host=/run/postgresql' }).databaseUrl,
    ).toBeDefined();
  });

  it('offers 天地图 with a key and the approval number that the owner names', () => {
    const key = '0123456789abcdef0123456789abcdef';
    expect(readConfig({ GROUNDWORK_TIANDITU_KEY: key }).tianditu).toEqual({
      key,
      approval: 'GS（2024）0650号',
    });
    const named = readConfig({ GROUNDWORK_TIANDITU_KEY: key, GROUNDWORK_TIANDITU_APPROVAL: 'GS（2026）1号' });
    expect(named.tianditu?.approval).toBe('GS（2026）1号');
    expect(readConfig({ GROUNDWORK_TIANDITU_APPROVAL: 'GS（2026）1号' }).tianditu).toBeUndefined();
    // A key is not shown.
    expect(() => readConfig({ GROUNDWORK_TIANDITU_KEY: 'secret' })).toThrow(
      /^GROUNDWORK_TIANDITU_KEY: give the 32 hexadecimal digits/,
    );
  });

  it('knows the places that ship', () => {
    expect(shippedPlaces()).toContain('shangqiu');
  });

  it.each([
    ['PORT', '70000', 'PORT="70000": give a port number from 0 to 65535'],
    ['PORT', '80a', 'PORT="80a": give a port number from 0 to 65535'],
    ['HOST', 'a b', 'HOST="a b": give the address to listen on'],
    [
      'GROUNDWORK_PLACE',
      'atlantis',
      'GROUNDWORK_PLACE="atlantis": there is no such place in data/demo; choose one of',
    ],
    ['GROUNDWORK_PLACE', '../demo', 'GROUNDWORK_PLACE="../demo": there is no such place'],
    ['PUBLIC_URL', 'map.example.org', 'PUBLIC_URL="map.example.org": give the http(s) address'],
    ['PUBLIC_URL', 'ftp://map.example.org', 'PUBLIC_URL="ftp://map.example.org": give the http(s) address'],
    ['GROUNDWORK_EMBED_ORIGINS', '*', '"*" is not the origin of a page; give scheme, host and port only'],
    ['GROUNDWORK_EMBED_ORIGINS', 'https://*.example.org', '"https://*.example.org" is not the origin'],
    ['GROUNDWORK_EMBED_ORIGINS', "https://a.example 'unsafe-inline'", 'is not the origin of a page'],
    ['GROUNDWORK_EMBED_ORIGINS', 'https://a.example/path', '"https://a.example/path" is not the origin'],
    ['GROUNDWORK_EMBED_ORIGINS', 'https://a.example;script-src', 'is not the origin of a page'],
    ['GROUNDWORK_UPLOAD_LIMIT', '5 GB', 'GROUNDWORK_UPLOAD_LIMIT="5 GB": give the largest file'],
    ['GROUNDWORK_UPLOAD_LIMIT', '-1', 'GROUNDWORK_UPLOAD_LIMIT="-1": give the largest file'],
    ['TRUST_PROXY', 'yes', 'TRUST_PROXY="yes": give "off", the number of proxies'],
    ['TRUST_PROXY', '10.0.0.0/33', 'TRUST_PROXY="10.0.0.0/33": give "off"'],
  ])('refuses %s=%s in one line with the remedy', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(StartError);
    expect(() => readConfig({ [name]: value })).toThrow(message);
  });

  it.each([
    ['DATABASE_URL', 'mysql://me:hunter2@db/groundwork'],
    ['DATABASE_URL', 'postgres://me:hunter2@db:port/groundwork'],
    ['DATABASE_URL', 'postgres://me:hunter2%@db/groundwork'],
    ['DATABASE_URL', 'postgres://me:hunter2@db'],
    ['DATABASE_URL', 'hunter2'],
    ['GROUNDWORK_SECRET', 'hunter2'],
  ])('refuses a bad %s without showing it', (name, value) => {
    let message = '';
    try {
      readConfig({ [name]: value });
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(new RegExp(`^${name}: [^\\n]*(write postgres://|give a longer)`));
    expect(message).not.toContain('hunter2');
  });
});

describe('the secret', () => {
  it('is the one that is set', async () => {
    expect(await loadSecret({ secret: 'x'.repeat(32), dataDirectory: '/nowhere' })).toBe('x'.repeat(32));
  });

  it('else is made once and kept for its owner alone, also by two who start at once', async () => {
    const config = { secret: undefined, dataDirectory: join(await temporaryDirectory(), 'data') };
    const secrets = await Promise.all(Array.from({ length: 8 }, () => loadSecret(config)));
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]?.length).toBeGreaterThanOrEqual(32);
    const file = join(config.dataDirectory, 'secret');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(config.dataDirectory)).mode & 0o777).toBe(0o700);
    expect(await loadSecret(config)).toBe((await readFile(file, 'utf8')).trim());
  });

  it('is not accepted when the file is damaged', async () => {
    const dataDirectory = await temporaryDirectory();
    await writeFile(join(dataDirectory, 'secret'), 'short');
    await expect(loadSecret({ secret: undefined, dataDirectory })).rejects.toThrow(
      'the stored key is damaged',
    );
  });
});

describe('the data directory', () => {
  it('that cannot be made stops the start', async () => {
    const file = join(await temporaryDirectory(), 'file');
    await writeFile(file, '');
    await expect(makeDataDirectory(join(file, 'data'))).rejects.toThrow(StartError);
    await expect(makeDataDirectory(join(file, 'data'))).rejects.toThrow(
      /^GROUNDWORK_DATA=".*\/file\/data": the directory cannot be written \(ENOTDIR\)/,
    );
  });
});
