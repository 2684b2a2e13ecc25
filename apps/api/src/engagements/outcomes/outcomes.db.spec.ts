import { writeXlsx } from 'hucre/xlsx';
import { approveCredit, recordContract } from '@yinqi/contracts/engagement-money';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { chooseOffer } from '@yinqi/contracts/offers';
import {
  decideOutcome,
  downloadFaultyOutcomes,
  getOutcomeBatch,
  listOutcomeRows,
  pasteOutcomes,
  recordOutcomes,
  uploadOutcomes,
  type OutcomeBatch,
  type OutcomeRow,
} from '@yinqi/contracts/outcomes';
import { makeUscc } from '@yinqi/domain/codes';
import { wan, type BankStaff } from '../../../test/support/bank-staff.js';
import { CaseWorld, type Applicant } from '../../../test/support/case-world.js';
import { readWorkbook } from '../../imports/workbooks.public.js';
import { PurgeOutcomesChore } from './purge-outcomes.chore.js';

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
const STRANGER = makeUscc('91320594', 'MAG74JX7');
const of = (seen: EngagementDetail) => ({ params: { id: seen.id }, version: seen.version });

describe('a bank’s list of loans', () => {
  let at: CaseWorld;
  let bank: BankStaff;

  beforeAll(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行甲');
  });
  afterAll(() => at.close());

  /** A case of 3200 万 approved and signed, and the code its enterprise has in the bank's books. */
  const contracted = async () => {
    const { applicant } = await at.pushed(bank);
    const offered = await at.offered(applicant, bank, 3200);
    await applicant.signatory(chooseOffer, {
      params: { id: applicant.requestId },
      body: { offerId: offered.offers[0]?.id ?? '' },
    });
    const steps = ['record_contact', 'start_due_diligence', 'submit_to_review'] as const;
    const reviewed = await at.steps(bank, await at.caseAt(applicant, bank), ...steps);
    at.installation.clock.advance(10_000);
    const approved = await bank.approver(approveCredit, {
      ...of(reviewed),
      body: {
        amountFen: wan(3200),
        annualRateBp: 305,
        revolving: false,
        validUntil: at.day(180),
        conditions: null,
      },
    });
    const seen = await bank.officer(recordContract, {
      ...of(approved),
      body: { contractNumber: `HT-${approved.id.slice(0, 8)}`, signedOn: at.day(0) },
    });
    const [row] = await at.installation.database.rows<{ uscc: string }>(
      'select uscc from enterprise where id = $1',
      [applicant.enterprise.id],
    );
    return { applicant, seen, uscc: row?.uscc ?? '' };
  };
  const line = (
    uscc: string,
    note: string,
    yuan: number,
    more: { balance?: number; on?: string } = {},
  ): string[] => [
    '示例企业',
    uscc,
    note,
    '',
    String(yuan),
    '3.05',
    more.on ?? at.day(0),
    at.day(365),
    more.balance === undefined ? '' : String(more.balance),
    more.balance === undefined ? '' : at.day(0),
  ];
  const csv = (...lines: readonly string[][]): Uint8Array<ArrayBuffer> =>
    new TextEncoder().encode([TITLES, ...lines].map((cells) => cells.join(',')).join('\r\n'));
  const upload = async (bytes: Uint8Array<ArrayBuffer>, fileName = '放款明细.csv'): Promise<OutcomeBatch> => {
    const { id } = await bank.officer(uploadOutcomes, { bytes, query: { fileName } });
    await at.installation.settled();
    return bank.officer(getOutcomeBatch, { params: { id } });
  };
  const rowsOf = async ({ id }: OutcomeBatch): Promise<OutcomeRow[]> =>
    (await bank.officer(listOutcomeRows, { params: { id }, query: {} })).items;
  const record = ({ id }: OutcomeBatch): Promise<OutcomeBatch> =>
    bank.officer(recordOutcomes, { params: { id } });
  const notesOf = async (applicant: Applicant) =>
    (await at.caseAt(applicant, bank)).disbursements.map(({ noteNumber, amountFen }) => [
      noteNumber,
      amountFen,
    ]);

  it('records what is sure, once, and leaves the rest to a person or to the clerk who wrote it', async () => {
    const { applicant, seen, uscc } = await contracted();
    const note = `JJ-${seen.id.slice(0, 6)}`;
    const bytes = csv(
      line(uscc, `${note}-1`, 20_000_000, { balance: 15_000_000 }),
      // 3200 万 − 2000 万 = 1200 万 left: 1300 万 is more than the approval has room for.
      line(uscc, `${note}-2`, 13_000_000),
      line(STRANGER, `${note}-3`, 1_000_000),
      line('91320594MAG74JX7XX', `${note}-4`, 1_000_000),
      line(uscc, `${note}-1`, 20_000_000),
    );
    const batch = await upload(bytes);
    expect(batch).toMatchObject({
      status: 'read',
      rowsRead: 5,
      counts: { sure: 1, doubtful: 1, unmatched: 1, faulty: 2, recorded: 0 },
    });
    const [sure, doubtful, , wrong, repeated] = await rowsOf(batch);
    expect(sure).toMatchObject({ state: 'sure', engagementId: seen.id, requestNumber: seen.requestNumber });
    expect(doubtful?.candidates).toMatchObject([{ engagementId: seen.id, doubts: ['above_rest'] }]);
    expect([wrong?.faults, repeated?.faults]).toMatchObject([
      [{ field: 'uscc', code: 'wrong_code' }],
      [{ field: 'noteNumber', code: 'repeats_row' }],
    ]);
    // Nothing of the bank's other customers is told to anybody, and nothing is recorded by reading.
    expect(await notesOf(applicant)).toEqual([]);

    const [one, other] = await Promise.all([record(batch), record(batch)]);
    expect([one.counts.recorded, other.counts.recorded]).toEqual([1, 1]);
    expect(await notesOf(applicant)).toEqual([[`${note}-1`, wan(2000)]]);
    const paid = await at.caseAt(applicant, bank);
    expect(paid).toMatchObject({
      status: 'partially_disbursed',
      disbursements: [{ balance: { outstandingFen: wan(1500) } }],
    });
    expect(await at.requestStatus(applicant)).toBe('partially_funded');

    // The same file opens the same batch; a later list knows the note and tells only what is owed on it now.
    expect((await upload(bytes, '再传一次.csv')).id).toBe(batch.id);
    at.installation.clock.advance(86_400_000);
    const officer = await at.installation.signIn(await at.world.account('bank', bank.bank.id, ['officer']));
    const later = await officer(pasteOutcomes, {
      body: {
        text: [TITLES, line(uscc, `${note}-1`, 20_000_000, { balance: 9_000_000, on: at.day(-1) })]
          .map((cells) => cells.join('\t'))
          .join('\n'),
      },
    });
    await at.installation.settled();
    const known = await officer(getOutcomeBatch, { params: { id: later.id } });
    expect(known).toMatchObject({ counts: { known: 1, sure: 0 }, balances: 1 });
    expect(await officer(recordOutcomes, { params: { id: later.id } })).toMatchObject({ balances: 0 });
    const [owed] = await at.installation.database.rows<{ owed: string }>(
      `select outstanding_fen as owed from balance_snapshot where engagement_id = $1 order by as_of desc limit 1`,
      [seen.id],
    );
    expect(owed?.owed).toBe(wan(900));
  });
});

describe('rows that a person decides', () => {
  let at: CaseWorld;
  let bank: BankStaff;

  beforeAll(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行乙');
  });
  afterAll(() => at.close());

  const approvedCase = async (): Promise<EngagementDetail> => {
    const { applicant } = await at.pushed(bank);
    const offered = await at.offered(applicant, bank, 3200);
    await applicant.signatory(chooseOffer, {
      params: { id: applicant.requestId },
      body: { offerId: offered.offers[0]?.id ?? '' },
    });
    const steps = ['record_contact', 'start_due_diligence', 'submit_to_review'] as const;
    const reviewed = await at.steps(bank, await at.caseAt(applicant, bank), ...steps);
    at.installation.clock.advance(10_000);
    return bank.approver(approveCredit, {
      ...of(reviewed),
      body: {
        amountFen: wan(3200),
        annualRateBp: 305,
        revolving: false,
        validUntil: at.day(180),
        conditions: null,
      },
    });
  };

  it('are confirmed for the case a person points to, or set aside; another office and another bank see none', async () => {
    const approved = await approvedCase();
    const book = await writeXlsx({
      sheets: [
        {
          name: '明细',
          rows: [
            ['放款明细表'],
            TITLES,
            ['示例企业', STRANGER, 'JJ-901', null, 33_000_000, 0.0305, at.day(0), at.day(365)],
            ['示例企业', STRANGER, 'JJ-902', null, 1_000_000, 0.0305, at.day(0), at.day(365)],
            ['示例企业', STRANGER, 'JJ-903', null, 0, 0.0305, at.day(0), at.day(365)],
          ],
        },
      ],
    });
    const { id } = await bank.officer(uploadOutcomes, {
      bytes: Uint8Array.from(book),
      query: { fileName: '放款.xlsx' },
    });
    await at.installation.settled();
    const batch = await bank.officer(getOutcomeBatch, { params: { id } });
    expect(batch).toMatchObject({ status: 'read', counts: { unmatched: 2, faulty: 1 } });

    const confirm = {
      params: { id, row: 3 },
      body: { decision: 'confirm' as const, engagementId: approved.id },
    };
    // Not signed yet: the case says so, and the row waits on.
    await expect(bank.officer(decideOutcome, confirm)).rejects.toMatchObject({ code: 'transition.refused' });
    await bank.officer(recordContract, {
      ...of(approved),
      body: { contractNumber: 'HT-901', signedOn: at.day(0) },
    });
    // A person says that it was really paid: more than the approval, never refused.
    const confirmed = await bank.officer(decideOutcome, confirm);
    expect(confirmed).toMatchObject({ state: 'recorded', engagementId: approved.id, refusal: null });
    await expect(bank.officer(decideOutcome, confirm)).rejects.toMatchObject({ code: 'import.not_ready' });
    const rejected = await bank.officer(decideOutcome, {
      params: { id, row: 4 },
      body: { decision: 'reject', note: '与平台无关的贷款' },
    });
    expect(rejected).toMatchObject({ state: 'rejected', note: '与平台无关的贷款' });

    const file = await bank.officer(downloadFaultyOutcomes, { params: { id } });
    for await (const sheet of readWorkbook(file)) {
      const texts = sheet.top.flatMap(({ cells }) =>
        cells.map((cell) => (cell.kind === 'text' ? cell.text : '')),
      );
      expect(texts).toEqual(expect.arrayContaining(['错误说明', '放款金额“0”应大于零']));
    }

    const branch = await at.world.branch(bank.bank, '320500');
    const elsewhere = await at.installation.signIn(await at.world.account('bank', branch.id, ['officer']));
    await expect(elsewhere(getOutcomeBatch, { params: { id } })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
    await expect(bank.approver(getOutcomeBatch, { params: { id } })).rejects.toMatchObject({
      code: 'permission.denied',
    });
  });

  it.each([
    ['import.no_header', '客户名称\t金额\n示例\t1'],
    ['import.empty', TITLES.join('\t')],
  ])('refuses whole with %s', async (refusal, text) => {
    const { id } = await bank.officer(pasteOutcomes, { body: { text } });
    await at.installation.settled();
    expect(await bank.officer(getOutcomeBatch, { params: { id } })).toMatchObject({
      status: 'refused',
      refusal,
    });
  });

  it('is kept for a month where it belongs to no case, and its number after that', async () => {
    const text = [
      TITLES,
      ['某某商贸', STRANGER, 'JJ-STRANGER', '', '100', '3.5', at.day(-3), at.day(360), '', ''],
    ]
      .map((cells) => cells.join('\t'))
      .join('\n');
    const { id } = await bank.officer(pasteOutcomes, { body: { text } });
    await at.installation.settled();
    const seen = async () => {
      const { counts, purgedRows, rowsRead } = await bank.officer(getOutcomeBatch, { params: { id } });
      const { items } = await bank.officer(listOutcomeRows, { params: { id }, query: {} });
      return { unmatched: counts.unmatched, purgedRows, rowsRead, rows: items.length };
    };
    await at.installation.chore(PurgeOutcomesChore);
    expect(await seen()).toEqual({ unmatched: 1, purgedRows: 0, rowsRead: 1, rows: 1 });
    // The last of this file: whoever is signed in is signed out by then.
    at.installation.clock.advance(31 * 86_400_000);
    await at.installation.chore(PurgeOutcomesChore);
    Object.assign(bank, {
      officer: await at.installation.signIn(await at.world.account('bank', bank.bank.id, ['officer'])),
    });
    expect(await seen()).toEqual({ unmatched: 0, purgedRows: 1, rowsRead: 1, rows: 0 });
  });
});
