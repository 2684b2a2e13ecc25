import type { MatchPolicy } from '../matching/index.js';
import type { Arena } from './arena.js';
import { listShare } from './grades.js';

export interface ListSnapshot {
  readonly choices: readonly (readonly string[])[];
  readonly tables: ReadonlyMap<string, number>;
}

/** Which lists products favour, and what each such choice adds for the lists a firm is on. */
export class ListPreferences {
  private readonly ids = new Map<string, number>();
  private readonly choices: (readonly string[])[] = [];
  private readonly named = new Set<string>();
  private tables = new Map<string, number>();

  constructor(
    private readonly policy: MatchPolicy,
    private readonly arena: Arena,
  ) {}

  static open({ choices, tables }: ListSnapshot, policy: MatchPolicy, arena: Arena): ListPreferences {
    const preferences = new ListPreferences(policy, arena);
    for (const preferred of choices) preferences.admit(preferred);
    preferences.tables = new Map(tables);
    return preferences;
  }

  snapshot(): ListSnapshot {
    return { choices: this.choices, tables: this.tables };
  }

  /** `stale` if tables made before lack the new choice. */
  admit(preferred: readonly string[]): { readonly id: number; readonly stale: boolean } {
    const key = JSON.stringify(preferred);
    const known = this.ids.get(key);
    if (known !== undefined) return { id: known, stale: false };
    const id = this.choices.push(preferred) - 1;
    this.ids.set(key, id);
    for (const list of preferred) this.named.add(list);
    return { id, stale: this.tables.size > 0 };
  }

  forget(): void {
    this.tables = new Map();
  }

  /** Word offset of one share per choice. */
  tableFor(held: readonly string[]): number {
    const telling = held.filter((list) => this.named.has(list)).sort();
    const key = JSON.stringify(telling);
    const known = this.tables.get(key);
    if (known !== undefined) return known;
    const table = this.arena.allocate(4 * this.choices.length) >> 2;
    for (const [id, preferred] of this.choices.entries()) {
      this.arena.words[table + id] = listShare(this.policy, preferred, telling);
    }
    this.tables.set(key, table);
    return table;
  }
}
