import type { QuotaCommand } from './command.js';
import type { Entry, Hash } from './entry.js';
import type { HoldSubject } from './hold.js';
import type { PoolOrigin } from './pool.js';

/**
 * The bytes a hash is made of: one value per line, nothing between and nothing after them, in UTF-8. Numbers are
 * decimal, instants are milliseconds since 1970 UTC, what is absent is an empty line. Free text is a JSON string, so
 * that no line break can pass for the next value. docs/decisions/0014-quota-ledger.md says how to recompute a chain.
 */
const lines = (values: readonly (string | number | bigint | boolean | null)[]): string => values.join('\n');

const quoted = (text: string | null): string | null => (text === null ? null : JSON.stringify(text));

const ofSubject = (subject: HoldSubject | null) =>
  subject === null
    ? NO_SUBJECT
    : [subject.customerId, subject.bankId, subject.engagementId, subject.requestId, quoted(subject.claimKey)];
const NO_SUBJECT = [null, null, null, null, null];

/** What a pool's first entry is chained to. */
export const genesisHash = ({ id, facilityId, parentId, currency, basis }: PoolOrigin, hash: Hash): string =>
  hash(lines(['yinqi-quota-pool/1', id, facilityId, parentId, currency, basis]));

export type Unsealed = Omit<Entry, 'hash'>;

/** The text whose hash seals an entry; it holds the hash of the entry before. */
export function entryText(entry: Unsealed): string {
  const { after } = entry;
  return lines([
    'yinqi-quota-entry/1',
    entry.previousHash,
    entry.poolId,
    entry.version,
    entry.kind,
    entry.tenantId,
    entry.key,
    entry.leg,
    entry.requestHash,
    entry.counterpartId,
    entry.holdId,
    ...ofSubject(entry.opens),
    entry.amountFen,
    entry.keep,
    entry.expiresAtMs,
    entry.heldAfterFen,
    entry.unheldFen,
    entry.corrects?.tenantId ?? null,
    entry.corrects?.key ?? null,
    entry.actorId,
    entry.approverId,
    entry.atMs,
    after.limitFen,
    after.allottedFen,
    after.reservedFen,
    after.committedFen,
    after.usedFen,
    after.excessFen,
    entry.stateAfter,
    quoted(entry.reason),
  ]);
}

/**
 * Hash of what was asked: the same key with another hash is a conflict. Who asked, the version they saw and the
 * conditions tested on the way are not part of it: the second sending of one request may differ in them.
 */
export const requestHash = (command: QuotaCommand, hash: Hash): string =>
  hash(lines(['yinqi-quota-request/1', command.kind, ...asked(command)]));

function asked(command: QuotaCommand): readonly (string | number | bigint | boolean | null)[] {
  switch (command.kind) {
    case 'allot':
    case 'return':
    case 'transfer':
      return [command.fromPoolId, command.toPoolId, command.amountFen, command.currency];
    case 'adjust_limit':
      return [command.poolId, command.limitFen, command.currency];
    case 'freeze':
    case 'unfreeze':
    case 'close':
      return [command.poolId];
    case 'reserve': {
      const { poolId, holdId, amountFen, currency, expiresAtMs, subject } = command;
      return [poolId, holdId, amountFen, currency, expiresAtMs, ...ofSubject(subject)];
    }
    case 'report': {
      const { poolId, holdId, amountFen, currency, keep, subject } = command;
      return [poolId, holdId, amountFen, currency, keep, ...ofSubject(subject)];
    }
    case 'post':
      return [command.poolId, command.holdId, command.amountFen, command.currency, command.keep];
    case 'commit':
    case 'repay':
      return [command.poolId, command.holdId, command.amountFen, command.currency];
    case 'extend':
      return [command.poolId, command.holdId, command.expiresAtMs];
    case 'void':
      return [command.poolId, command.holdId, quoted(command.reason)];
    case 'uncommit':
    case 'expire':
      return [command.poolId, command.holdId];
    case 'correct': {
      const { poolId, holdId, corrects, reason } = command;
      return [poolId, holdId, corrects.tenantId, corrects.key, quoted(reason)];
    }
  }
}
