import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { decideMilestone, type EngagementFacts } from '@yinqi/domain/lifecycle';
import type { BankDossier } from '../disclosure/disclosure.public.js';
import type { Tx } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import { SYSTEM, type Acting } from './engagement-actors.js';
import type { Due } from './engagement-clock.js';
import { EngagementMoves } from './engagement-moves.js';
import { EngagementRecordsStore } from './engagement-records.store.js';
import type { EngagementRow } from './engagement-row.js';
import { EngagementsStore } from './engagements.store.js';
import type { NewEngagement } from './engagement-records.js';
import { clockAt } from './waits.store.js';

export type Beginning = {
  readonly by: Acting;
  readonly now: Date;
  readonly reason?: string;
  readonly announced: boolean;
};

export type Push = {
  readonly by: Acting;
  readonly facts: EngagementFacts;
  readonly consentId: string;
  readonly validUntil: string;
  readonly dossier: BankDossier;
  readonly due: Due;
  readonly now: Date;
};

const UNHELD = { heldAt: null, heldDueAt: null } as const;

export type Renewal = Pick<Push, 'consentId' | 'validUntil' | 'dossier' | 'now'>;

/** Engagements on their way to a bank, written down. */
@Injectable()
export class SentCases {
  constructor(
    private readonly store: EngagementsStore,
    private readonly records: EngagementRecordsStore,
    private readonly moves: EngagementMoves,
  ) {}

  async find(tx: Tx, id: string): Promise<EngagementRow | undefined> {
    return (await this.store.load(tx, [id]))[0];
  }

  ofRequest(tx: Tx, requestId: string): Promise<EngagementRow[]> {
    return this.store.ofRequest(tx, requestId);
  }

  async begin(
    tx: Tx,
    engagement: NewEngagement,
    { by, now, reason, announced }: Beginning,
  ): Promise<EngagementRow> {
    await this.store.insert(tx, engagement, now);
    const row = await this.store.lock(tx, engagement.id);
    if (!row) throw notFound();
    if (!announced) return row;
    await this.store.insertEvent(
      tx,
      row.id,
      {
        id: randomUUID(),
        action: 'propose',
        from: null,
        to: row.status,
        side: by.side,
        accountId: by.accountId,
        actorName: by.name,
        note: reason === undefined ? {} : { text: reason },
      },
      now,
    );
    await this.moves.tell(tx, row);
    return row;
  }

  /** Where the case stands stays as it was; the time that stood while there was no consent runs on. */
  async renew(tx: Tx, row: EngagementRow, { consentId, validUntil, dossier, now }: Renewal): Promise<void> {
    await this.store.setConsent(tx, row.id, consentId, now);
    await this.records.renewDossier(tx, row.id, { ...dossier, consentId, validUntil }, now);
    await this.consentTurned(tx, { ...row, consentId }, 'renew_consent', now);
  }

  /** Without a consent the bank may not go on, and owes nothing. */
  async consentTurned(
    tx: Tx,
    row: EngagementRow,
    milestone: 'end_consent' | 'renew_consent',
    now: Date,
  ): Promise<void> {
    if (!decideMilestone(row.status, milestone, 'system').ok) return this.moves.announce(tx, row);
    await this.moves.mark(tx, row, { milestone, by: SYSTEM, changes: await clockAt(tx, row, now) });
  }

  lock(tx: Tx, id: string): Promise<EngagementRow | undefined> {
    return this.store.lock(tx, id);
  }

  async frozenExplanation(tx: Tx, row: EngagementRow): Promise<unknown> {
    const [dossier] = await this.records.dossiers(tx, [row.id]);
    return dossier?.content['matchExplanation'];
  }

  async send(tx: Tx, row: EngagementRow, push: Push): Promise<void> {
    const { consentId, dossier, validUntil, now } = push;
    // Before the move, because its history is filed under the bank from then on.
    await this.store.setPushed(tx, row.id, consentId, now);
    await this.records.insertDossier(tx, row, { ...dossier, consentId, validUntil }, now);
    await this.moves.apply(tx, row, { action: 'push', by: push.by, facts: push.facts, changes: push.due });
  }

  /** Whoever declined is no longer its officer: it waits for another of the office. */
  async resend(tx: Tx, row: EngagementRow, push: Push): Promise<void> {
    const { consentId, dossier, validUntil, now } = push;
    await this.store.setConsent(tx, row.id, consentId, now);
    await this.records.renewDossier(tx, row.id, { ...dossier, consentId, validUntil }, now);
    await this.moves.apply(tx, row, {
      action: 're_push',
      by: push.by,
      facts: push.facts,
      changes: { ...push.due, ...UNHELD, officerId: null, officerName: null, completeSince: null },
    });
  }
}
