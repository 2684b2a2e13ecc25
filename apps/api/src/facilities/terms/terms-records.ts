import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '@yinqi/contracts/errors';
import { facilityTermsChanged } from '@yinqi/contracts/events';
import type { changeFacility, OpeningBody } from '@yinqi/contracts/facility-terms';
import type { RouteInput } from '@yinqi/contracts/route';
import { answerProposal, type ProposalAct, type ProposalRefusal } from '@yinqi/domain/allotment';
import { chinaDate } from '../../platform/clock/china-date.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import type { Tx } from '../../platform/database/database.js';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';
import { announce } from '../../platform/live/live.js';
import { publish } from '../../platform/outbox/outbox.js';
import { FacilityTermsStore, type NewTerms, type TermsRow } from './facility-terms.store.js';
import { NewTermsCheck } from './new-terms.js';
import { TermsInForce } from './terms-in-force.js';

const REFUSED: Readonly<Record<ProposalRefusal, ErrorCode>> = {
  not_open: 'allotment.not_open',
  own_proposal: 'allotment.own_proposal',
  not_proposer: 'allotment.not_proposer',
};

type Answer = {
  readonly id: string;
  readonly version: number;
  readonly act: ProposalAct;
  readonly note: string | null;
};

/** Versions of terms as they are proposed, agreed and put in force, each within the transaction of its command. */
@Injectable()
export class TermsRecords {
  constructor(
    private readonly store: FacilityTermsStore,
    private readonly check: NewTermsCheck,
    private readonly inForce: TermsInForce,
    private readonly clock: Clock,
  ) {}

  async find(tx: Tx, id: string): Promise<TermsRow> {
    const row = await this.store.find(tx, id);
    if (row === undefined) throw notFound();
    return row;
  }

  list(...asked: Parameters<FacilityTermsStore['list']>): ReturnType<FacilityTermsStore['list']> {
    return this.store.list(...asked);
  }

  async open(tx: Tx, caller: Caller, body: OpeningBody): Promise<string> {
    return this.put(tx, await this.check.opening(tx, caller, body));
  }

  async change(tx: Tx, caller: Caller, input: RouteInput<typeof changeFacility>): Promise<string> {
    return this.put(tx, await this.check.change(tx, caller, input));
  }

  /** The second person's word, or the proposer's own withdrawal. */
  async answer(tx: Tx, caller: Caller, { id, version, act, note }: Answer): Promise<string> {
    const row = await this.find(tx, id);
    if (row.version !== version) throw overtaken(row);
    const result = answerProposal({ state: row.state, proposedBy: row.proposedBy }, act, caller.accountId);
    if (!result.ok) throw new DomainError(REFUSED[result.code]);
    const { accountId: by, displayName: byName } = caller;
    const decision = { state: result.state, by, byName, note, at: this.clock.now() };
    if (!(await this.store.decide(tx, id, version, decision))) throw overtaken(await this.find(tx, id));
    if (result.state === 'posted') await this.applyIfDue(tx, await this.find(tx, id));
    await this.tell(tx, row);
    return id;
  }

  private async put(tx: Tx, terms: NewTerms): Promise<string> {
    if (!(await this.store.insert(tx, terms, this.clock.now()))) {
      throw new DomainError('facility_terms.one_waits');
    }
    const row = await this.find(tx, terms.id);
    if (row.state === 'posted') await this.applyIfDue(tx, row);
    await this.tell(tx, row);
    return terms.id;
  }

  private async applyIfDue(tx: Tx, row: TermsRow): Promise<void> {
    const now = this.clock.now();
    if (row.fromOn <= chinaDate(now)) await this.inForce.apply(tx, row, now);
  }

  private async tell(tx: Tx, { id, organisationId }: TermsRow): Promise<void> {
    await publish(tx, facilityTermsChanged, { termsIds: [id] });
    await announce(tx, { kind: 'allotment', id }, { organisationIds: [organisationId] });
  }
}

const overtaken = ({ decidedByName, decidedAt }: TermsRow): DomainError =>
  new DomainError('resource.version_conflict', {
    params: { who: decidedByName ?? '', when: decidedAt ?? '' },
  });
