import { parseCookie } from 'cookie';
import type { CookieOptions, Response } from 'express';
import type { ApiRequest } from './api-request.js';
import { OwnOrigin, SessionCookie } from './access.guard.js';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** `__Host-session` with Secure behind https; plain `session` only on loopback, where no network carries it. */
export class BrowserSessionCookie extends SessionCookie {
  readonly name: string;
  private readonly options: CookieOptions;

  constructor(publicUrl: URL | undefined, host: string) {
    super();
    const secure = publicUrl?.protocol === 'https:';
    if (!secure && !LOOPBACK.has(host)) {
      throw new Error(
        'Without an https PUBLIC_URL the API listens on loopback only: set PUBLIC_URL or HOST=127.0.0.1',
      );
    }
    this.name = secure ? '__Host-session' : 'session';
    this.options = { httpOnly: true, sameSite: 'lax', path: '/', secure };
  }

  override read(request: ApiRequest): string | undefined {
    return parseCookie(request.headers.cookie ?? '')[this.name];
  }

  write(response: Response, token: string, expires: Date): void {
    response.cookie(this.name, token, { ...this.options, expires });
  }

  clear(response: Response): void {
    response.clearCookie(this.name, this.options);
  }
}

/**
 * Browsers name the origin of every command they send; a foreign one is refused. Programs send neither Origin
 * nor Sec-Fetch-Site and carry no ambient cookie, so they need no such protection.
 */
export class SameOrigin extends OwnOrigin {
  constructor(private readonly publicUrl: URL | undefined) {
    super();
  }

  override isOwn(request: ApiRequest): boolean {
    const { origin } = request.headers;
    if (!origin) return request.headers['sec-fetch-site'] === undefined;
    return origin === (this.publicUrl?.origin ?? `http://${request.headers.host ?? ''}`);
  }
}
