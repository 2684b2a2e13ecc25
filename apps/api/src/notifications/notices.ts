import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { noticesOf, type NoticeActor, type NoticeCode, type NoticeReceiver } from '@yinqi/domain/notices';
import { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import { announceAll } from '../platform/live/live.js';
import { Letters } from './letters.js';
import { NoticesStore, type NewNotice, type RecordKey } from './notices.store.js';
import { WebhookOutbox } from './webhooks/webhook-outbox.js';
import { Recipients, type Address, type Post } from './recipients.js';

/** An entry of a history, with what must be known to tell of it. */
export type Happening = {
  readonly eventId: string;
  readonly code: NoticeCode;
  readonly at: string;
  readonly actor: { readonly side: NoticeActor; readonly accountId: string | null };
  readonly request: { readonly id: string; readonly number: string } | null;
  readonly enterprise: { readonly id: string; readonly name: string } | null;
  /** Where the enterprise reports to; null while the bureau does not see the record. */
  readonly unitPosition: number | null;
  /** The case it happened to, with its bank. */
  readonly engagement: {
    readonly id: string;
    readonly bankId: string;
    readonly branchPosition: number;
    readonly officerId: string | null;
    /** A bank hears nothing, not even a number, before it is reached. */
    readonly isBankReached: boolean;
  } | null;
  /** The 督办单 it happened to; its messages open there. */
  readonly letter?: { readonly id: string; readonly signerId: string | null };
  /** The quota it happened to. */
  readonly quota?: QuotaRecord;
};

export type QuotaRecord = {
  readonly record: RecordKey;
  readonly facilityCode: string;
  /** By what people know the record, where that is not the code of the tool. */
  readonly name?: string;
  /** Whoever keeps the tool; null for one that nobody keeps. */
  readonly holderId: string | null;
  /** Whose quota it is; null for that of an area. */
  readonly bank: { readonly id: string; readonly position: number } | null;
  readonly proposerId: string | null;
};

function knowing({ unitPosition, enterprise, engagement, quota }: Happening): NoticeReceiver[] {
  const isBankReached = engagement?.isBankReached === true || (quota !== undefined && quota.bank !== null);
  return [
    ...(enterprise === null ? [] : (['enterprise'] as const)),
    ...(isBankReached ? (['bank'] as const) : []),
    ...(quota === undefined || quota.holderId === null ? [] : (['holder'] as const)),
    ...(unitPosition === null ? [] : (['bureau'] as const)),
  ];
}

/** Messages to people. Called in the transaction of a consumer, after what could be undone has become final. */
@Injectable()
export class Notices {
  constructor(
    private readonly store: NoticesStore,
    private readonly recipients: Recipients,
    private readonly letters: Letters,
    private readonly webhooks: WebhookOutbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Tells each side what the table of the domain says; what a side was told before is not told again. Of happenings that
   * share an event whoever is meant more than once hears the first. Answers how many each happening has reached.
   */
  async post(tx: Tx, happenings: readonly Happening[]): Promise<ReadonlyMap<Happening, number>> {
    const posts = happenings.flatMap((of) =>
      noticesOf(of.code, of.actor.side, knowing(of)).map((told): Post => ({ of, ...told })),
    );
    if (posts.length === 0) return new Map();
    const addressesOf = await this.recipients.of(tx, posts);
    const reached = posts.flatMap((post) => addressesOf(post).map((address) => ({ post, address })));
    const notices = reached.map(({ post, address }) => noticeOf(post, address));
    const told = await this.store.insert(tx, firstToEach(notices), this.clock.now());
    const ids = told.map(({ id }) => id);
    await this.letters.forNotices(tx, ids);
    await this.webhooks.forNotices(tx, ids);
    await announceNotices(tx, told);
    const counts = new Map<Happening, number>();
    for (const { post } of reached) counts.set(post.of, (counts.get(post.of) ?? 0) + 1);
    return counts;
  }

  /** What somebody was asked to do in these events is done: colleagues are asked no longer. */
  async done(tx: Tx, code: NoticeCode, eventIds: readonly string[]): Promise<void> {
    if (eventIds.length === 0) return;
    await announceNotices(tx, await this.store.markDone(tx, code, eventIds, this.clock.now()));
  }
}

/** Message centres that are open read again. */
const announceNotices = (
  tx: Tx,
  notices: readonly { readonly id: string; readonly organisationId: string }[],
): Promise<void> =>
  announceAll(
    tx,
    notices.map(({ id, organisationId }) => ({
      hint: { kind: 'notice' as const, id },
      audience: { organisationIds: [organisationId] },
    })),
  );

/** One message per person, record and event, whoever that person is to the record; the table holds the same. */
function firstToEach(notices: readonly NewNotice[]): NewNotice[] {
  const heard = new Set<string>();
  return notices.filter(({ eventId, recordId, accountId, byName }) => {
    const key = `${eventId} ${recordId} ${accountId ?? ''}`;
    const isFirst = !byName || !heard.has(key);
    if (byName) heard.add(key);
    return isFirst;
  });
}

/** Where a message opens and what it is headed with. */
function recordOf(of: Happening, receiver: NoticeReceiver): RecordKey & { readonly name: string } {
  const { engagement, letter, request, quota } = of;
  const name = quota?.name ?? quota?.facilityCode ?? request?.number ?? '';
  if (quota !== undefined) return { ...quota.record, name };
  if (letter !== undefined) return { kind: 'supervision_letter', id: letter.id, name };
  // An enterprise has one page for a request with all its banks; the others work on cases.
  if (engagement !== null && receiver !== 'enterprise')
    return { kind: 'engagement', id: engagement.id, name };
  if (request === null) throw new Error(`${of.code} happened to nothing`);
  return { kind: 'financing_request', id: request.id, name };
}

function noticeOf({ of, receiver, kind }: Post, address: Address): NewNotice {
  const record = recordOf(of, receiver);
  const bankId = of.engagement?.bankId ?? of.quota?.bank?.id ?? null;
  return {
    id: randomUUID(),
    eventId: of.eventId,
    code: of.code,
    receiver,
    kind,
    ...address,
    actorAccountId: of.actor.accountId,
    recordKind: record.kind,
    recordId: record.id,
    recordName: record.name,
    bankId: receiver === 'bank' ? null : bankId,
    enterpriseName: receiver === 'bureau' ? (of.enterprise?.name ?? null) : null,
    at: of.at,
  };
}

const DAY_MS = 86_400_000;
const NEWS_DAYS = 7;

/** What happened before is history: a record that is touched again does not tell its whole life. */
export const newsSince = (now: Date): Date => new Date(now.getTime() - NEWS_DAYS * DAY_MS);
