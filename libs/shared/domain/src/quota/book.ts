import { entryText, requestHash } from './canonical.js';
import type { Asked, QuotaCommand } from './command.js';
import {
  exposureKey,
  scopedKey,
  type CommandResult,
  type Decided,
  type KnownCommand,
  type LedgerState,
  type PostingResult,
} from './decision.js';
import { decideOne } from './decide-one.js';
import type { Effect, Line, View } from './effect.js';
import type { Entry, Hash, QuotaException } from './entry.js';
import { CLAIMING_HOLD_STATES, exposureOf, type Hold } from './hold.js';
import { Layer, type Change } from './layer.js';
import { takenFen, type Balances, type Pool } from './pool.js';

type Sealable = Omit<Entry, 'hash'> & { hash: string };

const KEY = /^[\x21-\x7e]{1,200}$/;

/** Decisions on what was loaded, one after the other; nothing is final until the caller has written it. */
export class QuotaBook implements View {
  nowMs = 0;
  private readonly journal: Change[] = [];
  private readonly pools: Layer<Pool>;
  private readonly holds: Layer<Hold>;
  private readonly keys: Layer<KnownCommand>;
  private readonly claims: Layer<string>;
  private readonly toolLimits: LedgerState['toolLimits'];
  private readonly exposures: Layer<bigint>;
  private readonly written: Entry[] = [];

  constructor(
    state: LedgerState,
    private readonly hash: Hash,
  ) {
    this.pools = new Layer(state.pools, this.journal);
    this.holds = new Layer(state.holds, this.journal);
    this.keys = new Layer(state.known, this.journal);
    this.claims = new Layer(state.claims, this.journal);
    this.toolLimits = state.toolLimits;
    this.exposures = new Layer(state.exposures, this.journal);
  }

  /** Commands of one transition: all of them are done, or none. */
  post(commands: readonly QuotaCommand[], nowMs: number): PostingResult {
    const mark = this.mark();
    const results: Extract<PostingResult, { outcome: 'done' }>['results'][number][] = [];
    for (const [index, command] of commands.entries()) {
      const result = this.decide(command, nowMs);
      if (result.outcome === 'rejected') {
        this.rollback(mark);
        return { outcome: 'rejected', index, rejection: result.rejection };
      }
      results.push(result);
    }
    return { outcome: 'done', results };
  }

  decide(command: QuotaCommand, nowMs: number): CommandResult {
    this.nowMs = nowMs;
    if (!KEY.test(command.key)) return { outcome: 'rejected', rejection: { code: 'key.malformed' } };
    const asked = requestHash(command, this.hash);
    const before = this.known(command);
    if (before) {
      if (before.requestHash === asked) return { outcome: 'replayed', entries: before.entries };
      return { outcome: 'rejected', rejection: { code: 'key.conflict', key: command.key } };
    }
    const outcome = decideOne(this, command);
    if ('code' in outcome) return { outcome: 'rejected', rejection: outcome };
    return this.write(command, asked, outcome);
  }

  /** Where the book stands: `rollback` returns there. */
  mark(): number {
    return this.journal.length;
  }

  /** Forgets everything decided since the mark. */
  rollback(mark: number): void {
    while (this.journal.length > mark) this.journal.pop()?.undo();
  }

  get entries(): readonly Entry[] {
    return this.written;
  }

  get changed(): Decided['changed'] {
    return { pools: this.pools.changed(), holds: this.holds.changed() };
  }

  get state(): LedgerState {
    return {
      pools: this.pools.merged(),
      holds: this.holds.merged(),
      known: this.keys.merged(),
      claims: this.claims.merged(),
      toolLimits: this.toolLimits,
      exposures: this.exposures.merged(),
    };
  }

  pool(id: string): Pool | undefined {
    return this.pools.get(id);
  }

  childrenOf(id: string): readonly Pool[] {
    return [...this.pools.merged().values()].filter(({ parentId }) => parentId === id);
  }

  hold(id: string): Hold | undefined {
    return this.holds.get(id);
  }

  known(asked: Pick<Asked, 'tenantId' | 'key'>): KnownCommand | undefined {
    return this.keys.get(scopedKey(asked));
  }

  claimant(claimKey: string): string | undefined {
    return this.claims.get(claimKey);
  }

  toolLimitFen(facilityId: string): bigint | undefined {
    return this.toolLimits.get(facilityId);
  }

  exposureFen(scopeId: string, customerId: string): bigint {
    const exposure = this.exposures.get(exposureKey(scopeId, customerId));
    if (exposure === undefined) throw new RangeError(`no exposure of ${customerId} in ${scopeId} was loaded`);
    return exposure;
  }

  private write(command: QuotaCommand, asked: string, effect: Effect): CommandResult {
    const entries = effect.lines.map((line, leg) =>
      this.writeLine(command, asked, { line, leg: leg === 0 ? 0 : 1, effect }),
    );
    this.keys.set(scopedKey(command), { requestHash: asked, entries, corrected: false });
    const { corrects } = effect.detail;
    const corrected = corrects && this.known(corrects);
    if (corrected) this.keys.set(scopedKey(corrects), { ...corrected, corrected: true });
    for (const pool of effect.below) this.pools.set(pool.id, pool);
    const before = effect.hold && this.hold(effect.hold.id);
    if (effect.hold) {
      this.keep({ ...effect.hold, version: (before?.version ?? 0) + 1 }, before ?? null);
    }
    const [first] = effect.lines;
    const exceptions = first && entries[0] ? exceptionsOf(first.pool, entries[0]) : [];
    return { outcome: 'accepted', entries, exceptions };
  }

  private writeLine(
    command: QuotaCommand,
    asked: string,
    { line, leg, effect }: { readonly line: Line; readonly leg: 0 | 1; readonly effect: Effect },
  ): Entry {
    const { pool } = line;
    const after = balancesOf(line);
    const { detail } = effect;
    const entry: Sealable = {
      poolId: pool.id,
      version: pool.version + 1,
      kind: command.kind,
      tenantId: command.tenantId,
      key: command.key,
      leg,
      requestHash: asked,
      counterpartId: line.counterpartId,
      holdId: detail.holdId,
      opens: detail.opens,
      amountFen: detail.amountFen,
      keep: detail.keep,
      expiresAtMs: detail.expiresAtMs,
      heldAfterFen: detail.heldAfterFen,
      unheldFen: detail.unheldFen,
      corrects: detail.corrects,
      reason: detail.reason,
      actorId: command.actorId,
      approverId: detail.approverId,
      atMs: this.nowMs,
      after,
      stateAfter: line.state,
      previousHash: pool.headHash,
      hash: '',
    };
    entry.hash = this.hash(entryText(entry));
    this.pools.set(pool.id, {
      ...pool,
      ...after,
      state: line.state,
      version: entry.version,
      headHash: entry.hash,
    });
    this.written.push(entry);
    this.journal.push({ undo: () => void this.written.pop() });
    return entry;
  }

  private keep(hold: Hold, before: Hold | null): void {
    this.holds.set(hold.id, hold);
    const { claimKey, customerId } = hold.subject;
    if (claimKey !== null) {
      const isClaiming = CLAIMING_HOLD_STATES.some((state) => state === hold.state);
      if (isClaiming) this.claims.set(claimKey, hold.id);
      else if (this.claims.get(claimKey) === hold.id) this.claims.set(claimKey, undefined);
    }
    const grownFen = exposureOf(hold) - (before === null ? 0n : exposureOf(before));
    for (const scopeId of [hold.poolId, this.pool(hold.poolId)?.facilityId ?? '']) {
      const key = exposureKey(scopeId, customerId);
      const exposure = this.exposures.get(key);
      if (exposure !== undefined) this.exposures.set(key, exposure + grownFen);
    }
  }
}

function balancesOf({ counts }: Line): Balances {
  const beyond = takenFen(counts) - counts.limitFen;
  return { ...counts, excessFen: beyond > 0n ? beyond : 0n };
}

const NONE: readonly QuotaException[] = [];

/** What a person has to settle: loans beyond what was held, and beyond the limit. */
function exceptionsOf(before: Balances, entry: Entry): readonly QuotaException[] {
  const { poolId, holdId, version, unheldFen, after } = entry;
  if (holdId === null) return [];
  const overFen = after.excessFen - before.excessFen;
  if (overFen <= 0n && unheldFen === 0n) return NONE;
  return [
    ...(overFen > 0n ? [{ kind: 'OVER_QUOTA', poolId, holdId, version, amountFen: overFen } as const] : []),
    ...(unheldFen > 0n
      ? [{ kind: 'UNRESERVED', poolId, holdId, version, amountFen: unheldFen } as const]
      : []),
  ];
}
