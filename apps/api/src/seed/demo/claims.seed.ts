import type { ClaimTestView } from '@yinqi/contracts/claims';
import { markedUntilMs, submittedUntilMs } from '@yinqi/domain/claims';
import type { QuotaCommand } from '@yinqi/domain/quota';
import { billHolderId, decisionKey } from '../../claims/claims.public.js';
import { billClaim, claimOf, LedgerStore } from '../../facilities/facilities.public.js';
import type { Tx } from '../../platform/database/database.js';
import { accountIdOf } from '../accounts.seed.js';
import { facilityIdOf } from '../facilities.seed.js';
import { stableId } from '../stable-id.js';
import { bankIdOf } from './banks.seed.js';
import { BILL_BANK, BILLS, LOANS } from './claims.data.js';
import { insertRows } from './insert-rows.js';
import { dayOf } from './office-clock.js';
import { postCommand } from './post-command.js';
import { HOLDER_PEOPLE } from './quota.data.js';

const DAY_MS = 86_400_000;
const FEN_PER_WAN = 1_000_000n;
/** Days ago: after everything else in the pools, whose books never run backwards. */
const [MARKED, SUBMITTED, DECIDED] = [0.8, 0.5, 0.2];
const [HOLDER] = HOLDER_PEOPLE;

type Fate = 'marked' | 'waiting' | 'decided' | 'refused';

type DemoClaim = {
  readonly id: string;
  readonly kind: 'loan' | 'bill';
  readonly fate: Fate;
  readonly number: string;
  readonly borrowerName: string;
  readonly customerId: string;
  readonly claimKey: string;
  readonly amountFen: bigint;
  readonly rateBp: number;
  readonly lentOn: string;
  readonly maturesOn: string;
  readonly unitPosition: number | null;
  readonly bill: { readonly drawer: string; readonly uscc: string } | null;
  readonly loan: { readonly disbursementId: string; readonly engagementId: string } | null;
};

type Bank = { readonly key: string; readonly person: string; readonly tool: string };

const REFUSAL = {
  reason: 'TRADE_BACKGROUND_UNVERIFIED',
  note: '增值税发票与合同金额不一致，请核实后再报。',
} as const;
const isOver = ({ fate }: DemoClaim): boolean => fate === 'decided' || fate === 'refused';

/** All its conditions met, as the tools of the demo world have them: no cap, no window, no limit for one customer. */
const testsOf = ({ amountFen, rateBp, lentOn, maturesOn }: DemoClaim): ClaimTestView[] => [
  { test: 'lender', outcome: 'met', fault: null },
  { test: 'borrower', outcome: 'met', attributes: [] },
  { test: 'rate_cap', outcome: 'met', rateBp, capBp: null, lpr: null },
  { test: 'window', outcome: 'met', lentOn, opensOn: null, closesOn: null },
  { test: 'maturity', outcome: 'met', maturesOn },
  {
    test: 'single_customer',
    outcome: 'met',
    limitFen: null,
    exposureFen: '0',
    askedFen: String(amountFen),
  },
];

/** Claims of one bank under one tool, with their entries in its pool. */
class DemoClaims {
  private readonly store = new LedgerStore();
  private readonly poolId: string;
  private readonly bankId: string;

  constructor(
    private readonly tx: Tx,
    private readonly bank: Bank,
    private readonly holderId: string,
    private readonly nowMs: number,
  ) {
    this.poolId = stableId(`pool:${bank.tool}:${bank.key}`);
    this.bankId = bankIdOf(bank.key);
  }

  private at(daysAgo: number): string {
    return new Date(this.nowMs - daysAgo * DAY_MS).toISOString();
  }

  async enter(claims: readonly DemoClaim[]): Promise<void> {
    for (const claim of claims) await this.post(this.reserve(claim), MARKED);
    const handedIn = claims.filter(({ fate }) => fate !== 'marked');
    for (const claim of handedIn) await this.handIn(claim);
    for (const claim of handedIn.filter(({ fate }) => fate !== 'waiting')) await this.decide(claim);
    await this.batch('waiting', claims);
    await this.batch('decided', claims);
    const places = await this.tx.first<{ branch: number; unit: number }>(
      `select o.lft as branch, p.unit_position as unit from quota_pool p join organisation o on o.id = p.bank_id where p.id = $1`,
      [this.poolId],
    );
    if (!places) throw new Error('no pool to claim under');
    await insertRows(
      this.tx,
      'claim',
      claims.map((claim) => this.row(claim, places)),
    );
    await insertRows(
      this.tx,
      'claim_decision',
      claims.filter(isOver).map((claim) => this.decision(claim, places)),
    );
  }

  private reserve({ id, customerId, claimKey, amountFen, maturesOn, loan }: DemoClaim): QuotaCommand {
    return {
      ...this.onHold(id, `claim-${id}`),
      kind: 'reserve',
      amountFen,
      currency: 'CNY',
      expiresAtMs: markedUntilMs(maturesOn),
      subject: {
        customerId,
        bankId: this.bankId,
        engagementId: loan?.engagementId ?? null,
        requestId: null,
        claimKey,
      },
      checks: [],
    };
  }

  private async handIn({ id, amountFen, maturesOn }: DemoClaim): Promise<void> {
    await this.post(
      { ...this.onHold(id, `claim-submit-${id}-1`), kind: 'commit', amountFen, currency: 'CNY' },
      SUBMITTED,
    );
    const expiresAtMs = submittedUntilMs(maturesOn, this.nowMs - SUBMITTED * DAY_MS);
    await this.post({ ...this.onHold(id, `claim-extend-${id}-1`), kind: 'extend', expiresAtMs }, SUBMITTED);
  }

  private async decide({ id, fate, amountFen }: DemoClaim): Promise<void> {
    const asked = { ...this.onHold(id, decisionKey(id, 1)), tenantId: this.holderId };
    await this.post(
      fate === 'refused'
        ? { ...asked, kind: 'void', reason: REFUSAL.reason }
        : { ...asked, kind: 'post', amountFen, currency: 'CNY', keep: false },
      DECIDED,
    );
  }

  private onHold(holdId: string, key: string) {
    const { bankId: tenantId, poolId } = this;
    return { tenantId, key, actorId: stableId(`quota-person:${this.bank.key}`), poolId, holdId };
  }

  private post(command: QuotaCommand, daysAgo: number): Promise<void> {
    return postCommand(this.tx, this.store, command, this.nowMs - daysAgo * DAY_MS);
  }

  private batchId(state: 'waiting' | 'decided'): string {
    return stableId(`claim-batch:${this.bank.key}:${state}`);
  }

  private async batch(state: 'waiting' | 'decided', claims: readonly DemoClaim[]): Promise<void> {
    const lines = claims.filter(({ fate }) => fate === state || (state === 'decided' && fate === 'refused'));
    if (lines.length === 0) return;
    const id = this.batchId(state);
    const isDecided = state === 'decided';
    const decided = {
      decided_by: accountIdOf(HOLDER.username),
      decided_by_name: HOLDER.name,
      decided_at: this.at(DECIDED),
    };
    await this.tx.execute(
      `insert into claim_batch (id, number, facility_id, pool_id, bank_id, unit_position, state, opened_by_name, opened_at,
         submitted_by_name, submitted_at, decided_by, decided_by_name, decided_at, version)
       select $1, $2, facility_id, id, bank_id, unit_position, $3, $4, $5, $4, $6, $7, $8, $9, $10 from quota_pool where id = $11`,
      [
        id,
        `BZ-${dayOf(this.nowMs).replaceAll('-', '')}-${id.slice(0, 6).toUpperCase()}`,
        isDecided ? 'decided' : 'submitted',
        this.bank.person,
        this.at(MARKED),
        this.at(SUBMITTED),
        isDecided ? decided.decided_by : null,
        isDecided ? decided.decided_by_name : null,
        isDecided ? decided.decided_at : null,
        isDecided ? 3 : 2,
        this.poolId,
      ],
    );
  }

  private decision({ id, fate, amountFen, unitPosition }: DemoClaim, { unit }: { unit: number }) {
    const refusal = fate === 'refused' ? REFUSAL : null;
    return {
      claim_id: id,
      round: 1,
      batch_id: this.batchId('decided'),
      facility_id: facilityIdOf(this.bank.tool),
      bank_id: this.bankId,
      unit_position: unitPosition ?? unit,
      asked_fen: amountFen,
      reimbursed_fen: refusal === null ? amountFen : 0n,
      reason: refusal?.reason ?? null,
      note: refusal?.note ?? null,
      decided_at: this.at(DECIDED),
    };
  }

  private row(claim: DemoClaim, { branch, unit }: { branch: number; unit: number }) {
    const { fate, bill, loan } = claim;
    const state = { marked: 'marked', waiting: 'submitted', decided: 'reimbursed', refused: 'rejected' }[
      fate
    ];
    return {
      id: claim.id,
      kind: claim.kind,
      facility_id: facilityIdOf(this.bank.tool),
      pool_id: this.poolId,
      bank_id: this.bankId,
      branch_position: branch,
      unit_position: claim.unitPosition ?? unit,
      disbursement_id: loan?.disbursementId ?? null,
      engagement_id: loan?.engagementId ?? null,
      number: claim.number,
      borrower_name: claim.borrowerName,
      borrower_uscc: bill?.uscc ?? null,
      drawer: bill?.drawer ?? null,
      lent_fen: claim.amountFen,
      amount_fen: claim.amountFen,
      reimbursed_fen: fate === 'decided' ? claim.amountFen : 0n,
      currency: 'CNY',
      annual_rate_bp: claim.rateBp,
      lent_on: claim.lentOn,
      matures_on: claim.maturesOn,
      declared: bill === null ? {} : { purposes: ['bill_discount'] },
      tests: testsOf(claim),
      state,
      batch_id: fate === 'marked' ? null : this.batchId(isOver(claim) ? 'decided' : 'waiting'),
      marked_by_name: this.bank.person,
      marked_at: this.at(MARKED),
      submitted_at: fate === 'marked' ? null : this.at(SUBMITTED),
      decided_at: isOver(claim) ? this.at(DECIDED) : null,
      rejection: fate === 'refused' ? REFUSAL.reason : null,
      note: fate === 'refused' ? REFUSAL.note : null,
      round: isOver(claim) ? 2 : 1,
      version: 1,
    };
  }
}

async function bills(tx: Tx, nowMs: number): Promise<DemoClaim[]> {
  const firms = await tx.rows<{ name: string; uscc: string }>(
    'select name, uscc from enterprise where demo and removed_at is null order by id limit $1',
    [BILLS.length + 1],
  );
  return BILLS.map(({ batch, amount, rateBp, discounted, matures }, at): DemoClaim => {
    const [holder, drawer] = [firms[at], firms[at + 1]];
    if (!holder || !drawer) throw new Error('no enterprises to hold bills');
    const number = `131361000012${String(20_261_100 + at)}${String(123_456_700 + at)}0`.padEnd(30, '0');
    return {
      id: stableId(`claim-bill:${String(at)}`),
      kind: 'bill',
      fate: batch ?? 'marked',
      number,
      borrowerName: holder.name,
      customerId: billHolderId(holder.uscc),
      claimKey: billClaim(number),
      amountFen: BigInt(amount) * FEN_PER_WAN,
      rateBp,
      lentOn: dayOf(nowMs - discounted * DAY_MS),
      maturesOn: dayOf(nowMs + matures * DAY_MS),
      unitPosition: null,
      bill: { drawer: drawer.name, uscc: holder.uscc },
      loan: null,
    };
  });
}

type StoredLoan = {
  readonly id: string;
  readonly engagement_id: string;
  readonly enterprise_id: string;
  readonly unit_position: number;
  readonly note_number: string;
  readonly amount_fen: string;
  readonly annual_rate_bp: number;
  readonly disbursed_on: string;
  readonly matures_on: string;
  readonly name: string;
};

async function loans(tx: Tx, nowMs: number): Promise<DemoClaim[]> {
  const bankId = bankIdOf(LOANS.bankKey);
  const rows = await tx.rows<StoredLoan>(
    `select d.id, d.engagement_id, d.enterprise_id, d.unit_position, d.note_number, d.amount_fen, d.annual_rate_bp,
       d.disbursed_on, d.matures_on, x.content ->> 'enterpriseName' as name
     from disbursement d join engagement_dossier x on x.engagement_id = d.engagement_id
     where d.bank_id = $1 and d.currency = 'CNY' and d.matures_on > $2 and d.disbursed_on < $2
       and x.content ->> 'enterpriseSize' in ('micro', 'small') and x.content ->> 'enterpriseName' is not null
       and d.amount_fen <= 3000000000
     order by d.disbursed_on desc, d.id limit $3`,
    [bankId, dayOf(nowMs), LOANS.most],
  );
  return rows.map((row) => ({
    id: stableId(`claim-loan:${row.id}`),
    kind: 'loan',
    fate: 'waiting',
    number: row.note_number,
    borrowerName: row.name,
    customerId: row.enterprise_id,
    claimKey: claimOf(bankId, row.note_number) ?? '',
    amountFen: BigInt(row.amount_fen),
    rateBp: row.annual_rate_bp,
    lentOn: row.disbursed_on,
    maturesOn: row.matures_on,
    unitPosition: row.unit_position,
    bill: null,
    loan: { disbursementId: row.id, engagementId: row.engagement_id },
  }));
}

/** Bills of the demo bank in every stage, and a local bank's loans that wait for the holder. */
export async function seedClaims(tx: Tx, holderId: string, nowMs: number): Promise<void> {
  await new DemoClaims(tx, BILL_BANK, holderId, nowMs).enter(await bills(tx, nowMs));
  const ofSmallFirms = await loans(tx, nowMs);
  if (ofSmallFirms.length === 0) return;
  const { bankKey: key, person, tool } = LOANS;
  await new DemoClaims(tx, { key, person, tool }, holderId, nowMs).enter(ofSmallFirms);
}
