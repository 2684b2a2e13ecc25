import { Injectable } from '@nestjs/common';
import type {
  createReservation,
  getQuotaHold,
  listPoolHolds,
  QuotaHold,
  stepHold,
} from '@yinqi/contracts/quota-ledger';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Asked, QuotaCommand } from '@yinqi/domain/quota';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';
import type { Command } from '../../platform/http/api-request.js';
import { Commands } from '../../platform/http/commands.js';
import { decodeCursor, pageOfRows } from '../../platform/http/cursor.js';
import { amountOf } from './amounts.js';
import { BILL_CLAIM, holdView, newHoldView } from './hold-view.js';
import { HoldsStore, type StoredHold } from './holds.store.js';
import { NewReservation } from './new-reservation.js';
import { isReplay } from './posting.js';
import { QuotaPoster } from './quota-poster.js';
import { quotaRefusal } from './quota-refusal.js';

/** A bank's reservations of its own quota, outside any case: made, used and given up by its people. */
@Injectable()
export class ReservationsService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly drafts: NewReservation,
    private readonly poster: QuotaPoster,
    private readonly holds: HoldsStore,
  ) {}

  reserve(caller: Caller, command: Command, input: RouteInput<typeof createReservation>): Promise<QuotaHold> {
    return this.orEarlier(caller, command, async () => {
      const reserve = await this.drafts.commandFor(caller, askedBy(caller, command), input);
      const atMs = await this.post(caller, command, reserve);
      return atMs === undefined
        ? this.database.asCaller(caller, (tx) => this.view(tx, reserve.holdId))
        : newHoldView(reserve, input.params.id, atMs);
    });
  }

  step(caller: Caller, command: Command, input: RouteInput<typeof stepHold>): Promise<QuotaHold> {
    return this.orEarlier(caller, command, async () => {
      const { id } = input.params;
      const hold = await this.database.asCaller(caller, (tx) => this.find(tx, id));
      if (isKeptElsewhere(hold)) throw new DomainError('quota.hold_of_claim');
      if (input.body.step !== 'release') await this.drafts.refuseUse(caller, hold.facility_id, input.body);
      await this.post(caller, command, stepCommand(caller, command, hold, input));
      return this.database.asCaller(caller, (tx) => this.view(tx, id));
    });
  }

  read(caller: Caller, { params }: RouteInput<typeof getQuotaHold>): Promise<QuotaHold> {
    return this.database.asCaller(caller, (tx) => this.view(tx, params.id));
  }

  list(
    caller: Caller,
    { params, query }: RouteInput<typeof listPoolHolds>,
  ): Promise<RouteResult<typeof listPoolHolds>> {
    const after = decodeCursor(query.cursor, ['instant', 'id']);
    return this.database.asCaller(caller, async (tx) => {
      if (!(await this.holds.isPool(tx, params.id))) throw notFound();
      const filter = { poolId: params.id, state: query.state };
      const { rows, total } = await this.holds.page(tx, filter, after, query.limit);
      return pageOfRows(rows, query.limit, total, holdView, (row) => [row.begun_at, row.id]);
    });
  }

  /** When it was posted; undefined for a second sending, whose content must be that of the first. */
  private async post(
    caller: Caller,
    command: Command,
    posting: Extract<QuotaCommand, { holdId: string }>,
  ): Promise<number | undefined> {
    const receipt = {
      organisationId: caller.organisationId,
      key: command.key,
      routeId: command.routeId,
      bodyHash: command.bodyHash,
      resourceId: posting.holdId,
    };
    const result = await this.poster.post([posting], receipt);
    if (result.outcome === 'rejected') throw quotaRefusal(result.rejection);
    if (!isReplay(result)) return result.results[0]?.entries[0]?.atMs;
    await this.database.asCaller(caller, (tx) => this.commands.earlier(tx, caller, command));
    return undefined;
  }

  /** A second sending gets the first answer, whatever has become of the tool or its pools in between. */
  private async orEarlier(
    caller: Caller,
    command: Command,
    work: () => Promise<QuotaHold>,
  ): Promise<QuotaHold> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return this.database.asCaller(caller, async (tx) => {
        const earlier = await this.commands.earlier(tx, caller, command);
        if (earlier === undefined) throw error;
        return this.view(tx, earlier.resourceId);
      });
    }
  }

  private async find(tx: Tx, id: string): Promise<StoredHold> {
    const hold = await this.holds.find(tx, id);
    if (!hold) throw notFound();
    return hold;
  }

  private async view(tx: Tx, id: string): Promise<QuotaHold> {
    return holdView(await this.find(tx, id));
  }
}

/** What a case or a claim holds moves with that case or claim, never beside it. */
const isKeptElsewhere = ({ engagement_id, claim_key }: StoredHold): boolean =>
  engagement_id !== null || claim_key?.startsWith(BILL_CLAIM) === true;

const askedBy = (caller: Caller, command: Command): Asked => ({
  tenantId: caller.organisationId,
  key: command.key,
  actorId: caller.accountId,
});

function stepCommand(
  caller: Caller,
  command: Command,
  hold: StoredHold,
  { body, version }: RouteInput<typeof stepHold>,
): Extract<QuotaCommand, { holdId: string }> {
  const common = {
    ...askedBy(caller, command),
    poolId: hold.pool_id,
    holdId: hold.id,
    ifHoldVersion: version,
  };
  switch (body.step) {
    case 'commit':
      return { ...common, kind: 'commit', amountFen: amountOf(body.amountFen), currency: body.currency };
    case 'post': {
      const { currency, keep } = body;
      return { ...common, kind: 'post', amountFen: amountOf(body.amountFen), currency, keep };
    }
    case 'extend':
      return { ...common, kind: 'extend', expiresAtMs: Date.parse(body.holdUntil) };
    case 'release':
      return { ...common, kind: 'void', reason: body.reason };
  }
}
