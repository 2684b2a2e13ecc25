import { Injectable } from '@nestjs/common';
import type { LetterAction } from '@yinqi/domain/supervision';
import type { Tx } from '../platform/database/database.js';

/** An entry of a letter's history as people are told of it. */
export type LetterEntry = {
  readonly id: string;
  readonly action: LetterAction | 'draft';
  readonly at: string;
  readonly side: 'bureau' | 'bank' | 'system';
  readonly accountId: string | null;
  /** What was done before the signature is the bureau's own. */
  readonly isBankReached: boolean;
  readonly letterId: string;
  readonly signerId: string | null;
  readonly engagementId: string;
  readonly bankId: string;
  readonly branchPosition: number;
  readonly unitPosition: number;
  readonly officerId: string | null;
  readonly requestId: string;
  readonly requestNumber: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
};

@Injectable()
export class LetterNewsStore {
  entries(tx: Tx, eventIds: readonly string[]): Promise<LetterEntry[]> {
    return tx.rows<LetterEntry>(
      `select v.id, v.action, v.at, v.actor_side as side, v.actor_account_id as "accountId",
         v.bank_id is not null as "isBankReached", l.id as "letterId",
         (select s.actor_account_id from supervision_letter_event s where s.letter_id = l.id and s.action = 'sign'
          order by s.seq desc limit 1) as "signerId",
         l.engagement_id as "engagementId", l.bank_id as "bankId", l.branch_position as "branchPosition",
         l.unit_position as "unitPosition", e.officer_id as "officerId", e.request_id as "requestId",
         l.request_number as "requestNumber", e.enterprise_id as "enterpriseId", n.name as "enterpriseName"
       from supervision_letter_event v
       join supervision_letter l on l.id = v.letter_id
       join engagement e on e.id = l.engagement_id
       join enterprise n on n.id = e.enterprise_id
       where v.id = any($1) order by v.seq`,
      [eventIds],
    );
  }
}
