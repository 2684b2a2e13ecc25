import { lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopback, isPublicAddress } from './public-address.js';

/** Whereto the platform may send by itself. What follows the hosts is for tests and is read from no environment. */
export type OutboundRules = {
  readonly hosts: readonly string[];
  readonly allowLoopback?: boolean;
  readonly answerMs?: number;
};

export type UrlFault = 'unreadable' | 'not_https' | 'host_not_allowed';

const ANSWER_MS = 10_000;
class RefusedAddress extends Error {}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

/** Sends to receivers that institutions name: only to allowed hosts, and never into a network of our own. */
export class Outbound {
  constructor(private readonly rules: OutboundRules | undefined) {}

  get hosts(): readonly string[] {
    return this.rules?.hosts ?? [];
  }

  faultOf(text: string): UrlFault | undefined {
    if (!URL.canParse(text)) return 'unreadable';
    const { protocol, hostname, port, username, password, hash } = new URL(text);
    if (username !== '' || password !== '' || hash !== '') return 'unreadable';
    const host = bare(hostname);
    if (!this.hosts.includes(host)) return 'host_not_allowed';
    if (this.rules?.allowLoopback === true && isLoopback(host)) return undefined;
    if (protocol !== 'https:') return 'not_https';
    // An address written out names nobody, and the look-up that tests addresses is never asked for it.
    return isIP(host) !== 0 || port !== '' ? 'host_not_allowed' : undefined;
  }

  /** Posts once, follows nothing, reads no answer beyond its status: `http_204`, `timeout`, `refused_address` … */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<string> {
    const fault = this.faultOf(url);
    if (fault !== undefined) return Promise.resolve(fault);
    const target = new URL(url);
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve) => {
      const timeout = AbortSignal.timeout(this.rules?.answerMs ?? ANSWER_MS);
      const request = send(
        target,
        { method: 'POST', headers, lookup: this.lookup, signal: timeout, agent: false },
        (response) => {
          resolve(`http_${response.statusCode ?? 0}`);
          response.destroy();
        },
      );
      request.on('error', (error: NodeJS.ErrnoException) => {
        if (error instanceof RefusedAddress) resolve('refused_address');
        else resolve(timeout.aborted ? 'timeout' : (error.code ?? 'unreachable').toLowerCase().slice(0, 40));
      });
      request.end(body);
    });
  }

  /** The addresses that are tested are those the connection is made to: a name cannot change its mind in between. */
  private readonly lookup: LookupFunction = (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses;
      if (error !== null || first === undefined) {
        done(error ?? new Error(`${hostname} has no address`), '');
      } else if (!addresses.every(({ address }) => isPublicAddress(address))) {
        done(new RefusedAddress(hostname), '');
      } else if (options.all === true) {
        done(null, addresses);
      } else {
        done(null, first.address, first.family);
      }
    });
  };
}
