import { Injectable } from '@nestjs/common';
import type { NoticeCode } from '@yinqi/domain/notices';
import type { LadderLevel } from '@yinqi/domain/supervision';
import { Notices, type Happening } from '../notifications/notifications.public.js';
import type { Tx } from '../platform/database/database.js';
import { LetterNewsStore, type LetterEntry } from './letter-news.store.js';
import type { DueClimb } from './supervised.store.js';

type PersonalLevel = Exclude<LadderLevel, 'letter'>;
const BY_CLOCK = { side: 'system', accountId: null } as const;

/** One look at the clock of one case: the rungs it took are one event to whoever stands on several of them. */
export type Look = { readonly eventId: string; readonly now: Date };

/** A rung that was just taken, told of in the words that are true by now: a clock may have been looked at late. */
export function rungNews(about: DueClimb, level: PersonalLevel, { eventId, now }: Look): Happening {
  const standing = now.getTime() < Date.parse(about.due_at) ? 'near' : 'late';
  return {
    eventId,
    code: `supervision.${level}_${standing}`,
    at: now.toISOString(),
    actor: BY_CLOCK,
    request: { id: about.request_id, number: about.request_number },
    enterprise: { id: about.enterprise_id, name: about.enterprise_name },
    unitPosition: about.unit_position,
    engagement: {
      id: about.engagement_id,
      bankId: about.bank_id,
      branchPosition: about.branch_position,
      officerId: about.officer_id,
      isBankReached: true,
    },
  };
}

/** What the platform changes of a draft of its own makes it graver. */
const codeOf = ({ action, side }: LetterEntry): NoticeCode =>
  action === 'edit' && side === 'system' ? 'letter.raise' : `letter.${action}`;

const happeningOf = (entry: LetterEntry): Happening => ({
  eventId: entry.id,
  code: codeOf(entry),
  at: entry.at,
  actor: { side: entry.side, accountId: entry.accountId },
  request: { id: entry.requestId, number: entry.requestNumber },
  enterprise: { id: entry.enterpriseId, name: entry.enterpriseName },
  unitPosition: entry.unitPosition,
  engagement: {
    id: entry.engagementId,
    bankId: entry.bankId,
    branchPosition: entry.branchPosition,
    officerId: entry.officerId,
    isBankReached: entry.isBankReached,
  },
  letter: { id: entry.letterId, signerId: entry.signerId },
});

/** What supervision tells people, in the transaction of what it tells of. */
@Injectable()
export class SupervisionNews {
  constructor(
    private readonly store: LetterNewsStore,
    private readonly notices: Notices,
  ) {}

  /** Answers how many people each rung has reached. */
  tellRungs(tx: Tx, rungs: readonly Happening[]): Promise<ReadonlyMap<Happening, number>> {
    return this.notices.post(tx, rungs);
  }

  async tellLetters(tx: Tx, eventIds: readonly string[]): Promise<void> {
    if (eventIds.length === 0) return;
    const entries = await this.store.entries(tx, eventIds);
    await this.notices.post(tx, entries.map(happeningOf));
  }
}
