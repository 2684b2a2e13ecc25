import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Side } from '@yinqi/domain/lifecycle';
import { noticesOf, type NoticeCode, type NoticeKind, type NoticeReceiver } from '@yinqi/domain/notices';
import { StaffedOffices } from '../identity/identity.public.js';
import { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import { announceAll } from '../platform/live/live.js';
import { Letters } from './letters.js';
import { NoticesStore, type NewNotice } from './notices.store.js';

/** An entry of a history, with what must be known to tell of it. */
export type Happening = {
  readonly eventId: string;
  readonly code: NoticeCode;
  readonly at: string;
  readonly actor: { readonly side: Side; readonly accountId: string | null };
  readonly request: { readonly id: string; readonly number: string };
  readonly enterprise: { readonly id: string; readonly name: string };
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
};

type Post = { readonly of: Happening; readonly receiver: NoticeReceiver; readonly kind: NoticeKind };
type Address = Pick<NewNotice, 'organisationId' | 'accountId'>;

function knowing({ unitPosition, engagement }: Happening): NoticeReceiver[] {
  return [
    'enterprise',
    ...(engagement?.isBankReached === true ? (['bank'] as const) : []),
    ...(unitPosition === null ? [] : (['bureau'] as const)),
  ];
}

/** Messages to people. Called in the transaction of a consumer, after what could be undone has become final. */
@Injectable()
export class Notices {
  constructor(
    private readonly store: NoticesStore,
    private readonly staff: StaffedOffices,
    private readonly letters: Letters,
    private readonly clock: Clock,
  ) {}

  /** Tells each side what the table of the domain says; what a side was told before is not told again. */
  async post(tx: Tx, happenings: readonly Happening[]): Promise<void> {
    const posts = happenings.flatMap((of) =>
      noticesOf(of.code, of.actor.side, knowing(of)).map((told): Post => ({ of, ...told })),
    );
    if (posts.length === 0) return;
    const addressOf = await this.addresses(tx, posts);
    const notices = posts.flatMap((post) => {
      const address = addressOf(post);
      return address === undefined ? [] : [noticeOf(post, address)];
    });
    const told = await this.store.insert(tx, notices, this.clock.now());
    await this.letters.forNotices(
      tx,
      told.map(({ id }) => id),
    );
    await announceAll(
      tx,
      told.map(({ id, organisationId }) => ({
        hint: { kind: 'notice' as const, id },
        audience: { organisationIds: [organisationId] },
      })),
    );
  }

  private async addresses(tx: Tx, posts: readonly Post[]): Promise<(post: Post) => Address | undefined> {
    const positionsOf = (receiver: NoticeReceiver): number[] =>
      posts.filter((post) => post.receiver === receiver).flatMap((post) => positionOf(post) ?? []);
    const officerIds = posts.flatMap(({ of }) => of.engagement?.officerId ?? []);
    const units = await this.staff.staffedOffices(tx, 'bureau', positionsOf('bureau'));
    const branches = await this.staff.staffedOffices(tx, 'bank', positionsOf('bank'));
    const workplaces = await this.staff.workplaces(tx, officerIds);
    return (post) => {
      if (post.receiver === 'enterprise') {
        return { organisationId: post.of.enterprise.id, accountId: null };
      }
      const officerId = post.receiver === 'bank' ? officerOf(post) : null;
      const workplace = officerId === null ? undefined : workplaces.get(officerId);
      if (workplace !== undefined) return { organisationId: workplace, accountId: officerId };
      const office = (post.receiver === 'bank' ? branches : units).get(positionOf(post) ?? -1);
      return office === undefined ? undefined : { organisationId: office, accountId: null };
    };
  }
}

const positionOf = ({ of, receiver }: Post): number | null | undefined =>
  receiver === 'bank' ? of.engagement?.branchPosition : of.unitPosition;

/** Where the officer himself acted, the colleagues are meant. */
const officerOf = ({ of: { engagement, actor } }: Post): string | null =>
  engagement === null || engagement.officerId === actor.accountId ? null : engagement.officerId;

function noticeOf({ of, receiver, kind }: Post, address: Address): NewNotice {
  const { engagement } = of;
  // An enterprise has one page for a request with all its banks; the others work on cases.
  const onRequest = receiver === 'enterprise' || engagement === null;
  return {
    id: randomUUID(),
    eventId: of.eventId,
    code: of.code,
    receiver,
    kind,
    ...address,
    actorAccountId: of.actor.accountId,
    recordKind: onRequest ? 'financing_request' : 'engagement',
    recordId: onRequest ? of.request.id : engagement.id,
    requestNumber: of.request.number,
    bankId: receiver === 'bank' ? null : (engagement?.bankId ?? null),
    enterpriseName: receiver === 'bureau' ? of.enterprise.name : null,
    at: of.at,
  };
}

const DAY_MS = 86_400_000;
const NEWS_DAYS = 7;

/** What happened before is history: a record that is touched again does not tell its whole life. */
export const newsSince = (now: Date): Date => new Date(now.getTime() - NEWS_DAYS * DAY_MS);
