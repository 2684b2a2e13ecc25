import { saveFinancingRequest, type RequestDetail } from '@yinqi/contracts/financing-requests';
import { call, newIdempotencyKey } from '../../lib/call.js';
import { ConnectionError, hasCode, ProblemError } from '../../lib/problem.js';
import type { FieldFault } from '@yinqi/contracts/errors';
import { BLANK, changedFields, formOf, writtenOver, type FormState } from './form-state.js';

/** Well within two seconds of the last key press: nothing older is lost with the page. */
const PAUSE_MS = 800;
const RETRY_MS = 4_000;

export type SaveState =
  | { readonly kind: 'untouched' | 'waiting' | 'held' | 'saving' | 'failed' }
  | { readonly kind: 'refused'; readonly faults: readonly FieldFault[] }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'conflict'; readonly who: string; readonly when: string };

type Attempt = { readonly key: string; readonly body: object; readonly form: FormState };

export type SaverEvents = {
  readonly onState: (state: SaveState) => void;
  readonly onSaved: (saved: RequestDetail) => void;
  /** Told when the draft exists, with what was written meanwhile over what it came filled in with. */
  readonly onBegun: (begun: RequestDetail, form: FormState) => void;
};

/** Begins the draft; the same key for every try, so that a lost answer begins no second one. */
export type BeginDraft = (idempotencyKey: string) => Promise<RequestDetail>;

/**
 * Keeps a form on the server: one save at a time, each under the version the last one answered. What banks are
 * already looking at is held back until its owner says so: every save of it would be a version of its own.
 */
export class DraftSaver {
  #id: string | undefined;
  #version: number;
  #stored: FormState;
  #latest: FormState;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #open: Attempt | undefined;

  readonly #beginKey = newIdempotencyKey();

  /** A draft that is there, or how to begin one with the first answer: who only looks leaves nothing behind. */
  constructor(
    private readonly draft: RequestDetail | BeginDraft,
    private readonly isHeld: boolean,
    private readonly events: SaverEvents,
  ) {
    const detail = typeof draft === 'function' ? undefined : draft;
    this.#id = detail?.id;
    this.#version = detail?.version ?? 0;
    this.#stored = detail === undefined ? BLANK : formOf(detail);
    this.#latest = this.#stored;
  }

  /** The draft as the API knows it; undefined before the first answer. */
  get id(): string | undefined {
    return this.#id;
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
    if (this.#id === undefined) return undefined;
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
    this.events.onState({ kind: 'saving' });
    try {
      if (this.#id === undefined) {
        await this.#begin();
        await this.#send();
        return;
      }
      this.#open = attempt;
      const saved = await call(
        saveFinancingRequest,
        { params: { id: this.#id }, body: attempt.body, version: this.#version },
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

  async #begin(): Promise<void> {
    if (typeof this.draft !== 'function') return;
    const begun = await this.draft(this.#beginKey);
    this.#id = begun.id;
    this.#version = begun.version;
    const filledIn = formOf(begun);
    this.#latest = writtenOver(filledIn, this.#stored, this.#latest);
    this.#stored = filledIn;
    this.events.onBegun(begun, this.#latest);
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
    this.events.onState({ kind: 'refused', faults: error instanceof ProblemError ? error.faults : [] });
  }
}
