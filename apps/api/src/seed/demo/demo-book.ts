import { genesisHash, type HoldSubject, type QuotaCommand } from '@yinqi/domain/quota';
import { billClaim, LedgerStore, sha256 } from '../../facilities/facilities.public.js';
import type { Tx } from '../../platform/database/database.js';
import { accountIdOf } from '../accounts.seed.js';
import { facilityIdOf } from '../facilities.seed.js';
import { NATION_ID, unitIdOf } from '../reporting-units.seed.js';
import { stableId } from '../stable-id.js';
import { bankIdOf } from './banks.seed.js';
import { insertRows } from './insert-rows.js';
import { postCommand } from './post-command.js';
import { HOLDER_PEOPLE } from './quota.data.js';

const DAY_MS = 86_400_000;
const FEN_PER_WAN = 1_000_000n;
const HOME_UNIT = unitIdOf('320000');
export const wan = (amount: number): bigint => BigInt(amount) * FEN_PER_WAN;
const [PROPOSER, APPROVER] = HOLDER_PEOPLE;

type Pool = {
  readonly id: string;
  readonly tool: string;
  readonly parentId: string | null;
  readonly level: 'nation' | 'province' | 'bank';
  readonly bankKey: string | null;
  readonly basis: 'FLOW' | 'BALANCE';
  readonly authority: 'OFFICIAL' | 'ALLOTTED_BY_HOLDER' | 'SHADOW';
};

type Grounds = { readonly reason: string; readonly document: string; readonly daysAgo: number };

/** Writes a book as its holder and its banks would have filled it, by the ledger's own rules. */
export class DemoBook {
  private readonly store = new LedgerStore();
  private readonly postings: { readonly command: QuotaCommand; readonly daysAgo: number }[] = [];

  constructor(
    private readonly tx: Tx,
    private readonly holderId: string,
    private readonly nowMs: number,
  ) {}

  async open(pool: Pool): Promise<string> {
    const origin = {
      id: pool.id,
      facilityId: facilityIdOf(pool.tool),
      parentId: pool.parentId,
      currency: 'CNY',
      basis: pool.basis,
    } as const;
    await this.tx.execute(
      `insert into quota_pool (id, facility_id, parent_id, level, unit_id, unit_position, bank_id, currency, basis, authority,
         head_hash)
       select $1, $2, $3, $4, u.id, u.lft, $6, 'CNY', $7, $8, decode($9, 'hex') from organisation u where u.id = $5`,
      [
        pool.id,
        origin.facilityId,
        pool.parentId,
        pool.level,
        pool.level === 'nation' ? NATION_ID : HOME_UNIT,
        pool.bankKey === null ? null : bankIdOf(pool.bankKey),
        pool.basis,
        pool.authority,
        genesisHash(origin, sha256),
      ],
    );
    return pool.id;
  }

  private post(command: QuotaCommand, daysAgo: number): void {
    this.postings.push({ command, daysAgo });
  }

  /** In order of time, as they would have come: a pool's book never runs backwards. */
  async close(): Promise<void> {
    const inOrder = [...this.postings].sort((one, other) => other.daysAgo - one.daysAgo);
    for (const { command, daysAgo } of inOrder) await this.write(command, daysAgo);
  }

  private write(command: QuotaCommand, daysAgo: number): Promise<void> {
    return postCommand(this.tx, this.store, command, this.nowMs - daysAgo * DAY_MS);
  }

  /** An allotment that two people made, with its entry. */
  async allot(
    move: { readonly from: string; readonly to: string | null; readonly fen: bigint; readonly tool: string },
    grounds: Grounds,
  ): Promise<void> {
    const { from, to, fen } = move;
    const id = stableId(`allotment:${from}:${to ?? ''}:${String(grounds.daysAgo)}`);
    const asked = {
      tenantId: this.holderId,
      key: `allotment-${id}`,
      actorId: accountIdOf(PROPOSER.username),
      approverId: accountIdOf(APPROVER.username),
      currency: 'CNY',
    } as const;
    this.post(
      to === null
        ? { ...asked, kind: 'adjust_limit', poolId: from, limitFen: fen }
        : { ...asked, kind: 'allot', fromPoolId: from, toPoolId: to, amountFen: fen },
      grounds.daysAgo,
    );
    await this.record(id, move, grounds, true);
  }

  async record(
    id: string,
    { from, to, fen, tool }: { from: string; to: string | null; fen: bigint; tool: string },
    { reason, document, daysAgo }: Grounds,
    isPosted: boolean,
  ): Promise<void> {
    const at = new Date(this.nowMs - daysAgo * DAY_MS).toISOString();
    await insertRows(this.tx, 'allotment', [
      {
        id,
        organisation_id: this.holderId,
        facility_id: facilityIdOf(tool),
        kind: to === null ? 'adjust' : 'allot',
        state: isPosted ? 'posted' : 'proposed',
        pool_id: from,
        other_pool_id: to,
        amount_fen: to === null ? null : fen,
        limit_fen: to === null ? fen : null,
        reason,
        document_number: document,
        effective_on: at.slice(0, 10),
        needs_second: true,
        proposed_by: accountIdOf(PROPOSER.username),
        proposed_by_name: PROPOSER.name,
        proposed_at: at,
        decided_by: isPosted ? accountIdOf(APPROVER.username) : null,
        decided_by_name: isPosted ? APPROVER.name : null,
        decided_at: isPosted ? at : null,
        version: isPosted ? 2 : 1,
      },
    ]);
  }

  /** A bank's loan from reservation to disbursement; the last ones are still under way. */
  lend(poolId: string, bankKey: string, amount: number, daysAgo: number): void {
    const bankId = bankIdOf(bankKey);
    const name = `${poolId}:${String(amount)}`;
    const subject: HoldSubject = {
      customerId: stableId(`quota-customer:${name}`),
      bankId,
      engagementId: null,
      requestId: null,
      claimKey: billClaim(`PJ-${bankKey.toUpperCase()}-${String(amount)}`),
    };
    const holdId = stableId(`quota-hold:${name}`);
    const asked = (act: string) => ({
      tenantId: bankId,
      key: `${act}-${holdId}`,
      actorId: stableId(`quota-person:${bankKey}`),
      poolId,
      holdId,
    });
    const money = { amountFen: wan(amount), currency: 'CNY' } as const;
    const expiresAtMs = this.nowMs + 30 * DAY_MS;
    this.post({ ...asked('reserve'), ...money, kind: 'reserve', subject, expiresAtMs, checks: [] }, daysAgo);
    if (daysAgo < 12) return;
    this.post({ ...asked('commit'), ...money, kind: 'commit' }, daysAgo - 6);
    if (daysAgo < 24) return;
    this.post({ ...asked('post'), ...money, kind: 'post', keep: false }, daysAgo - 12);
  }

  /** A loan that was paid out with nothing reserved for it. */
  report(poolId: string, bankKey: string, amount: number, daysAgo: number): void {
    const bankId = bankIdOf(bankKey);
    const holdId = stableId(`quota-report:${poolId}:${String(amount)}`);
    this.post(
      {
        kind: 'report',
        tenantId: bankId,
        key: `report-${holdId}`,
        actorId: stableId(`quota-person:${bankKey}`),
        poolId,
        holdId,
        amountFen: wan(amount),
        currency: 'CNY',
        keep: false,
        subject: {
          customerId: stableId(`quota-customer:${holdId}`),
          bankId,
          engagementId: null,
          requestId: null,
          claimKey: null,
        },
      },
      daysAgo,
    );
  }
}
