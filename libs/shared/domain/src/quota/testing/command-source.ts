import type { SeededRandom } from '../../allocation/seeded-random.js';
import { isLive, type Entry, type Hold, type QuotaCommand } from '../index.js';
import { subjectOf, type Plain } from './ledger.js';
import type { Storage } from './storage.js';

/** Of what kind the next command is, each as often as its number says. */
const WEIGHTS = {
  reserve: 30,
  commit: 14,
  post: 12,
  report: 5,
  void: 8,
  expire: 6,
  extend: 4,
  uncommit: 2,
  repay: 14,
  correct: 2,
  allot: 2,
  return: 2,
  transfer: 2,
  adjust_limit: 1,
  freeze: 1,
  unfreeze: 5,
  again: 6,
  otherBody: 2,
} as const;
type Weighted = keyof typeof WEIGHTS;
const DRAWN = Object.entries(WEIGHTS).flatMap(([kind, weight]) =>
  Array.from({ length: weight }, () => kind as Weighted),
);
/** Holds and commands clients still know of: older ones are out of their sight. */
const MEMORY = 48;

const owed = ({ postedFen, repaidFen }: Hold) =>
  ({ amountFen: postedFen > repaidFen ? postedFen - repaidFen : 1n, currency: 'CNY' }) as const;

export interface Cast {
  readonly leaves: readonly string[];
  readonly customers: readonly string[];
}

/** Makes commands as clients would who know a little of what has happened, some of it out of date. */
export class CommandSource {
  nowMs = 1_000_000;
  private keys = 0;
  private holds = 0;
  private readonly recentHolds: string[] = [];
  private readonly posted: string[] = [];
  private readonly recent: QuotaCommand[] = [];

  constructor(
    private readonly random: SeededRandom,
    private readonly storage: Storage,
    private readonly cast: Cast,
  ) {}

  /** Fills the nation and hands most of it down. */
  beginning(): QuotaCommand[] {
    const money = (amountFen: bigint) => ({ amountFen, currency: 'CNY' as const, approverId: 'second' });
    const allot = (fromPoolId: string, toPoolId: string, amountFen: bigint) =>
      this.keyed({ kind: 'allot', fromPoolId, toPoolId, ...money(amountFen) });
    return [
      this.limit(1_500n),
      allot('n', 'a', 700n),
      allot('n', 'b', 600n),
      ...this.cast.leaves.map((leaf) => allot(leaf.slice(0, 1), leaf, 250n)),
    ];
  }

  remember(command: QuotaCommand): void {
    this.recent[this.random.below(MEMORY)] = command;
    if (command.kind === 'reserve' || command.kind === 'report') {
      if (this.recentHolds.length < MEMORY) this.recentHolds.push(command.holdId);
      else this.recentHolds[this.random.below(MEMORY)] = command.holdId;
    }
  }

  next(): QuotaCommand {
    const kind = this.oneOf(DRAWN) ?? 'reserve';
    const earlier = this.oneOf(this.recent);
    if (kind === 'again') return earlier ?? this.next();
    if (kind === 'otherBody') {
      return earlier && 'amountFen' in earlier
        ? { ...earlier, amountFen: earlier.amountFen + 1n }
        : this.next();
    }
    return this.keyed(this.plain(kind));
  }

  private plain(kind: Exclude<Weighted, 'again' | 'otherBody'>): Plain {
    switch (kind) {
      case 'reserve':
        return this.reserve();
      case 'report':
        return this.report();
      case 'allot':
      case 'return':
      case 'transfer':
        return this.move(kind);
      case 'adjust_limit':
        return this.limit(1_000n + this.upTo(600));
      case 'freeze':
      case 'unfreeze':
        return { kind, poolId: this.anyPool(kind === 'freeze' ? 8 : 3), approverId: null };
      default:
        return this.onHold(kind);
    }
  }

  private reserve(): Plain {
    this.holds += 1;
    // A claim is retried under its own loan; the rest are promises without one.
    const claimKey = this.random.below(4) === 0 ? `loan-${this.random.below(60)}` : null;
    return {
      kind: 'reserve',
      poolId: this.leaf(),
      holdId: `h${this.holds}`,
      subject: subjectOf(this.oneOf(this.cast.customers), { claimKey }),
      ...this.money(),
      expiresAtMs: this.nowMs + 1 + this.random.below(900),
      checks: [],
    };
  }

  private report(): Plain {
    const hold = this.random.below(3) === 0 ? undefined : this.hold();
    this.holds += 1;
    return {
      kind: 'report',
      poolId: hold?.poolId ?? this.leaf(),
      holdId: hold?.id ?? `h${this.holds}`,
      subject: hold?.subject ?? subjectOf(this.oneOf(this.cast.customers)),
      ...this.money(),
      keep: this.random.below(2) === 0,
    };
  }

  private move(kind: 'allot' | 'return' | 'transfer'): Plain {
    const leaf = this.leaf();
    const province = leaf.slice(0, 1);
    const approval = { ...this.money(), approverId: 'second' };
    if (kind === 'allot') return { kind, fromPoolId: province, toPoolId: leaf, ...approval };
    if (kind === 'return') return { kind, fromPoolId: leaf, toPoolId: province, ...approval };
    return { kind, fromPoolId: leaf, toPoolId: this.leaf(), ...approval };
  }

  private limit(limitFen: bigint): QuotaCommand {
    return this.keyed({ kind: 'adjust_limit', poolId: 'n', limitFen, currency: 'CNY', approverId: 'second' });
  }

  private onHold(
    kind: 'commit' | 'post' | 'void' | 'expire' | 'extend' | 'uncommit' | 'repay' | 'correct',
  ): Plain {
    const hold = kind === 'repay' ? this.postedHold() : this.hold();
    if (!hold) return this.reserve();
    const on = { poolId: hold.poolId, holdId: hold.id };
    const all = { amountFen: hold.heldFen > 0n ? hold.heldFen : 1n, currency: 'CNY' } as const;
    switch (kind) {
      case 'commit':
        return { kind, ...on, ...(this.random.below(3) === 0 ? this.money() : all) };
      case 'post':
        return {
          kind,
          ...on,
          ...(this.random.below(2) === 0 ? this.money() : all),
          keep: this.random.below(2) === 0,
        };
      case 'void':
        return { kind, ...on, reason: 'withdrawn' };
      case 'extend':
        return { kind, ...on, expiresAtMs: this.nowMs + this.random.below(900) };
      case 'repay':
        return { kind, ...on, ...(this.random.below(3) > 0 ? owed(hold) : this.money()) };
      case 'correct':
        return this.correct();
      case 'uncommit':
      case 'expire':
        return { kind, ...on };
    }
  }

  private correct(): Plain {
    const posting = this.lastPosting();
    return {
      kind: 'correct',
      poolId: posting?.poolId ?? this.leaf(),
      holdId: posting?.holdId ?? 'none',
      corrects: { tenantId: 'tenant', key: posting?.key ?? 'none' },
      approverId: 'second',
      reason: 'wrong',
    };
  }

  private lastPosting(): Entry | undefined {
    const from = Math.max(0, this.storage.entries.length - 40);
    const at = from + this.random.below(40);
    return this.storage.entries
      .slice(at, at + 6)
      .find(({ kind }) => ['post', 'report', 'repay'].includes(kind));
  }

  /** One that is still live, rather than not; ends are forgotten when they are met. */
  private hold(): Hold | undefined {
    for (let tries = 0; tries < 4 && this.recentHolds.length > 0; tries += 1) {
      const at = this.random.below(this.recentHolds.length);
      const hold = this.storage.holds.get(this.recentHolds[at] ?? '');
      if (hold && isLive(hold)) return hold;
      if (this.random.below(8) === 0) return hold;
      this.recentHolds.splice(at, 1);
      if (hold?.state === 'posted') this.posted.push(hold.id);
    }
    return undefined;
  }

  private postedHold(): Hold | undefined {
    for (let tries = 0; tries < 4 && this.posted.length > 0; tries += 1) {
      const at = this.random.below(this.posted.length);
      const hold = this.storage.holds.get(this.posted[at] ?? '');
      if (hold?.state === 'posted') return hold;
      this.posted.splice(at, 1);
    }
    return this.hold();
  }

  private keyed(plain: Plain): QuotaCommand {
    this.keys += 1;
    return { tenantId: 'tenant', key: `k${this.keys}`, actorId: 'officer', ...plain };
  }

  private money() {
    return { amountFen: 1n + this.upTo(60), currency: 'CNY' } as const;
  }

  /** A province now and then, with its leaves. */
  private anyPool(oneIn: number): string {
    const leaf = this.leaf();
    return this.random.below(oneIn) === 0 ? leaf.slice(0, 1) : leaf;
  }

  private leaf(): string {
    return this.oneOf(this.cast.leaves) ?? '';
  }

  private upTo(limit: number): bigint {
    return BigInt(this.random.below(limit));
  }

  private oneOf<T>(choices: readonly T[]): T | undefined {
    return choices[this.random.below(choices.length)];
  }
}
