import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { NoticeCode } from '@yinqi/domain/notices';
import {
  newsSince,
  Notices,
  type Happening,
  type QuotaRecord,
} from '../../notifications/notifications.public.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import {
  QuotaNewsStore,
  type NewsAllotment,
  type NewsException,
  type NewsHold,
  type NewsPool,
  type NewsTerms,
} from './quota-news.store.js';

const DAY_MS = 86_400_000;
/** Time enough to pay out, or to extend what is held. */
const WARNED_DAYS_BEFORE = 3;

type What = Pick<Happening, 'eventId' | 'code' | 'at' | 'actor'>;
const BY_CLOCK = { side: 'system', accountId: null } as const;

const quotaOf = (pool: NewsPool, record: QuotaRecord['record'], proposerId: string | null): QuotaRecord => ({
  record,
  facilityCode: pool.facilityCode,
  holderId: pool.holderId,
  bank:
    pool.bankId === null || pool.bankPosition === null
      ? null
      : { id: pool.bankId, position: pool.bankPosition },
  proposerId,
});

const happening = (what: What, quota: QuotaRecord, unitPosition: number | null): Happening => ({
  ...what,
  request: null,
  enterprise: null,
  engagement: null,
  unitPosition,
  quota,
});

const POSTED = {
  freeze: 'quota.pool_frozen',
  unfreeze: 'quota.pool_unfrozen',
  close: 'quota.pool_closed',
} as const satisfies Readonly<Partial<Record<NewsAllotment['kind'], NoticeCode>>>;
const postedCode = (kind: NewsAllotment['kind']): NoticeCode =>
  kind === 'freeze' || kind === 'unfreeze' || kind === 'close' ? POSTED[kind] : 'quota.pool_changed';

const PROPOSAL_CODES = {
  allotment: {
    waits: 'quota.allotment_waits',
    agreed: 'quota.allotment_approved',
    refused: 'quota.allotment_refused',
  },
  facility_terms: { waits: 'quota.terms_wait', agreed: 'quota.terms_agreed', refused: 'quota.terms_refused' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, NoticeCode>>>>;

/** What its own people read of it: that it waits, and the proposer what became of it. */
function amongHolders(row: NewsTerms, kind: keyof typeof PROPOSAL_CODES): Happening[] {
  const { id, facilityCode, holderId, proposedBy: proposerId } = row;
  const quota = { record: { kind, id }, facilityCode, holderId, bank: null, proposerId };
  const codes = PROPOSAL_CODES[kind];
  const tell = (code: NoticeCode, accountId: string, at: string): Happening[] => [
    happening({ eventId: id, code, at, actor: { side: 'holder', accountId } }, quota, null),
  ];
  if (row.state === 'proposed') return tell(codes.waits, row.proposedBy, row.proposedAt);
  if (row.decidedBy === null || row.decidedAt === null || row.state === 'withdrawn') return [];
  return tell(row.state === 'refused' ? codes.refused : codes.agreed, row.decidedBy, row.decidedAt);
}

const decidedAmong = (rows: readonly NewsTerms[]): string[] =>
  rows.filter(({ state }) => state !== 'proposed').map(({ id }) => id);

/** What a posted one tells those whose pool it moved. */
const aboutPool = (row: NewsAllotment): Happening =>
  happening(
    {
      eventId: row.id,
      code: postedCode(row.kind),
      at: row.decidedAt ?? row.proposedAt,
      actor: { side: 'holder', accountId: row.decidedBy ?? row.proposedBy },
    },
    quotaOf(row, { kind: 'quota_pool', id: row.poolId }, null),
    row.unitPosition,
  );

const aboutException = (row: NewsException): Happening =>
  happening(
    {
      eventId: row.id,
      code: row.kind === 'OVER_QUOTA' ? 'quota.over_quota' : 'quota.unreserved',
      at: row.openedAt,
      actor: BY_CLOCK,
    },
    quotaOf(row, { kind: 'quota_exception', id: row.id }, null),
    row.unitPosition,
  );

/** Of a case's hold its officer is told, on the case; of any other the bank, on its pool. */
function aboutHold(row: NewsHold, now: Date): Happening {
  const what = {
    eventId: randomUUID(),
    code: 'quota.hold_expiring',
    at: now.toISOString(),
    actor: BY_CLOCK,
  } as const;
  const { engagementId, branchPosition, requestId, requestNumber, bankId } = row;
  if (engagementId === null || branchPosition === null || requestId === null || bankId === null) {
    return happening(what, quotaOf(row, { kind: 'quota_pool', id: row.poolId }, null), null);
  }
  return {
    ...what,
    request: { id: requestId, number: requestNumber ?? '' },
    enterprise: null,
    unitPosition: null,
    engagement: {
      id: engagementId,
      bankId,
      branchPosition,
      officerId: row.officerId,
      isBankReached: true,
    },
  };
}

/** What happens to quota, told to those who keep it, use it and watch it. Told twice, it tells nothing new. */
@Injectable()
export class QuotaNews {
  constructor(
    private readonly store: QuotaNewsStore,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  async tellAllotments(tx: Tx, ids: readonly string[]): Promise<void> {
    const rows = await this.store.allotments(tx, ids);
    const first = rows.filter(({ id }, at) => rows.findIndex((row) => row.id === id) === at);
    await this.notices.post(tx, [
      ...first.flatMap((row) => amongHolders(row, 'allotment')),
      // What guards a pool moves nothing in it.
      ...rows.filter(({ state, kind }) => state === 'posted' && kind !== 'conditions').map(aboutPool),
    ]);
    // Whoever else was asked has nothing left to decide.
    await this.notices.done(tx, PROPOSAL_CODES.allotment.waits, decidedAmong(first));
  }

  async tellTerms(tx: Tx, ids: readonly string[]): Promise<void> {
    const rows = await this.store.terms(tx, ids);
    await this.notices.post(
      tx,
      rows.flatMap((row) => amongHolders(row, 'facility_terms')),
    );
    await this.notices.done(tx, PROPOSAL_CODES.facility_terms.waits, decidedAmong(rows));
  }

  async tellExceptions(tx: Tx, poolIds: readonly string[]): Promise<void> {
    const rows = await this.store.exceptions(tx, poolIds, newsSince(this.clock.now()));
    await this.notices.post(tx, rows.map(aboutException));
  }

  /** Answers how many holds were found, so that a full batch is followed by another. */
  async warnOfHolds(tx: Tx, most: number): Promise<number> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + WARNED_DAYS_BEFORE * DAY_MS);
    const rows = await this.store.expiring(tx, { now, until, most });
    await this.notices.post(
      tx,
      rows.map((row) => aboutHold(row, now)),
    );
    return rows.length;
  }
}
