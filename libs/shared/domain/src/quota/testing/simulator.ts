import { SeededRandom } from '../../allocation/seeded-random.js';
import {
  LedgerAudit,
  QuotaBook,
  scopedKey,
  type CommandResult,
  type Hash,
  type QuotaCommand,
  type RejectionCode,
} from '../index.js';
import { CommandSource } from './command-source.js';
import { newPool } from './ledger.js';
import { Storage } from './storage.js';

// Looked up once: in Jest's VM a global costs far more than what it does.
const { imul } = Math;

/** FNV-1a: chains nothing against an adversary, but costs next to nothing a million times over. */
export const quickHash: Hash = (text) => {
  let mixed = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) mixed = imul(mixed ^ text.charCodeAt(at), 0x01000193);
  return (mixed >>> 0).toString(16).padStart(8, '0');
};

export interface Simulated {
  /** Commands decided, those sent again included. */
  readonly steps: number;
  readonly counts: Readonly<Record<CommandResult['outcome'] | 'crashed' | 'failed' | 'lostAnswer', number>>;
  readonly rejections: ReadonlyMap<RejectionCode, number>;
  /** Nothing, if the ledger kept its word. */
  readonly faults: readonly string[];
}

const MOST_PER_BATCH = 32;
const LEAVES = ['a1', 'a2', 'b1', 'b2'] as const;
/** Less than two leaves would each give one customer. */
const TOOL_LIMIT_FEN = 240n;
const CUSTOMERS = ['c1', 'c2', 'c3', 'c4', 'c5'] as const;

/**
 * A nation, two provinces, four banks with too little for everyone; clients that send again what was not answered, or
 * was; batches that crash before or after they are written; transitions that fail after their posting was decided.
 */
export function simulate(seed: number, steps: number): Simulated {
  const run = new Simulation(seed);
  while (run.steps < steps) run.batch();
  return run.finish();
}

class Simulation {
  steps = 0;
  private readonly random: SeededRandom;
  private readonly storage: Storage;
  private readonly source: CommandSource;
  /** Sent and not answered. */
  private readonly waiting: QuotaCommand[] = [];
  /** By key: the hash of the first entry that was acknowledged. */
  private readonly acknowledged = new Map<string, string>();
  private readonly counts = { accepted: 0, replayed: 0, rejected: 0, crashed: 0, failed: 0, lostAnswer: 0 };
  private readonly rejections = new Map<RejectionCode, number>();
  private readonly faults: string[] = [];
  private readonly origins;

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
    const pool = (id: string, parentId: string | null) => {
      const isLeaf = LEAVES.some((leaf) => leaf === id);
      const more = isLeaf ? { singleCustomerLimitFen: 160n } : {};
      return newPool(id, { parentId, basis: 'BALANCE', secondPersonFromFen: 150n, ...more }, quickHash);
    };
    this.origins = [
      pool('n', null),
      pool('a', 'n'),
      pool('b', 'n'),
      ...LEAVES.map((leaf) => pool(leaf, leaf.slice(0, 1))),
    ];
    this.storage = new Storage(this.origins, CUSTOMERS, new Map([['facility', TOOL_LIMIT_FEN]]));
    this.source = new CommandSource(this.random, this.storage, { leaves: LEAVES, customers: CUSTOMERS });
    this.waiting.push(...this.source.beginning());
  }

  batch(): void {
    this.source.nowMs += this.random.below(40);
    const commands = this.take(1 + this.random.below(MOST_PER_BATCH)).flatMap((command) =>
      // Sent three times at once: all of them meet in one batch.
      this.random.below(20) === 0 ? [command, command, command] : [command],
    );
    const book = new QuotaBook(this.storage, quickHash);
    const answers = commands.map((command) => this.post(book, command));
    this.steps += commands.length;
    const fate = this.random.below(100);
    if (fate < 4) {
      // The process is gone before it wrote: nothing has happened, everyone asks again.
      this.counts.crashed += 1;
      this.waiting.push(...commands);
      return;
    }
    this.storage.commit(book);
    if (fate < 8) {
      this.counts.lostAnswer += 1;
      this.waiting.push(...commands);
      return;
    }
    answers.forEach((answer, at) => {
      const command = commands[at];
      if (command) this.acknowledge(command, answer);
    });
  }

  finish(): Simulated {
    const { storage, faults } = this;
    const audit = new LedgerAudit(this.origins, quickHash);
    for (const entry of storage.entries) {
      const bad = audit.add(entry);
      if (bad) faults.push(`${bad.code} ${bad.poolId} ${bad.version}: ${bad.detail}`);
      if (bad) break;
    }
    for (const pool of storage.pools.values()) {
      const bad = audit.comparePool(pool);
      if (bad) faults.push(`${bad.code} ${bad.poolId}: ${bad.detail}`);
    }
    const whole = audit.finish();
    if (whole) faults.push(`${whole.code} ${whole.poolId}: ${whole.detail}`);
    for (const [key, hash] of this.acknowledged) {
      if (storage.known.get(key)?.entries[0]?.hash !== hash) faults.push(`acknowledged and lost: ${key}`);
    }
    faults.push(...storage.violations, ...storage.disagreements());
    return { steps: this.steps, counts: this.counts, rejections: this.rejections, faults };
  }

  /** Some of what waits, in no order, some of it again, and new ones. */
  private take(count: number): QuotaCommand[] {
    return Array.from({ length: count }, () => {
      if (this.waiting.length > 0 && this.random.below(2) === 0) {
        const at = this.random.below(this.waiting.length);
        const [command] = this.waiting.splice(at, 1);
        if (command) return command;
      }
      return this.source.next();
    });
  }

  private post(book: QuotaBook, command: QuotaCommand): CommandResult | undefined {
    const mark = book.mark();
    const result = book.decide(command, this.source.nowMs);
    // The transition it belongs to fails: a stale version, a constraint, anything.
    if (result.outcome === 'accepted' && this.random.below(25) === 0) {
      book.rollback(mark);
      return undefined;
    }
    return result;
  }

  private acknowledge(command: QuotaCommand, answer: CommandResult | undefined): void {
    if (!answer) {
      this.counts.failed += 1;
      return;
    }
    this.counts[answer.outcome] += 1;
    if (answer.outcome === 'rejected') {
      const { code } = answer.rejection;
      this.rejections.set(code, (this.rejections.get(code) ?? 0) + 1);
      return;
    }
    this.source.remember(command);
    const [first] = answer.entries;
    if (!first) return;
    const key = scopedKey(command);
    const before = this.acknowledged.get(key);
    if (before === undefined) this.acknowledged.set(key, first.hash);
    else if (before !== first.hash) this.faults.push(`answered differently: ${key}`);
  }
}
