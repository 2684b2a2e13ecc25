import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AllotmentBody, AllotmentRecipient } from '@yinqi/contracts/allotments';
import { needsSecondPerson } from '@yinqi/domain/allotment';
import { loosens, type PoolConditions } from '@yinqi/domain/facility';
import { OrganisationsStore } from '../../identity/identity.public.js';
import { chinaDate } from '../../platform/clock/china-date.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import type { Tx } from '../../platform/database/database.js';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';
import { AllotmentsStore, NO_CONDITIONS, type NewAllotment } from './allotments.store.js';
import { PoolOpeningsStore, type StoredPool } from './pool-openings.store.js';

/** What was asked for, with the pool it is asked of. */
type Prepared = { readonly allotment: NewAllotment; readonly pool: StoredPool };

const fault = (pointer: string, code: string): DomainError =>
  new DomainError('request.invalid', { faults: [{ pointer, code }] });

const difference = (one: bigint, other: bigint): bigint => (one > other ? one - other : other - one);

/** Turns what the holder asks for into an allotment: whose pools they are, and whether one person is enough. */
@Injectable()
export class NewAllotments {
  constructor(
    private readonly store: AllotmentsStore,
    private readonly pools: PoolOpeningsStore,
    private readonly organisations: OrganisationsStore,
    private readonly clock: Clock,
  ) {}

  async prepare(tx: Tx, caller: Caller, id: string, body: AllotmentBody): Promise<Prepared> {
    if (body.effectiveOn > chinaDate(this.clock.now())) throw fault('/body/effectiveOn', 'in_future');
    const pool = await this.own(tx, caller, body.poolId);
    if (pool.authority === 'SHADOW') throw new DomainError('allotment.no_quota');
    const other = await this.otherOf(tx, caller, pool, body);
    if (body.kind === 'correct' && !(await this.pools.posting(tx, pool.id, body.version))) {
      throw fault('/body/version', 'not_a_posting');
    }
    const amountFen = 'amountFen' in body ? body.amountFen : null;
    const limitFen = body.kind === 'adjust' ? body.limitFen : null;
    const needsSecond =
      body.kind === 'conditions'
        ? loosensPool(body, pool)
        : needsSecondPerson(
            { kind: body.kind, amountFen: movedFen(body, pool), limitFen: BigInt(pool.limit_fen) },
            lowerThreshold(pool, other),
          );
    return {
      pool,
      allotment: {
        id,
        organisation_id: caller.organisationId,
        facility_id: pool.facility_id,
        kind: body.kind,
        state: needsSecond ? 'proposed' : 'posted',
        pool_id: pool.id,
        other_pool_id: other?.id ?? null,
        amount_fen: amountFen,
        limit_fen: limitFen,
        entry_version: body.kind === 'correct' ? String(body.version) : null,
        ...(body.kind === 'conditions' ? conditionColumns(body, pool) : NO_CONDITIONS),
        reason: body.reason,
        document_number: body.documentNumber,
        effective_on: body.effectiveOn,
        needs_second: needsSecond,
        proposed_by: caller.accountId,
        proposed_by_name: caller.displayName,
      },
    };
  }

  insert(tx: Tx, allotment: NewAllotment): Promise<void> {
    return this.store.insert(tx, allotment, this.clock.now());
  }

  /** A pool of a tool this organisation keeps; every other one is not there. */
  private async own(tx: Tx, caller: Caller, poolId: string): Promise<StoredPool> {
    const pool = await this.pools.find(tx, poolId);
    if (pool?.holder_id !== caller.organisationId) throw notFound();
    return pool;
  }

  private async otherOf(
    tx: Tx,
    caller: Caller,
    pool: StoredPool,
    body: AllotmentBody,
  ): Promise<StoredPool | undefined> {
    switch (body.kind) {
      case 'allot':
        return this.recipient(tx, caller, pool, body.to);
      case 'return':
        if (pool.parent_id === null) throw fault('/body/poolId', 'nothing_above');
        return this.own(tx, caller, pool.parent_id);
      case 'transfer':
        return this.own(tx, caller, body.toPoolId);
      default:
        return undefined;
    }
  }

  private async recipient(
    tx: Tx,
    caller: Caller,
    from: StoredPool,
    to: AllotmentRecipient,
  ): Promise<StoredPool> {
    if (to.kind === 'pool') return this.own(tx, caller, to.poolId);
    const organisation = await this.organisations.find(tx, to.organisationId);
    const isFit =
      to.kind === 'bank'
        ? organisation?.kind === 'bank' && organisation.parent_id === null && from.level !== 'bank'
        : organisation?.unit_level === 'province' && from.level === 'nation';
    if (organisation === undefined || !isFit) throw fault('/body/to/organisationId', 'unfit');
    const area =
      to.kind === 'bank'
        ? { unit_id: from.unit_id, unit_position: from.unit_position, bank_id: organisation.id }
        : { unit_id: organisation.id, unit_position: organisation.lft, bank_id: null };
    const { id } = await this.pools.open(tx, {
      ...area,
      id: randomUUID(),
      facility_id: from.facility_id,
      parent_id: from.id,
      level: to.kind,
      currency: from.currency,
      basis: from.basis,
      authority: 'ALLOTTED_BY_HOLDER',
      second_person_from_fen: from.second_person_from_fen,
    });
    return this.own(tx, caller, id);
  }
}

/** The smaller of both pools’ amounts counts, as the ledger has it. */
function lowerThreshold(pool: StoredPool, other: StoredPool | undefined): bigint {
  const own = BigInt(pool.second_person_from_fen);
  const others = BigInt(other?.second_person_from_fen ?? own);
  return own < others ? own : others;
}

function movedFen(body: AllotmentBody, pool: StoredPool): bigint | undefined {
  if (body.kind === 'adjust') return difference(BigInt(body.limitFen), BigInt(pool.limit_fen));
  return 'amountFen' in body ? BigInt(body.amountFen) : undefined;
}

type NewConditions = Extract<AllotmentBody, { kind: 'conditions' }>;

const guardOf = (limitFen: string | null, fromFen: string): PoolConditions => ({
  singleCustomerLimitFen: limitFen === null ? null : BigInt(limitFen),
  secondPersonFromFen: BigInt(fromFen),
});

/** What lets more through than before waits for a second person; what holds tighter does not. */
function loosensPool(
  { singleCustomerLimitFen, secondPersonFromFen }: NewConditions,
  pool: StoredPool,
): boolean {
  const before = guardOf(pool.single_customer_limit_fen, pool.second_person_from_fen);
  const after = guardOf(singleCustomerLimitFen, secondPersonFromFen);
  if (!loosens(before, after) && !loosens(after, before)) {
    throw fault('/body/secondPersonFromFen', 'unchanged');
  }
  return loosens(before, after);
}

const conditionColumns = (body: NewConditions, pool: StoredPool) => ({
  customer_limit_fen: body.singleCustomerLimitFen,
  second_from_fen: body.secondPersonFromFen,
  customer_limit_before_fen: pool.single_customer_limit_fen,
  second_from_before_fen: pool.second_person_from_fen,
});
