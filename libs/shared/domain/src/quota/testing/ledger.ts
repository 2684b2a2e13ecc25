import { createHash } from 'node:crypto';
import {
  genesisHash,
  QuotaBook,
  SECOND_PERSON_FROM_FEN,
  type CommandResult,
  type Entry,
  type Hash,
  type HoldSubject,
  type KnownCommand,
  type LedgerState,
  type Pool,
  type QuotaCommand,
} from '../index.js';

export const sha256: Hash = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

export const YUAN = 100n;
export const NOW_MS = Date.UTC(2026, 2, 2, 1);
export const DAY_MS = 86_400_000;

const EMPTY = {
  currency: 'CNY',
  basis: 'FLOW',
  authority: 'OFFICIAL',
  state: 'open',
  aboveState: 'open',
  opensAtMs: null,
  closesAtMs: null,
  limitFen: 0n,
  allottedFen: 0n,
  reservedFen: 0n,
  committedFen: 0n,
  usedFen: 0n,
  excessFen: 0n,
  singleCustomerLimitFen: null,
  secondPersonFromFen: SECOND_PERSON_FROM_FEN,
  version: 0,
} as const;

/** A pool before its first entry. */
export function newPool(
  id: string,
  more: Partial<Omit<Pool, 'id' | 'headHash'>> = {},
  hash: Hash = sha256,
): Pool {
  const pool = { ...EMPTY, facilityId: 'facility', parentId: null, id, ...more };
  return { ...pool, headHash: genesisHash(pool, hash) };
}

export const stateOf = (pools: readonly Pool[]): LedgerState => ({
  pools: new Map(pools.map((pool) => [pool.id, pool])),
  holds: new Map(),
  known: new Map<string, KnownCommand>(),
  claims: new Map(),
  toolLimits: new Map(),
  exposures: new Map(),
});

export const subjectOf = (customerId = 'firm', more: Partial<HoldSubject> = {}): HoldSubject => ({
  customerId,
  bankId: 'bank',
  engagementId: null,
  requestId: null,
  claimKey: null,
  ...more,
});

type WithoutKey<Command> = Command extends QuotaCommand
  ? Omit<Command, 'tenantId' | 'key' | 'actorId'> & Partial<Pick<Command, 'tenantId' | 'key' | 'actorId'>>
  : never;
/** A command without who asks and under which key, unless the test is about that. */
export type Plain = WithoutKey<QuotaCommand>;

/** A ledger to try commands on, one after the other, each under a key of its own. */
export class TrialLedger {
  readonly book: QuotaBook;
  nowMs = NOW_MS;
  private keys = 0;

  constructor(pools: readonly Pool[], exposures: readonly string[] = [], toolLimitFen?: bigint) {
    const none = new Map(exposures.map((key) => [key, 0n]));
    const toolLimits = new Map(toolLimitFen === undefined ? [] : [['facility', toolLimitFen]]);
    this.book = new QuotaBook({ ...stateOf(pools), toolLimits, exposures: none }, sha256);
  }

  command(plain: Plain): QuotaCommand {
    this.keys += 1;
    return { tenantId: 'tenant', key: `key-${this.keys}`, actorId: 'officer', ...plain };
  }

  try(plain: Plain): CommandResult {
    return this.book.decide(this.command(plain), this.nowMs);
  }

  /** Does what must succeed; the last of its entries. */
  do(plain: Plain): Entry {
    const result = this.try(plain);
    const entry = result.outcome === 'accepted' ? result.entries.at(-1) : undefined;
    if (!entry) throw new Error(`not accepted: ${describe(result)}`);
    return entry;
  }

  pool(id: string): Pool {
    const pool = this.book.pool(id);
    if (!pool) throw new RangeError(id);
    return pool;
  }

  /** Limit, allotted, reserved, committed, used, excess in whole yuan. */
  yuan(id: string): readonly bigint[] {
    const { limitFen, allottedFen, reservedFen, committedFen, usedFen, excessFen } = this.pool(id);
    return [limitFen, allottedFen, reservedFen, committedFen, usedFen, excessFen].map((fen) => fen / YUAN);
  }
}

const describe = (result: CommandResult): string =>
  result.outcome === 'rejected' ? result.rejection.code : result.outcome;

/** The code a command is refused with, or what became of it. */
export const codeOf = describe;
