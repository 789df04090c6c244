/** Who is at the other end and under which address they reached the server, proxies in front believed as configured. */
import { BlockList, isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';
import type { TrustedProxy } from '../../data/config.ts';

export interface Client {
  /** Address of the client, `undefined` outside of a connection. */
  readonly address: string | undefined;
  /** Scheme, host and port of the server as the client sees them. */
  readonly origin: string;
}

/** What tells the client of a request; forwarded headers count only from a proxy that is trusted. */
export type ClientReader = (request: Request, incoming: IncomingMessage | undefined) => Client;

/** @param publicUrl address that is always the server's own, whatever a request says. */
export function clientReader(trust: TrustedProxy, publicUrl: string | undefined): ClientReader {
  const trusted = trustOf(trust);
  return (request, incoming) => {
    const peer = plain(incoming?.socket.remoteAddress);
    const { headers } = request;
    const chain = [...list(headers.get('X-Forwarded-For')), ...(peer === undefined ? [] : [peer])];
    // From our side outwards: the first address that is not one of our proxies is the client.
    let at = chain.length - 1;
    let hops = 0;
    while (at > 0 && trusted(chain[at] ?? '', hops)) {
      at--;
      hops++;
    }
    const behindProxy = trusted(peer ?? '', 0);
    const url = new URL(request.url);
    const scheme = behindProxy ? list(headers.get('X-Forwarded-Proto')).at(-1) : undefined;
    const host = behindProxy ? list(headers.get('X-Forwarded-Host')).at(-1) : undefined;
    return {
      address: trust.kind === 'none' ? peer : plain(chain[at]),
      origin: publicUrl ?? originOf(url, scheme, host),
    };
  };
}

function trustOf(trust: TrustedProxy): (address: string, hops: number) => boolean {
  if (trust.kind === 'none') return () => false;
  if (trust.kind === 'hops') return (_, hops) => hops < trust.hops;
  const networks = new BlockList();
  for (const network of trust.networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) networks.addAddress(address, family);
    else networks.addSubnet(address, Number(prefix), family);
  }
  return (address) => {
    const family = isIP(address);
    return family !== 0 && networks.check(address, family === 6 ? 'ipv6' : 'ipv4');
  };
}

function list(header: string | null): string[] {
  return (header ?? '')
    .slice(0, 2000)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Without the form in which an IPv6 socket shows IPv4 addresses. */
function plain(address: string | undefined): string | undefined {
  return address?.replace(/^::ffff:(?=\d+\.)/, '');
}

function originOf(url: URL, scheme: string | undefined, host: string | undefined): string {
  const protocol = scheme === 'http' || scheme === 'https' ? `${scheme}:` : url.protocol;
  // Only the form of a host: what a proxy hands on came from outside.
  const name = host && /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i.test(host) ? host : url.host;
  return `${protocol}//${name}`;
}
