import type { Page } from 'playwright-core';
import { stepEngagement } from '@yinqi/contracts/engagement-commands';
import { decideAllotment, openQuota, proposeAllotment } from '@yinqi/contracts/allotments';
import type { BankStaff } from '../../api/test/support/bank-staff.js';
import { wan } from '../../api/test/support/bank-staff.js';
import { CaseWorld, type Applicant } from '../../api/test/support/case-world.js';
import type { Account } from '../../api/test/support/world.js';
import { facilityIdOf } from '../../api/src/seed/facilities.seed.js';
import { behindDatabase, fill, openPage, press, rowOf, shown, UNDO_OVER_MS } from './support/hands.js';
import { ServedInstallation, WEB_DIST, type Reader } from './support/served-installation.js';
import { settle } from './tour.mjs';

const TOOL = 'EXIM-FOREIGN-TRADE';
const CHOSEN = '示例江海银行';
const OTHER = '示例瓯越银行';
const LIMIT_MS = 90_000;

describe('quota, from the allotment to the loan', () => {
  let at: CaseWorld;
  let served: ServedInstallation;
  let chosen: BankStaff;
  let other: BankStaff;
  let applicant: Applicant;
  let casePath: string;
  let proposer: Reader;
  let colleague: Reader;
  let officer: Reader;
  const readers: Reader[] = [];

  const seat = async (account: Account): Promise<Reader> => {
    const reader = await served.reader({ account });
    readers.push(reader);
    return reader;
  };
  const open = (reader: Reader, path: string): Promise<Page> => openPage(served, reader, path);
  /** What the bank reads of its quota, in 万元: limit, allotted on, in process, used, left. */
  const quotaOf = async (reader: Reader): Promise<string[]> => {
    const page = await open(reader, '/quota');
    const cells = await rowOf(page, CHOSEN).getByRole('cell').allTextContents();
    return cells.slice(1, 6);
  };

  beforeAll(async () => {
    at = await CaseWorld.open(behindDatabase(), { webDir: WEB_DIST });
    served = await ServedInstallation.before(at.installation);
    const { world, installation } = at;
    const holder = await world.institution('facility_administrator');
    await world.entrust(TOOL, holder);
    // Banks of the test world are no policy banks; whom a tool is for is not the matter here.
    await world.insert(
      `update facility set lender_bank_types = '{}', borrower = '{"all": []}', version = version + 1 where code = $1`,
      [TOOL],
    );
    const people = [
      await world.account('facility_administrator', holder, ['facility_officer']),
      await world.account('facility_administrator', holder, ['facility_officer']),
    ] as const;
    const [first, second] = [await installation.signIn(people[0]), await installation.signIn(people[1])];
    const root = await first(openQuota, {
      params: { id: facilityIdOf(TOOL) },
      body: { basis: 'FLOW', secondPersonFromFen: wan(10_000) },
    });
    const total = await first(proposeAllotment, {
      body: {
        kind: 'adjust',
        poolId: root.id,
        limitFen: wan(1_000_000),
        reason: '年度总额度',
        documentNumber: null,
        effectiveOn: at.day(0),
      },
    });
    await second(decideAllotment, {
      params: { id: total.id },
      version: total.version,
      body: { act: 'approve', note: null },
    });
    chosen = await at.bank(CHOSEN, 100_000, TOOL);
    other = await at.bank(OTHER);
    proposer = await seat(people[0]);
    colleague = await seat(people[1]);
    officer = await seat(chosen.officerAccount);
  }, LIMIT_MS);
  afterAll(async () => {
    await at.world.close();
    await served.close();
  });
  afterEach(() => {
    expect(readers.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it(
    'is allotted to a bank by one person and posted by another',
    async () => {
      const page = await open(proposer, '/quota');
      await page.getByRole('rowheader').getByRole('link').first().click();
      await settle(page);
      await page.getByRole('link', { name: '分配或调整' }).click();
      await settle(page);
      await page.getByLabel('分给', { exact: true }).selectOption({ label: '另一家银行……' });
      await page.getByRole('combobox', { name: '银行' }).fill(CHOSEN);
      await page.getByRole('option', { name: CHOSEN }).click();
      await fill(page, '金额', '2亿');
      await fill(page, '理由', '支持外贸企业年末用款');
      await press(page, '下一步：核对');
      await press(page, '提交复核');
      await shown(page, '您提出的分配要由本单位另一人复核。在此之前可以撤回。');
      expect(await page.getByRole('button', { name: '同意入账' }).count()).toBe(0);

      const review = await open(colleague, '/quota');
      await review.getByRole('link', { name: '去复核' }).click();
      await review.getByRole('link', { name: '分给下级' }).click();
      await press(review, '同意入账');
      await shown(review, /复核，入账不可更改。$/);

      expect(await quotaOf(officer)).toEqual(['20,000', '—', '0', '0', '20,000']);
    },
    LIMIT_MS,
  );

  it(
    'is held by the choice of one of two offers',
    async () => {
      applicant = await at.applicant();
      await at.push(applicant, chosen, other);
      const mine = await at.offered(applicant, chosen, 3_200, { annualRateBp: 305 });
      await at.offered(applicant, other, 3_200, { annualRateBp: 345 });
      casePath = `/cases/${mine.id}`;

      const signatory = await seat(
        await at.world.account('enterprise', applicant.enterprise.id, ['signatory']),
      );
      const page = await open(signatory, `/requests/${applicant.requestId}`);
      const comparison = page.getByRole('table').filter({ hasText: '综合年化成本' });
      expect(await comparison.getByRole('columnheader').allTextContents()).toEqual([CHOSEN, OTHER]);
      await comparison.getByText('3.05% 最低').first().waitFor();
      await press(page, `选定此报价：${CHOSEN}`);
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(OTHER).check({ force: true });
      await press(dialog, '确认选定');
      await shown(page, `已选定${CHOSEN}的报价`);
      await at.installation.settled();

      expect(await quotaOf(officer)).toEqual(['20,000', '—', '3,200', '0', '16,800']);
    },
    LIMIT_MS,
  );

  it(
    'is used by the loan, and every figure opens its entries',
    async () => {
      let seen = await at.caseAt(applicant, chosen);
      for (const step of ['record_contact', 'start_due_diligence', 'submit_to_review'] as const) {
        seen = await chosen.officer(stepEngagement, {
          params: { id: seen.id },
          version: seen.version,
          body: { step },
        });
      }
      at.installation.clock.advance(UNDO_OVER_MS);

      const credit = await open(await seat(chosen.approverAccount), casePath);
      await press(credit, '批准授信…');
      await fill(credit.getByRole('dialog'), '授信有效至', at.day(300));
      await press(credit.getByRole('dialog'), '批准授信');
      await shown(credit, '授信已登记');

      const page = await open(officer, casePath);
      await press(page, '登记签约…');
      await fill(page.getByRole('dialog'), '合同编号', 'JH-0001');
      await fill(page.getByRole('dialog'), '签订日期', at.day(0));
      await press(page.getByRole('dialog'), '登记签约');
      await shown(page, '签约已登记');
      await press(page, '登记放款…');
      const dialog = page.getByRole('dialog');
      await fill(dialog, '借据号', 'JJ-0001');
      await fill(dialog, '放款金额', '3200万');
      await fill(dialog, '放款日期', at.day(0));
      await fill(dialog, '到期日期', at.day(365));
      await press(dialog, '登记放款');
      await dialog.waitFor({ state: 'detached' });
      await shown(page, 'JJ-0001');
      await at.installation.settled();

      expect(await quotaOf(officer)).toEqual(['20,000', '—', '0', '3,200', '16,800']);
      await rowOf(page, CHOSEN).getByRole('link', { name: '3,200' }).click();
      await settle(page);
      await shown(page, '放款回报');
    },
    LIMIT_MS,
  );
});
