import type { ApiRequest } from './api-request.js';
import { BrowserSessionCookie, SameOrigin } from './browser-trust.js';

const request = (headers: Record<string, string>): ApiRequest => ({ headers }) as unknown as ApiRequest; // only headers are read

describe('the session cookie', () => {
  it('is __Host- and Secure behind https', () => {
    const cookie = new BrowserSessionCookie(new URL('https://yinqi.example'), '0.0.0.0');
    expect(cookie.name).toBe('__Host-session');
    expect(cookie.read(request({ cookie: '__Host-session=abc; session=forged' }))).toBe('abc');
  });

  it('is plain on loopback, and refuses to be plain on a network', () => {
    expect(new BrowserSessionCookie(undefined, '127.0.0.1').name).toBe('session');
    expect(() => new BrowserSessionCookie(undefined, '0.0.0.0')).toThrow('PUBLIC_URL');
  });
});

describe('the origin of a command', () => {
  const own = new SameOrigin(new URL('https://yinqi.example'));

  it.each([
    ['our own page', { origin: 'https://yinqi.example' }, true],
    ['a foreign page', { origin: 'https://elsewhere.example' }, false],
    ['a sandboxed frame', { origin: 'null' }, false],
    ['a program', {}, true],
    ['a browser that hides the origin', { 'sec-fetch-site': 'cross-site' }, false],
  ])('%s', (_, headers, expected) => {
    expect(own.isOwn(request(headers as Record<string, string>))).toBe(expected);
  });

  it('is the host itself on loopback', () => {
    const local = new SameOrigin(undefined);
    expect(local.isOwn(request({ origin: 'http://localhost:3000', host: 'localhost:3000' }))).toBe(true);
    expect(local.isOwn(request({ origin: 'http://localhost:5173', host: 'localhost:3000' }))).toBe(false);
  });
});
