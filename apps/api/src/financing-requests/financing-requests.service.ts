import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FieldFault } from '@yinqi/contracts/errors';
import {
  financingRequestsChanged,
  financingRequestsMoved,
  financingRequestsRevised,
} from '@yinqi/contracts/events';
import {
  REQUIRED_TO_SUBMIT,
  type RequestContent,
  type RequestContentField,
  type RequestDetail,
} from '@yinqi/contracts/financing-requests';
import { decideRequest, heldFen } from '@yinqi/domain/lifecycle';
import { chinaDate } from '../platform/clock/china-date.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { publish } from '../platform/outbox/outbox.js';
import { FinancingRequestsStore } from './financing-requests.store.js';
import { eventOf, requestActorOf, RequestLifecycle, SYSTEM_ACTOR } from './request-lifecycle.js';
import { RequestListStore } from './request-list.store.js';
import { numberPrefix } from './request-number.js';
import { contentOf, type RequestFields, type RequestRow } from './request-row.js';
import { detailOf, EDITABLE_STATES, missingOf, viewerOf } from './request-view.js';

const EMPTY: RequestContent = {
  purpose: null,
  amountFen: null,
  currency: 'CNY',
  termMonths: null,
  neededBy: null,
  rateCeilingBp: null,
  collateral: [],
  firstLoan: null,
  exportCreditInsured: null,
  parentGuarantee: null,
  remarks: null,
  contactName: null,
  contactPhone: null,
  willingToShare: false,
};

/**
 * Facts of the enterprise that outlive one need: asked once, prefilled from then on (WCAG 3.3.7). Security is
 * offered for one need: a guarantee given before is not promised again.
 */
const LASTING: readonly RequestContentField[] = [
  'currency',
  'firstLoan',
  'exportCreditInsured',
  'contactName',
  'contactPhone',
];
/** What banks agreed to look at: engaged ones confirm a change of it. */
const AGREED: readonly RequestContentField[] = ['amountFen', 'currency', 'termMonths', 'purpose'];
const MATCHED: readonly RequestContentField[] = [
  ...AGREED,
  'collateral',
  'rateCeilingBp',
  'firstLoan',
  'exportCreditInsured',
  'parentGuarantee',
];

export type RequestPatch = { readonly [F in RequestContentField]?: RequestContent[F] | undefined };

const differs = (before: RequestContent, after: RequestContent, fields: readonly RequestContentField[]) =>
  fields.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));

const only = (content: RequestContent, fields: readonly RequestContentField[]): RequestPatch =>
  Object.fromEntries(fields.map((field) => [field, content[field]]));

/** A patch leaves out what it does not change; it never sets a field to undefined. */
function merged(before: RequestContent, patch: RequestPatch): RequestContent {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  // Keys and values come from RequestPatch, whose fields are those of the content.
  return { ...before, ...(Object.fromEntries(given) as Partial<RequestContent>) };
}

/** A sheet may have left a field open, but what was once said is corrected, not taken away. */
function refuseEmptied(before: RequestContent, after: RequestContent): void {
  const emptied = REQUIRED_TO_SUBMIT.filter((field) => before[field] !== null && after[field] === null);
  if (emptied.length === 0) return;
  throw new DomainError('financing_request.incomplete', {
    faults: emptied.map((field) => ({ pointer: `/content/${field}`, code: 'missing' })),
  });
}

/** 授权共享 is the enterprise's own word (domain §9): a bureau passes it on from a sheet and may only take it back. */
function refuseSharedByBureau(caller: Caller, before: RequestContent, after: RequestContent): void {
  if (caller.side !== 'bureau' || before.willingToShare || !after.willingToShare) return;
  throw new DomainError('request.invalid', {
    faults: [{ pointer: '/content/willingToShare', code: 'enterprise_only' }],
  });
}

export function refuseStale(request: RequestRow, version: number): void {
  if (request.version === version) return;
  throw new DomainError('resource.version_conflict', {
    params: { who: request.updatedBy, when: request.updatedAt },
  });
}

/** Writes requests down: begins drafts, keeps what is typed, and revises what was submitted. */
@Injectable()
export class FinancingRequestsService {
  constructor(
    private readonly store: FinancingRequestsStore,
    private readonly lists: RequestListStore,
    private readonly lifecycle: RequestLifecycle,
  ) {}

  async detail(tx: Tx, id: string, caller: Caller): Promise<RequestDetail> {
    const [row] = await this.store.load(tx, [id]);
    const enterprise = row && (await this.lists.enterprise(tx, row.enterpriseId));
    if (!row || !enterprise) throw notFound();
    const situations = await this.lists.situations(tx, [id]);
    const events = await this.store.events(tx, id);
    return detailOf(row, { enterprise, situation: situations.get(id), events }, caller);
  }

  /**
   * A draft with what is known already: the last need's lasting facts, or a whole former need. An empty one left
   * before is taken up again, so that looking at the form takes no second number.
   */
  async start(
    tx: Tx,
    caller: Caller,
    wish: { readonly enterpriseId?: string | undefined; readonly copyOf?: string | undefined },
    now: Date,
  ): Promise<string> {
    const enterpriseId = caller.side === 'enterprise' ? caller.organisationId : wish.enterpriseId;
    const scope = enterpriseId && (await this.lists.enterprise(tx, enterpriseId));
    if (!scope) throw notFound();
    const left = wish.copyOf ? undefined : await this.store.untouchedDraft(tx, scope.id, viewerOf(caller));
    if (left !== undefined) return left;
    const former = await this.formerOf(tx, scope.id, wish.copyOf);
    const id = randomUUID();
    const fields = this.prefilled(former, wish.copyOf !== undefined, now);
    await this.store.insert(
      tx,
      [
        {
          id,
          enterpriseId: scope.id,
          unitPosition: scope.unitPosition,
          status: 'draft',
          fields: { ...fields, willingToShare: fields.willingToShare && caller.side === 'enterprise' },
          source: { kind: 'form' },
        },
      ],
      { prefix: numberPrefix(now), by: caller.displayName, side: viewerOf(caller), now },
    );
    return id;
  }

  /** Keeps what was typed; once submitted, a change of what was matched sends the request through matching again. */
  async save(
    tx: Tx,
    caller: Caller,
    edit: { readonly id: string; readonly version: number; readonly patch: RequestPatch; readonly now: Date },
  ): Promise<void> {
    const { id, now } = edit;
    const [request] = await this.store.lock(tx, [id]);
    if (!request) throw notFound();
    refuseStale(request, edit.version);
    if (!EDITABLE_STATES.includes(request.status)) {
      throw new DomainError('transition.refused', {
        params: { reason: 'transition.not_from_this_state', action: 'edit', state: request.status },
      });
    }
    const before = contentOf(request);
    const content = merged(before, edit.patch);
    refuseSharedByBureau(caller, before, content);
    await this.refuseAgainstCases(tx, id, before, content);
    const isPrivate = request.status === 'draft';
    if (!isPrivate) refuseEmptied(before, content);
    await this.store.updateContent(tx, id, {
      content,
      raisesContentVersion: !isPrivate && differs(before, content, AGREED),
      by: caller.displayName,
      now,
    });
    if (isPrivate || request.status === 'returned') return;
    await this.tellRevision(tx, caller, { request, before, content, now });
  }

  /** Offers and holds of banks are in the currency they were sent, and what is chosen was asked for. */
  private async refuseAgainstCases(
    tx: Tx,
    id: string,
    before: RequestContent,
    after: RequestContent,
  ): Promise<void> {
    if (!differs(before, after, ['amountFen', 'currency'])) return;
    const cases = await this.store.sentCases(tx, id);
    const chosenFen = cases.reduce(
      (sum, { chosenFen: fen, ...one }) => (fen === null ? sum : sum + heldFen({ ...one, chosenFen: fen })),
      0n,
    );
    const faults: FieldFault[] = [];
    if (cases.length > 0 && before.currency !== after.currency) {
      faults.push({ pointer: '/content/currency', code: 'engaged' });
    }
    if (after.amountFen !== null && BigInt(after.amountFen) < chosenFen) {
      faults.push({
        pointer: '/content/amountFen',
        code: 'below_chosen',
        params: { minFen: String(chosenFen) },
      });
    }
    if (faults.length > 0) throw new DomainError('request.invalid', { faults });
  }

  private async tellRevision(
    tx: Tx,
    caller: Caller,
    revision: {
      readonly request: RequestRow;
      readonly before: RequestContent;
      readonly content: RequestContent;
      readonly now: Date;
    },
  ): Promise<void> {
    const { request, before, content, now } = revision;
    const [revised] = await this.store.load(tx, [request.id]);
    if (!revised) throw notFound();
    const { id, status } = request;
    const event = eventOf(requestActorOf(caller), {
      requestId: id,
      action: 'revise',
      from: status,
      to: status,
    });
    await this.store.insertEvents(tx, [event], now);
    await publish(tx, financingRequestsMoved, { requestIds: [id] });
    const reopens = decideRequest(status, 'reopen', 'system').ok && differs(before, content, MATCHED);
    if (reopens || differs(before, content, AGREED)) {
      await publish(tx, financingRequestsRevised, { requestIds: [id] });
    }
    if (reopens) {
      await this.lifecycle.applyTo(tx, revised, {
        requestId: id,
        action: 'reopen',
        actor: SYSTEM_ACTOR,
        now,
      });
      return;
    }
    await publish(tx, financingRequestsChanged, { requestIds: [id] });
    await this.lifecycle.announce(tx, request);
  }

  /** What a submitted request must say; a day already past would be refused by every bank. */
  refuseIncomplete(row: RequestRow, now: Date): void {
    const faults = missingOf(row).map((field) => ({ pointer: `/content/${field}`, code: 'missing' }));
    if (row.neededBy !== null && row.neededBy < chinaDate(now)) {
      faults.push({ pointer: '/content/neededBy', code: 'past' });
    }
    if (faults.length > 0) throw new DomainError('financing_request.incomplete', { faults });
  }

  private async formerOf(
    tx: Tx,
    enterpriseId: string,
    copyOf: string | undefined,
  ): Promise<RequestRow | undefined> {
    const id = copyOf ?? (await this.store.latestId(tx, enterpriseId));
    const [former] = id === undefined ? [] : await this.store.load(tx, [id]);
    if (copyOf !== undefined && former?.enterpriseId !== enterpriseId) throw notFound();
    return former;
  }

  private prefilled(former: RequestRow | undefined, isCopy: boolean, now: Date): RequestFields {
    const known = former ? contentOf(former) : EMPTY;
    const content = merged(EMPTY, isCopy ? known : only(known, LASTING));
    const isPast = content.neededBy !== null && content.neededBy < chinaDate(now);
    return {
      ...content,
      neededBy: isPast ? null : content.neededBy,
      purposeText: null,
      collateralText: null,
      financingMode: null,
      intendedBanks: [],
    };
  }
}
