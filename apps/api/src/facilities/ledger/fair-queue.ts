/** What waits, taken in turns from each tenant, so that one who sends thousands delays nobody else. */
export class FairQueue<Item extends { readonly tenantId: string }> {
  private readonly lines = new Map<string, Item[]>();
  private waiting = 0;

  get size(): number {
    return this.waiting;
  }

  push(item: Item): void {
    const line = this.lines.get(item.tenantId);
    if (line) line.push(item);
    else this.lines.set(item.tenantId, [item]);
    this.waiting += 1;
  }

  /** The next ones, each tenant's in the order they came; stops before the first that no longer fits. */
  take(fits: (item: Item) => boolean): Item[] {
    const taken: Item[] = [];
    for (;;) {
      const before = taken.length;
      for (const [tenantId, line] of [...this.lines]) {
        const [next] = line;
        if (next === undefined || !fits(next)) return taken;
        line.shift();
        this.waiting -= 1;
        taken.push(next);
        // Whoever was served goes to the end, and stands first next time only if nobody else waits.
        this.lines.delete(tenantId);
        if (line.length > 0) this.lines.set(tenantId, line);
      }
      if (taken.length === before) return taken;
    }
  }
}
