import '@testing-library/jest-dom';
import { TextDecoder, TextEncoder } from 'node:util';
import { configure } from '@testing-library/react';

// A page fetched lazily is compiled here; on busy cores that takes longer than the second waited by default.
configure({ asyncUtilTimeout: 5_000 });

// jsdom lacks these; the router and the virtual list need them to exist.
Object.assign(globalThis, { TextDecoder, TextEncoder });
globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
window.scrollTo = () => undefined;
Element.prototype.scrollTo ??= () => undefined;
Element.prototype.scrollIntoView ??= () => undefined;
// jsdom has no layout: the virtual list would show nothing in a viewport of height 0.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 640 });
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 1200 });

/** jsdom has no Response: what the client of the contract and the router's redirects read of one. */
class PlainResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly #body: string;

  constructor(body: string | null = null, init: ResponseInit = {}) {
    this.status = init.status ?? 200;
    this.statusText = init.statusText ?? '';
    this.headers = new Headers(init.headers);
    this.#body = body ?? '';
  }
  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }
  json(): Promise<unknown> {
    return Promise.resolve(this.#body).then((body): unknown => JSON.parse(body));
  }
  arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(Uint8Array.from(new TextEncoder().encode(this.#body)).buffer);
  }
}
Object.assign(globalThis, { Response: PlainResponse });
