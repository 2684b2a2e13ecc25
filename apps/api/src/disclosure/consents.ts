import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { GivenHow } from '@yinqi/contracts/disclosure';
import { consentsChanged } from '@yinqi/contracts/events';
import {
  consentEndMs,
  consentFaults,
  type ConsentFault,
  type ConsentGroup,
  type ConsentPurpose,
} from '@yinqi/domain/disclosure';
import { OrganisationsStore } from '../identity/identity.public.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { announce } from '../platform/live/live.js';
import { publish } from '../platform/outbox/outbox.js';
import { DisclosureStore, type ClosedCase } from './disclosure.store.js';
import { coversAssessment, type ConsentRow } from './dossier.js';

export type ConsentTerms = {
  readonly enterpriseId: string;
  readonly unitPosition: number;
  readonly bankId: string;
  readonly requestId: string;
  readonly fieldGroups: readonly ConsentGroup[];
  readonly purpose: ConsentPurpose;
  /** The last day, Beijing time. */
  readonly validUntil: string;
  readonly givenHow: GivenHow;
  readonly paperId?: string;
  readonly caller: Caller;
};

export type Opening = {
  readonly consentId: string;
  readonly engagementId: string;
  readonly fieldGroups: readonly ConsentGroup[];
  readonly caller: Caller;
};

const FIELD_OF_FAULT: Readonly<Record<ConsentFault, string>> = {
  'consent.no_bank': 'bankId',
  'consent.no_group': 'fieldGroups',
  'consent.unknown_group': 'fieldGroups',
  'consent.ends_before_it_begins': 'validUntil',
  'consent.too_long': 'validUntil',
};

/**
 * 授权: nothing leaves the platform without one that names bank, fields, purpose and end. 国办发〔2020〕28号 has
 * bureaus share what they know of key enterprises with banks; it is the enterprise that opens its own data to a bank.
 */
@Injectable()
export class Consents {
  constructor(
    private readonly store: DisclosureStore,
    private readonly organisations: OrganisationsStore,
  ) {}

  /** Records a consent for one head office; the caller's side has decided who may give it. */
  async give(tx: Tx, terms: ConsentTerms, now: Date): Promise<string> {
    this.refuseFaulty(terms, now);
    const bank = await this.organisations.find(tx, terms.bankId);
    // A consent names the bank as legal person: its branches act under it, they do not receive one.
    if (bank?.kind !== 'bank' || bank.parent_id !== null) {
      throw new DomainError('consent.bank_unknown', {
        faults: [{ pointer: '/body/bankId', code: 'unknown' }],
      });
    }
    const id = randomUUID();
    const { caller, ...rest } = terms;
    await this.store.insert(
      tx,
      {
        ...rest,
        id,
        paperId: terms.paperId ?? null,
        givenBy: caller.accountId,
        givenByName: caller.displayName,
      },
      now,
    );
    await this.tell(tx, { id, ...terms }, []);
    return id;
  }

  find(tx: Tx, id: string): Promise<ConsentRow | undefined> {
    return this.store.find(tx, id);
  }

  /** The same, and it stays as it is until the transaction ends: a withdrawal waits, or was there first. */
  hold(tx: Tx, id: string): Promise<ConsentRow | undefined> {
    return this.store.hold(tx, id);
  }

  /** The consent under which this bank can be sent this request, the newest where there are several. */
  async liveConsent(
    tx: Tx,
    scope: { readonly enterpriseId: string; readonly bankId: string; readonly requestId: string },
    asOf: Date,
  ): Promise<ConsentRow | undefined> {
    const given = await this.store.notWithdrawn(tx, scope);
    return given.find((row) => coversAssessment(row, asOf));
  }

  /** Every consent under which a bank can be sent this request, the newest first. */
  async liveOfRequest(
    tx: Tx,
    request: { readonly id: string; readonly enterpriseId: string },
    asOf: Date,
  ): Promise<ConsentRow[]> {
    const given = await this.store.notWithdrawnOfRequest(tx, request);
    return given.filter((row) => coversAssessment(row, asOf));
  }

  /** 披露回执: written in the bank's own transaction, so that what was read was also recorded. */
  async recordOpening(tx: Tx, opening: Opening, now: Date): Promise<void> {
    const { caller, ...rest } = opening;
    const wasWritten = await this.store.insertOpening(
      tx,
      { ...rest, id: randomUUID(), openedBy: caller.accountId, openedByName: caller.displayName },
      now,
    );
    if (!wasWritten) throw notFound();
  }

  /** Takes effect at once: with this transaction the bank's dossiers under the consent are closed. */
  async withdraw(tx: Tx, consentId: string, now: Date, paperId: string | null = null): Promise<void> {
    const consent = await this.store.lock(tx, consentId);
    if (!consent) throw notFound();
    if (consent.withdrawnAt !== null) return;
    await this.store.setWithdrawn(tx, consentId, now, paperId);
    await this.tell(tx, consent, await this.store.closeDossiers(tx, consentId, now));
  }

  /** Closed by the platform because its time is over; what was withdrawn or closed before stays as it is. */
  async end(tx: Tx, consentId: string, now: Date): Promise<void> {
    const consent = await this.store.lock(tx, consentId);
    if (consent?.withdrawnAt !== null || consent.endedAt !== null) return;
    await this.store.setEnded(tx, consentId, now);
    await this.tell(tx, consent, await this.store.closeDossiers(tx, consentId, now));
  }

  private refuseFaulty(terms: ConsentTerms, now: Date): void {
    const faults = consentFaults({
      bankId: terms.bankId,
      groups: terms.fieldGroups,
      givenAtMs: now.getTime(),
      untilMs: consentEndMs(terms.validUntil) ?? 0,
    });
    if (faults.length === 0) return;
    throw new DomainError('request.invalid', {
      faults: faults.map((code) => ({ pointer: `/body/${FIELD_OF_FAULT[code]}`, code })),
    });
  }

  private async tell(
    tx: Tx,
    consent: Pick<ConsentRow, 'id' | 'requestId' | 'enterpriseId' | 'unitPosition' | 'bankId'>,
    closed: readonly ClosedCase[],
  ): Promise<void> {
    await publish(tx, consentsChanged, { consentIds: [consent.id] });
    await announce(
      tx,
      { kind: 'financing_request', id: consent.requestId },
      { organisationIds: [consent.enterpriseId], unitPosition: consent.unitPosition },
    );
    for (const { id, branchPosition } of closed) {
      await announce(tx, { kind: 'engagement', id }, { bank: { id: consent.bankId, branchPosition } });
    }
  }
}
