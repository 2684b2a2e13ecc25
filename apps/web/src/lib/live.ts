import { useEffect, useEffectEvent } from 'react';
import { followChanges, liveHint, type LiveHint } from '@yinqi/contracts/live';
import { routeUrl } from './call.js';

export type LiveKind = LiveHint['kind'];
/** A hint, or word that the line was down for a while and anything may have changed. */
export type LiveNews = LiveHint | 'resumed';
type Listener = (news: LiveNews) => void;

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** One connection per page however many views listen: browsers allow six per host over HTTP/1.1. */
class LiveLine {
  readonly #listeners = new Set<Listener>();
  #source: EventSource | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #waitMs = FIRST_WAIT_MS;
  #interrupted = false;

  follow(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#open();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#close();
    };
  }

  #open(): void {
    const source = new EventSource(routeUrl(followChanges, {}));
    this.#source = source;
    source.onopen = () => {
      this.#waitMs = FIRST_WAIT_MS;
      if (this.#interrupted) this.#tell('resumed');
      this.#interrupted = false;
    };
    source.addEventListener('change', (event: MessageEvent<string>) => {
      const hint = readHint(event.data);
      if (hint !== undefined) this.#tell(hint);
    });
    // The server itself lost sight of changes for a while.
    source.addEventListener('refresh', () => this.#tell('resumed'));
    // Reading again is refused then, and the refusal leads to sign-in.
    source.addEventListener('signed-out', () => this.#tell('resumed'));
    source.onerror = () => {
      // The browser's own retry gives up for good on an HTTP error such as 503, so the line is dialled again here.
      source.close();
      this.#interrupted = true;
      this.#retry = setTimeout(() => this.#open(), this.#waitMs);
      this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
    };
  }

  #close(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = undefined;
    this.#interrupted = false;
  }

  #tell(news: LiveNews): void {
    for (const listener of this.#listeners) listener(news);
  }
}

function readHint(text: string): LiveHint | undefined {
  try {
    const parsed = liveHint.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

const line = new LiveLine();

/** Listens to changes of some kinds of record while the component is on screen. */
export function useLive(kinds: readonly LiveKind[], onNews: Listener): void {
  const hear = useEffectEvent((news: LiveNews) => {
    if (news === 'resumed' || kinds.includes(news.kind)) onNews(news);
  });
  useEffect(() => line.follow((news) => hear(news)), []);
}
