import { Injectable } from '@nestjs/common';
import {
  ENGAGEMENT_TERMINAL_STATES,
  RESUMABLE_STATES,
  type RequestState,
  type Side,
} from '@yinqi/domain/lifecycle';
import type { Tx } from '../../platform/database/database.js';
import type { EventAction } from '../engagement-row.js';

/** What a message needs to know of a case. */
export type NewsCase = {
  readonly engagementId: string;
  readonly bankId: string;
  readonly branchPosition: number;
  readonly officerId: string | null;
  readonly requestId: string;
  readonly requestNumber: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly unitPosition: number;
};

export type CaseEntry = NewsCase & {
  readonly id: string;
  readonly action: EventAction;
  readonly at: string;
  readonly side: Side;
  readonly accountId: string | null;
  /** As it was when it happened: what preceded the push never becomes news to the bank. */
  readonly isBankReached: boolean;
};

export type ConsentCase = NewsCase & {
  readonly consentId: string;
  readonly requestStatus: RequestState;
  readonly givenHow: 'signatory' | 'paper';
  readonly givenBy: string;
  readonly givenAt: string;
  readonly withdrawnAt: string | null;
  readonly withdrawnByPaper: boolean;
  readonly endedAt: string | null;
  readonly isBankReached: boolean;
};

const CASE = `e.id as "engagementId", e.bank_id as "bankId", e.branch_position as "branchPosition",
  e.officer_id as "officerId", e.request_id as "requestId", e.request_number as "requestNumber",
  e.enterprise_id as "enterpriseId", p.name as "enterpriseName", e.unit_position as "unitPosition"`;

/** The history of cases as people are told of it. */
@Injectable()
export class CaseNewsStore {
  /** Without what was taken back, and without a decision that still may be, unless this is its own event. */
  entries(
    tx: Tx,
    {
      engagementIds,
      decision,
    }: { readonly engagementIds: readonly string[]; readonly decision?: string | undefined },
    { since, now }: { readonly since: Date; readonly now: Date },
  ): Promise<CaseEntry[]> {
    return tx.rows<CaseEntry>(
      `select h.id, h.action, h.at, h.actor_side as side, h.actor_account_id as "accountId",
         h.bank_id is not null as "isBankReached", ${CASE}
       from engagement_event h
       join engagement e on e.id = h.engagement_id
       join enterprise p on p.id = e.enterprise_id
       where h.engagement_id = any($1) and h.at > $2 and not h.undone
         and (h.id = $4 or e.undo_until is null or e.undo_until <= $3 or e.undo_to ->> 'eventId' <> h.id::text)
       order by h.seq`,
      [engagementIds, since, now, decision ?? null],
    );
  }

  /** Consents with the case that rests on each, while there is one that goes on. */
  consents(tx: Tx, consentIds: readonly string[]): Promise<ConsentCase[]> {
    return tx.rows<ConsentCase>(
      `select c.id as "consentId", r.status as "requestStatus", c.given_how as "givenHow", c.given_by as "givenBy",
         c.given_at as "givenAt", c.withdrawn_at as "withdrawnAt",
         c.withdrawal_paper_id is not null as "withdrawnByPaper", c.ended_at as "endedAt",
         e.pushed_at is not null as "isBankReached", ${CASE}
       from consent c
       join financing_request r on r.id = c.request_id
       join enterprise p on p.id = c.enterprise_id
       cross join lateral (
         select * from engagement one
         where one.request_id = c.request_id and one.bank_id = c.bank_id and one.status <> all($2)
         order by one.created_at desc limit 1) e
       where c.id = any($1)`,
      [consentIds, ENGAGEMENT_TERMINAL_STATES],
    );
  }

  /** Cases of these requests whose banks still judge the need. */
  judged(tx: Tx, requestIds: readonly string[]): Promise<NewsCase[]> {
    return tx.rows<NewsCase>(
      `select ${CASE} from engagement e join enterprise p on p.id = e.enterprise_id
       where e.request_id = any($1) and e.pushed_at is not null and e.status = any($2) order by e.id`,
      [requestIds, [...RESUMABLE_STATES, 'incomplete']],
    );
  }
}
