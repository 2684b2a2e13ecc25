import { saveFinancingRequest, type RequestDetail } from '@yinqi/contracts/financing-requests';
import { call, newIdempotencyKey } from '../../lib/call.js';
import { ConnectionError, hasCode, ProblemError } from '../../lib/problem.js';
import { changedFields, formOf, type FormState } from './form-state.js';

/** Well within two seconds of the last key press: nothing older is lost with the page. */
const PAUSE_MS = 800;
const RETRY_MS = 4_000;

export type SaveState =
  | { readonly kind: 'untouched' | 'waiting' | 'held' | 'saving' | 'failed' | 'refused' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'conflict'; readonly who: string; readonly when: string };

type Attempt = { readonly key: string; readonly body: object; readonly form: FormState };

export type SaverEvents = {
  readonly onState: (state: SaveState) => void;
  readonly onSaved: (saved: RequestDetail) => void;
};

/**
 * Keeps a form on the server: one save at a time, each under the version the last one answered. What banks are
 * already looking at is held back until its owner says so: every save of it would be a version of its own.
 */
export class DraftSaver {
  #version: number;
  #stored: FormState;
  #latest: FormState;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #open: Attempt | undefined;

  constructor(
    private readonly detail: RequestDetail,
    private readonly isHeld: boolean,
    private readonly events: SaverEvents,
  ) {
    this.#version = detail.version;
    this.#stored = formOf(detail);
    this.#latest = this.#stored;
  }

  change(form: FormState): void {
    this.#latest = form;
    clearTimeout(this.#timer);
    this.events.onState({ kind: this.isHeld ? 'held' : 'waiting' });
    if (!this.isHeld) this.#timer = setTimeout(() => void this.#flush(), PAUSE_MS);
  }

  /** The page is hidden or left: what is typed goes out now. */
  leave(): void {
    if (!this.isHeld) void this.#flush();
  }

  /** The version under which everything typed is stored; undefined when it is not. */
  async saveNow(): Promise<number | undefined> {
    await this.#flush();
    return Object.keys(changedFields(this.#stored, this.#latest)).length === 0 ? this.#version : undefined;
  }

  /** Begins again from what somebody else stored. */
  replace(detail: RequestDetail): FormState {
    clearTimeout(this.#timer);
    this.#open = undefined;
    this.#version = detail.version;
    this.#stored = formOf(detail);
    this.#latest = this.#stored;
    this.events.onState({ kind: this.isHeld ? 'held' : 'untouched' });
    return this.#stored;
  }

  #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#send().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #send(): Promise<void> {
    // An unanswered save may have arrived: it is sent again as it was, before anything newer.
    const attempt = this.#open ?? {
      key: newIdempotencyKey(),
      body: changedFields(this.#stored, this.#latest),
      form: this.#latest,
    };
    if (Object.keys(attempt.body).length === 0) {
      this.events.onState({ kind: this.isHeld ? 'held' : 'untouched' });
      return;
    }
    this.#open = attempt;
    this.events.onState({ kind: 'saving' });
    try {
      const saved = await call(
        saveFinancingRequest,
        { params: { id: this.detail.id }, body: attempt.body, version: this.#version },
        { idempotencyKey: attempt.key },
      );
      this.#open = undefined;
      this.#version = saved.version;
      this.#stored = attempt.form;
      this.events.onSaved(saved);
      this.events.onState({ kind: 'saved', at: saved.updatedAt });
    } catch (error) {
      this.#settle(error);
      return;
    }
    if (this.#latest !== attempt.form) await this.#send();
  }

  #settle(error: unknown): void {
    if (error instanceof ConnectionError || hasCode(error, 'server.busy')) {
      this.events.onState({ kind: 'failed' });
      this.#timer = setTimeout(() => void this.#flush(), RETRY_MS);
      return;
    }
    this.#open = undefined;
    if (error instanceof ProblemError && error.code === 'resource.version_conflict') {
      const { who = '', when = '' } = error.params ?? {};
      this.events.onState({ kind: 'conflict', who: String(who), when: String(when) });
      return;
    }
    this.events.onState({ kind: 'refused' });
  }
}
