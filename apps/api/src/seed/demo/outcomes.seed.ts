import { createHash } from 'node:crypto';
import { makeUscc } from '@yinqi/domain/codes';
import type { EngagementState } from '@yinqi/domain/lifecycle';
import type { Currency } from '@yinqi/domain/money';
import {
  findLoanHeader,
  matchLoans,
  readLoan,
  type KnownNote,
  type LoanMatch,
  type LoanNote,
} from '@yinqi/domain/outcomes';
import type { SheetCell, SheetRow } from '@yinqi/domain/survey';
import type { Tx } from '../../platform/database/database.js';
import { stableId } from '../stable-id.js';
import { bankIdOf } from './banks.seed.js';
import { insertRows, type SeedRow } from './insert-rows.js';
import { dayOf, iso } from './office-clock.js';
import { demoBank } from './people.js';

const DAY_MS = 86_400_000;
const FILE_NAME = '对公贷款借据清单（示例）.xlsx';
const TITLES = [
  '客户名称',
  '证件号码',
  '借据号',
  '合同号',
  '放款金额',
  '执行利率',
  '放款日期',
  '到期日期',
  '贷款余额',
  '数据日期',
];
/** A borrower the platform does not know, as most of a bank's list are. */
const STRANGER = ['示例城东五金经营部', makeUscc('91320594', 'MAG74JX7')] as const;

type Known = {
  readonly name: string;
  readonly uscc: string;
  readonly case_id: string;
  readonly note_number: string;
  readonly contract_number: string | null;
  readonly amount_fen: string;
  readonly annual_rate_bp: number;
  readonly disbursed_on: string;
  readonly matures_on: string;
};
type Funded = {
  readonly id: string;
  readonly name: string;
  readonly uscc: string;
  readonly currency: Currency;
  readonly state: EngagementState;
  readonly contract_number: string | null;
  readonly approved_fen: string;
  readonly disbursed_fen: string;
  readonly rate_bp: number;
  readonly approved_at: string;
  readonly approved_until: string;
};

const knownNotes = (tx: Tx, bankId: string): Promise<Known[]> =>
  tx.rows<Known>(
    `select n.name, n.uscc, d.engagement_id as case_id, d.note_number, l.contract_number, d.amount_fen, d.annual_rate_bp,
       d.disbursed_on, d.matures_on
     from disbursement d join enterprise n on n.id = d.enterprise_id
     left join loan_contract l on l.engagement_id = d.engagement_id
     where d.bank_id = $1 and d.currency = 'CNY' order by d.disbursed_on desc, d.note_number limit 4`,
    [bankId],
  );

const payingOut = (tx: Tx, bankId: string): Promise<Funded[]> =>
  tx.rows<Funded>(
    `select g.id, n.name, n.uscc, g.currency, g.status as state, l.contract_number, g.approved_fen, g.disbursed_fen,
       c.annual_rate_bp as rate_bp, c.approved_at, c.valid_until as approved_until
     from engagement g join credit_approval c on c.engagement_id = g.id join enterprise n on n.id = g.enterprise_id
     left join loan_contract l on l.engagement_id = g.id
     where g.bank_id = $1 and g.status in ('contracted', 'partially_disbursed') and g.currency = 'CNY'
     order by g.id limit 2`,
    [bankId],
  );

const yuan = (fen: bigint): string => String(fen / 100n);
const percent = (bp: number): string => (bp / 100).toFixed(2);

/** What the bank's system wrote out: notes known, newly paid ones, somebody else's, and one with a slip. */
function linesOf(known: readonly Known[], funded: readonly Funded[], nowMs: number): readonly string[][] {
  const yesterday = dayOf(nowMs - DAY_MS);
  const nextYear = dayOf(nowMs, 364);
  const line = (
    [name, uscc]: readonly [string, string],
    [note, contract]: readonly [string, string],
    fen: bigint,
    bp: number,
  ): string[] => [name, uscc, note, contract, yuan(fen), percent(bp), yesterday, nextYear, '', ''];
  const paid = funded.map(({ name, uscc, contract_number, approved_fen, disbursed_fen, rate_bp }, at) => {
    const restFen = BigInt(approved_fen) - BigInt(disbursed_fen);
    // The second list line names another contract than the case has: a person has to look.
    const contract = at === 0 ? (contract_number ?? '') : 'HT-2026-0099';
    return line([name, uscc], [`JJ-SL-${at + 1}`, contract], restFen / 2n, rate_bp);
  });
  return [
    ...known.map((one) => [
      one.name,
      one.uscc,
      one.note_number,
      one.contract_number ?? '',
      yuan(BigInt(one.amount_fen)),
      percent(one.annual_rate_bp),
      one.disbursed_on,
      one.matures_on,
      yuan((BigInt(one.amount_fen) * 8n) / 10n),
      yesterday,
    ]),
    ...paid,
    line(STRANGER, ['JJ-SL-8', 'HT-2026-0113'], 80_000_000n, 385),
    line(STRANGER, ['JJ-SL-9', 'HT-2026-0114'], 0n, 385),
  ];
}

const stateOf = (match: LoanMatch | undefined): SeedRow => {
  switch (match?.kind) {
    case 'known':
      return { state: 'known', engagement_id: match.caseId, candidates: [] };
    case 'sure':
      return {
        state: 'sure',
        engagement_id: match.caseId,
        candidates: [{ caseId: match.caseId, doubts: [] }],
      };
    case 'doubtful':
      return { state: 'doubtful', engagement_id: null, candidates: match.candidates };
    default:
      return { state: 'unmatched', engagement_id: null, candidates: [] };
  }
};

const stored = ({ row: _row, amountFen, balance, ...loan }: LoanNote) => ({
  ...loan,
  amountFen: String(amountFen),
  balance: balance && { ...balance, outstandingFen: String(balance.outstandingFen) },
});

/** 放款明细: one list the shown bank has uploaded, read and laid to its cases as the platform would. */
export async function seedOutcomes(
  tx: Tx,
  by: { readonly id: string; readonly name: string },
  nowMs: number,
): Promise<void> {
  const bankId = bankIdOf(demoBank().key);
  const known = await knownNotes(tx, bankId);
  const funded = await payingOut(tx, bankId);
  const cells = (texts: readonly string[]): SheetCell[] =>
    texts.map((text) => (text === '' ? { kind: 'blank' } : { kind: 'text', text }));
  const sheet: SheetRow[] = [TITLES, ...linesOf(known, funded, nowMs)].map((texts, at) => ({
    row: at + 1,
    cells: cells(texts),
  }));
  const header = findLoanHeader(sheet);
  if (header === undefined) throw new Error('the list has no header');
  const read = sheet.slice(1).map((row) => ({ row, read: readLoan(row, header, dayOf(nowMs)) }));
  const loans = read.flatMap(({ read: one }) => (one.ok ? [one.loan] : []));
  const matches = matchLoans(loans, funded.map(fundedCase), known.map(knownNote));
  const batchId = stableId('outcomes:shown');
  await tx.execute(
    `insert into outcome_batch (id, bank_id, organisation_id, unit_lo, unit_hi, is_head_office, file_name, sha256, status,
       sheet_name, heading, header, import_date, rows_read, created_by, created_by_name, created_at)
     select $1, o.id, o.id, o.lft, o.rgt, true, $2, $3, 'read', '借据', $4::jsonb, $5::jsonb, $6::date, $7, $8, $9, $10
     from organisation o where o.id = $11`,
    [
      batchId,
      FILE_NAME,
      createHash('sha256').update(FILE_NAME).digest(),
      JSON.stringify(sheet[0]?.cells ?? []),
      JSON.stringify(header),
      dayOf(nowMs),
      read.length,
      by.id,
      by.name,
      iso(nowMs),
      bankId,
    ],
  );
  const rows = read.map(({ row, read: one }): SeedRow => ({
    batch_id: batchId,
    organisation_id: bankId,
    row: row.row,
    attempt: stableId('outcomes:shown:attempt'),
    cells: one.ok ? [] : row.cells,
    loan: one.ok ? stored(one.loan) : null,
    note_number: one.ok ? one.loan.noteNumber : null,
    faults: one.ok ? [] : one.faults,
    ...(one.ok ? stateOf(matches.get(row.row)) : { state: 'faulty', engagement_id: null, candidates: [] }),
    balance_recorded: false,
  }));
  await insertRows(tx, 'outcome_row', rows);
}

const fundedCase = (one: Funded) => ({
  id: one.id,
  uscc: one.uscc,
  currency: one.currency,
  state: one.state,
  contractNumber: one.contract_number,
  approvedFen: BigInt(one.approved_fen),
  disbursedFen: BigInt(one.disbursed_fen),
  approvedOn: dayOf(Date.parse(one.approved_at)),
  approvedUntil: one.approved_until,
});

const knownNote = (one: Known): KnownNote => ({
  noteNumber: one.note_number,
  caseId: one.case_id,
  amountFen: BigInt(one.amount_fen),
  disbursedOn: one.disbursed_on,
});
