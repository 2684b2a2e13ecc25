import type { Arena } from './arena.js';

/** Shares fit 16 bits with their sign, and so do the numbers that slots know entries by. */
export const MOST_ENTRIES = 2 ** 15;

interface Made<Ask> {
  readonly ask: Ask;
  /** Byte offset. */
  readonly at: number;
}
interface Keyed<Entry> {
  readonly key: unknown;
  readonly entry: Entry;
}
export interface ScoreSnapshot<Entry, Ask> {
  readonly entries: readonly Keyed<Entry>[];
  readonly tables: ReadonlyMap<unknown, Made<Ask>>;
  readonly room: number;
}

/**
 * One part of the score: what each distinct entry of the catalogue (a rate, a ceiling, a set of securities) earns
 * for one thing asked. A slot knows its entry's number, a request the table of what it asks; adding up the two is
 * all a kernel does, so that no kernel knows the policy.
 */
export class ScoreTable<Entry, Ask> {
  private readonly ids = new Map<unknown, number>();
  private readonly entries: Keyed<Entry>[] = [];
  private tables = new Map<unknown, Made<Ask>>();
  private room = 0;

  constructor(
    private readonly name: string,
    private readonly arena: Arena,
    private readonly shareOf: (entry: Entry, ask: Ask) => number,
  ) {}

  open({ entries, tables, room }: ScoreSnapshot<Entry, Ask>): this {
    for (const one of entries) this.ids.set(one.key, this.entries.push(one) - 1);
    this.tables = new Map(tables);
    this.room = room;
    return this;
  }

  snapshot(): ScoreSnapshot<Entry, Ask> {
    const { entries, tables, room } = this;
    return { entries: [...entries], tables: new Map(tables), room };
  }

  /** `stale` if tables made before have no place for the new entry. */
  admit(key: unknown, entry: Entry): { readonly id: number; readonly stale: boolean } {
    const known = this.ids.get(key);
    if (known !== undefined) return { id: known, stale: false };
    if (this.entries.length === MOST_ENTRIES) {
      throw new RangeError(`more than ${MOST_ENTRIES} different values of ${this.name} in one catalogue`);
    }
    const id = this.entries.push({ key, entry }) - 1;
    this.ids.set(key, id);
    const stale = id >= this.room && this.tables.size > 0;
    if (!stale) {
      for (const { ask, at } of this.tables.values()) {
        this.arena.halves[(at >> 1) + id] = this.shareOf(entry, ask);
      }
    }
    return { id, stale };
  }

  forget(): void {
    this.tables = new Map();
  }

  /** Byte offset of one share per entry, for something asked that the key tells from everything else. */
  tableFor(key: unknown, ask: Ask): number {
    const known = this.tables.get(key);
    if (known !== undefined) return known.at;
    if (this.tables.size === 0) this.room = Math.ceil(this.entries.length * 1.25) + 16;
    const at = this.arena.allocate(2 * this.room);
    const { halves } = this.arena;
    for (const [id, { entry }] of this.entries.entries()) {
      halves[(at >> 1) + id] = this.shareOf(entry, ask);
    }
    this.tables.set(key, { ask, at });
    return at;
  }
}
