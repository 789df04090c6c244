import { existsSync, readdirSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { StartError } from './errors.ts';

export { StartError };

/** Number of this process, for the lock on the embedded database. */
export const processId = process.pid;

/** Largest file that is taken in unless it is configured, bytes: the parcels of a city as a GeoPackage have some 100 MB. */
export const defaultUploadLimit = 512 * 1024 ** 2;

/** Which hops in front of the server are believed about the client's address (`X-Forwarded-For`). */
export type TrustedProxy =
  { kind: 'none' } | { kind: 'hops'; hops: number } | { kind: 'networks'; networks: string[] };

/** Everything the process is told from outside, read once. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Address of a PostGIS database; absent = the embedded one in `dataDirectory`. Holds a password: never print it. */
  readonly databaseUrl: string | undefined;
  readonly dataDirectory: string;
  /** Code of the place shown, a folder of `data/demo`. */
  readonly place: string;
  /** Address under which browsers reach the server, without a trailing slash. */
  readonly publicUrl: string | undefined;
  readonly trustProxy: TrustedProxy;
  /** Origins whose pages may show the embedded map in a frame; none = only this server's own. */
  readonly embedOrigins: readonly string[];
  /** Largest file that is taken in, bytes. */
  readonly uploadLimit: number;
  /** Key for signing, at least 32 characters; absent = `loadSecret` keeps one in the data directory. */
  readonly secret: string | undefined;
  /** 天地图: the key for browsers and the 审图号 that it has; absent = it is not offered and nothing is read from it. */
  readonly tianditu: { readonly key: string; readonly approval: string } | undefined;
  /** Where a prepared embedded database may be kept between installations; absent = nowhere. */
  readonly cacheDirectory: string | undefined;
}

const demoDirectory = fileURLToPath(new URL('./demo/', import.meta.url));

/** Codes of the places that ship with the project: folders of `data/demo` with a `place.json`. */
export function shippedPlaces(): string[] {
  if (!existsSync(demoDirectory)) return [];
  return readdirSync(demoDirectory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(demoDirectory, entry.name, 'place.json')))
    .map((entry) => entry.name)
    .sort();
}

/**
 * Reads the configuration from the given environment; an empty value counts as absent.
 * @throws StartError naming the first bad variable, its value (unless it may hold a secret) and the remedy.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    const shown = given[name] === undefined ? ' (not set)' : `=${JSON.stringify(given[name]).slice(0, 100)}`;
    const value = mayHoldSecret.has(name) ? '' : shown;
    throw new StartError(`${name}${value}: ${issue?.message}`);
  }
  const v = parsed.data;
  return Object.freeze({
    port: v.PORT,
    host: v.HOST,
    databaseUrl: v.DATABASE_URL,
    dataDirectory: v.GROUNDWORK_DATA,
    place: v.GROUNDWORK_PLACE,
    publicUrl: v.PUBLIC_URL,
    trustProxy: v.TRUST_PROXY,
    embedOrigins: v.GROUNDWORK_EMBED_ORIGINS,
    uploadLimit: v.GROUNDWORK_UPLOAD_LIMIT,
    secret: v.GROUNDWORK_SECRET,
    tianditu: v.GROUNDWORK_TIANDITU_KEY
      ? { key: v.GROUNDWORK_TIANDITU_KEY, approval: v.GROUNDWORK_TIANDITU_APPROVAL }
      : undefined,
    cacheDirectory: v.XDG_CACHE_HOME
      ? join(v.XDG_CACHE_HOME, 'groundwork')
      : v.HOME && join(v.HOME, '.cache', 'groundwork'),
  });
}

const mayHoldSecret = new Set(['DATABASE_URL', 'GROUNDWORK_SECRET', 'GROUNDWORK_TIANDITU_KEY']);

const variables = z.object({
  PORT: z
    .string()
    .default('8787')
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535, 'give a port number from 0 to 65535')
    .transform(Number),
  HOST: z
    .string()
    .default('127.0.0.1')
    .refine(
      (text) => isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text),
      'give the address to listen on, such as 127.0.0.1, or 0.0.0.0 for every network',
    ),
  DATABASE_URL: z
    .string()
    .refine(
      isDatabaseUrl,
      'this is not a PostgreSQL address (not shown, it may hold a password); write postgres://user:password@host:5432/database with special characters of the password percent-encoded, or unset it for the embedded database',
    )
    .optional(),
  GROUNDWORK_DATA: z.string().default('.groundwork'),
  PUBLIC_URL: z
    .string()
    .refine(
      isPublicUrl,
      'give the http(s) address under which browsers reach the server, such as https://map.example.org',
    )
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  TRUST_PROXY: z.string().default('off').transform(parseTrustedProxy),
  GROUNDWORK_EMBED_ORIGINS: z.string().default('').transform(parseOrigins),
  GROUNDWORK_UPLOAD_LIMIT: z
    .string()
    .default(`${defaultUploadLimit / 1024 ** 2} MB`)
    .transform(parseBytes),
  GROUNDWORK_SECRET: z
    .string()
    .min(32, 'it is shorter than 32 characters; give a longer random text, or unset it to have one generated')
    .optional(),
  GROUNDWORK_TIANDITU_KEY: z
    .string()
    .regex(
      /^[0-9a-f]{32}$/i,
      'give the 32 hexadecimal digits of a browser key from console.tianditu.gov.cn, or unset it',
    )
    .optional(),
  // The number changes with each edition: the owner sets the one that tianditu.gov.cn bears at its foot.
  GROUNDWORK_TIANDITU_APPROVAL: z
    .string()
    .max(40, 'give the 审图号 that 天地图 bears, such as GS（2024）0650号')
    .default('GS（2024）0650号'),
  GROUNDWORK_PLACE: z
    .string()
    .default('shangqiu')
    .superRefine((code, context) => {
      const places = shippedPlaces();
      if (!places.includes(code))
        context.addIssue({
          code: 'custom',
          message: `there is no such place in data/demo; choose one of ${places.join(', ') || '(none is installed)'}`,
        });
    }),
  XDG_CACHE_HOME: z.string().optional(),
  HOME: z.string().optional(),
});

/** Whether a text is an address that meets a condition. */
function isUrl(text: string, meets: (url: URL) => boolean): boolean {
  try {
    return meets(new URL(text));
  } catch {
    return false; // no address at all, or one whose percent codes cannot be decoded
  }
}

function isDatabaseUrl(text: string): boolean {
  return isUrl(text, (url) => {
    decodeURIComponent(url.password + url.username + url.pathname); // pg decodes them, and throws late
    return /^postgres(ql)?:$/.test(url.protocol) && /^\/[^/]+$/.test(url.pathname);
  });
}

function isPublicUrl(text: string): boolean {
  return isUrl(
    text,
    (url) => /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash,
  );
}

/** Origins apart by commas or spaces. A name with a wildcard, a path or another scheme would let in more than it says. */
function parseOrigins(text: string, context: z.RefinementCtx): string[] {
  const origins = text.split(/[\s,]+/).filter((origin) => origin !== '');
  for (const origin of origins) {
    if (isOrigin(origin)) continue;
    context.addIssue({
      code: 'custom',
      message: `${JSON.stringify(origin).slice(0, 80)} is not the origin of a page; give scheme, host and port only, such as https://www.example.org, several with commas between`,
    });
    return z.NEVER;
  }
  return [...new Set(origins)];
}

function isOrigin(text: string): boolean {
  return isUrl(
    text,
    (url) => /^https?:$/.test(url.protocol) && url.origin === text && /^[\w.:[\]-]+$/.test(url.host),
  );
}

const byteUnits: Readonly<Record<string, number>> = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

function parseBytes(text: string, context: z.RefinementCtx): number {
  const [, number = '', unit = 'B'] = /^(\d+(?:\.\d+)?)\s*([KMG]?B)?$/i.exec(text) ?? [];
  const bytes = Math.round(Number(number) * (byteUnits[unit.toUpperCase()] ?? NaN));
  // Files are laid before their reader in the address space of WebAssembly, which has 4 GB.
  if (number !== '' && bytes >= 1 && bytes <= 4 * 1024 ** 3) return bytes;
  context.addIssue({
    code: 'custom',
    message: 'give the largest file that is taken in, such as 512 MB, from 1 B to 4 GB',
  });
  return z.NEVER;
}

function parseTrustedProxy(text: string, context: z.RefinementCtx): TrustedProxy {
  if (/^(off|0|false|no)$/i.test(text)) return { kind: 'none' };
  if (/^[1-9]$/.test(text)) return { kind: 'hops', hops: Number(text) };
  const networks = text.split(',').map((network) => network.trim());
  if (networks.every(isNetwork)) return { kind: 'networks', networks };
  context.addIssue({
    code: 'custom',
    message:
      'give "off", the number of proxies in front (1 to 9), or their networks such as 10.0.0.0/8,fd00::/8',
  });
  return z.NEVER;
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}
