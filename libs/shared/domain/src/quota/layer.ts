export interface Change {
  undo(): void;
}

/** What was loaded, and over it what has been decided since. */
export class Layer<Value> {
  /** Null: there no longer. */
  private readonly over = new Map<string, Value | null>();

  constructor(
    private readonly loaded: ReadonlyMap<string, Value>,
    private readonly journal: Change[],
  ) {}

  get(key: string): Value | undefined {
    const over = this.over.get(key);
    return over === undefined ? this.loaded.get(key) : (over ?? undefined);
  }

  set(key: string, value: Value | undefined): void {
    const before = this.over.get(key);
    this.over.set(key, value ?? null);
    this.journal.push({
      undo: () => {
        if (before === undefined) this.over.delete(key);
        else this.over.set(key, before);
      },
    });
  }

  changed(): readonly Value[] {
    return [...this.over.values()].filter((value) => value !== null);
  }

  merged(): ReadonlyMap<string, Value> {
    const merged = new Map(this.loaded);
    for (const [key, value] of this.over) {
      if (value === null) merged.delete(key);
      else merged.set(key, value);
    }
    return merged;
  }
}
