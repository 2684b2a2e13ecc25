import { Injectable } from '@nestjs/common';
import type { RequestAction } from '@yinqi/domain/lifecycle';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { FinancingRequestsService, refuseStale } from './financing-requests.service.js';
import { FinancingRequestsStore } from './financing-requests.store.js';
import { requestActorOf, RequestLifecycle } from './request-lifecycle.js';
import type { RequestRow, ReturnItem } from './request-row.js';

/** One person's decision about a version of a request they have read. */
export type Decision = {
  readonly id: string;
  readonly version: number;
  readonly caller: Caller;
  readonly now: Date;
};

/** The moves people make: submit and withdraw on one side, verify and return on the other. */
@Injectable()
export class RequestDecisionsService {
  constructor(
    private readonly store: FinancingRequestsStore,
    private readonly lifecycle: RequestLifecycle,
    private readonly requests: FinancingRequestsService,
  ) {}

  async submit(tx: Tx, decision: Decision): Promise<void> {
    const request = await this.read(tx, decision);
    this.requests.refuseIncomplete(request, decision.now);
    await this.move(tx, request, decision, 'submit');
    await this.store.setReturnItems(tx, request.id, []);
  }

  async withdraw(tx: Tx, decision: Decision, reason: string | undefined): Promise<void> {
    await this.move(tx, await this.read(tx, decision), decision, 'withdraw', reason);
  }

  async close(tx: Tx, decision: Decision, reason: string | undefined): Promise<void> {
    await this.move(tx, await this.read(tx, decision), decision, 'close', reason);
  }

  /** A sheet may leave the purpose open; without one nothing can be matched or passed on. */
  async verify(tx: Tx, decision: Decision): Promise<void> {
    const request = await this.read(tx, decision);
    if (request.purpose === null) {
      throw new DomainError('financing_request.incomplete', {
        faults: [{ pointer: '/content/purpose', code: 'missing' }],
      });
    }
    await this.move(tx, request, decision, 'verify');
  }

  async return(tx: Tx, decision: Decision, items: readonly ReturnItem[]): Promise<void> {
    const request = await this.read(tx, decision);
    await this.move(tx, request, decision, 'return', items.map((item) => item.text).join('；'));
    await this.store.setReturnItems(tx, request.id, items);
  }

  async reject(tx: Tx, decision: Decision, reason: string): Promise<void> {
    await this.move(tx, await this.read(tx, decision), decision, 'reject', reason);
  }

  async markDuplicate(tx: Tx, decision: Decision, duplicateOf: string): Promise<void> {
    const request = await this.read(tx, decision);
    const [original] = await this.store.load(tx, [duplicateOf]);
    if (original?.enterpriseId !== request.enterpriseId || original.id === request.id) throw notFound();
    await this.move(tx, request, decision, 'mark_duplicate', original.number);
  }

  /** Locked first: of two people deciding at once the second reads the first one's version. */
  private async read(tx: Tx, decision: Decision): Promise<RequestRow> {
    const [request] = await this.store.lock(tx, [decision.id]);
    if (!request) throw notFound();
    refuseStale(request, decision.version);
    return request;
  }

  private async move(
    tx: Tx,
    request: RequestRow,
    decision: Decision,
    action: RequestAction,
    reason?: string,
  ): Promise<void> {
    await this.lifecycle.applyTo(tx, request, {
      requestId: request.id,
      action,
      actor: requestActorOf(decision.caller),
      now: decision.now,
      ...(reason === undefined ? {} : { note: { reason } }),
    });
  }
}
