import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { BankStaff, jiangsuRule } from '../../api/test/support/bank-staff.js';
import { World, type Account } from '../../api/test/support/world.js';
import { behindDatabase, fill, openPage, press, rowOf, UNDO_OVER_MS } from './support/hands.js';
import { ServedInstallation, type Reader } from './support/served-installation.js';
import { settle } from './tour.mjs';

const SURVEY = fileURLToPath(new URL('../../api/src/imports/fixtures/survey-sample.xlsx', import.meta.url));
const NOW = behindDatabase();
/** Row 78 of the sheet: 1.5亿元 for a year, 设备更新, secured by receivables. */
const PROTAGONIST = '示例栖川自动化（泰州）有限公司';
const STEP_LIMIT_MS = 90_000;

const dayAfter = (days: number): string =>
  new Date(NOW.getTime() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

describe('the main job, over the pages of each side', () => {
  let served: ServedInstallation;
  let world: World;
  let chosenBank: BankStaff;
  let otherBank: BankStaff;
  let clerk: Reader;
  let requestAddress: string;
  let signatory: Reader;
  const readers: Reader[] = [];

  const seat = async (account: Account): Promise<Reader> => {
    const reader = await served.reader({ account });
    readers.push(reader);
    return reader;
  };
  const open = (reader: Reader, path: string): Promise<Page> => openPage(served, reader, path);

  beforeAll(async () => {
    served = await ServedInstallation.open({ now: NOW });
    const { installation } = served;
    world = await World.open(installation.database);
    await world.facilities();
    chosenBank = await BankStaff.hire(world, installation.signIn, '示例江海银行');
    otherBank = await BankStaff.hire(world, installation.signIn, '示例瓯越银行');
    await chosenBank.publish({ code: 'JH', name: '设备更新贷', rule: jiangsuRule(500, 20_000) });
    await otherBank.publish({ code: 'OY', name: '外企通', rule: jiangsuRule(100, 50_000) });
    await installation.settled();
    clerk = await seat(await world.bureauOfficer('320000'));
  }, STEP_LIMIT_MS);
  afterAll(async () => {
    await world.close();
    await served.close();
  });
  afterEach(() => {
    expect(readers.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it(
    'bureau: reads a workbook, mends a cell, registers the rows and verifies a request',
    async () => {
      const page = await open(clerk, '/imports');
      await page.locator('input[type=file]').setInputFiles(SURVEY);
      await page.getByRole('button', { name: '登记 102 行' }).waitFor();
      await press(page, '修改第 22 行的融资需求金额');
      await page.keyboard.type('3200万');
      await page.keyboard.press('Enter');
      await press(page, '登记 103 行');
      await press(page.getByRole('dialog'), '登记 103 笔需求');
      await page.getByText('已登记 103 笔需求').first().waitFor();
      await served.installation.settled();

      await open(clerk, `/requests?q=${encodeURIComponent(PROTAGONIST)}`);
      await rowOf(page, PROTAGONIST).click();
      await press(page, '核验通过');
      await page.getByText('已核验，可以推荐银行').first().waitFor();
      requestAddress = new URL(page.url()).pathname;
      await served.installation.settled();
    },
    STEP_LIMIT_MS,
  );

  it(
    'enterprise: reads why products fit and authorises two banks',
    async () => {
      const id = requestAddress.split('/').at(-1) ?? '';
      const [row] = await served.installation.database.rows<{ enterprise_id: string }>(
        'select enterprise_id from financing_request where id = $1',
        [id],
      );
      signatory = await seat(await world.account('enterprise', row?.enterprise_id ?? '', ['signatory']));
      const page = await open(signatory, '/home');
      await page
        .getByRole('link', { name: /1\.5 亿元|15,000 万元/ })
        .first()
        .click();
      await press(page, '加入推送：示例江海银行的设备更新贷');
      await press(page, '加入推送：示例瓯越银行的外企通');
      await press(page, '授权并推送…');
      await press(page.getByRole('dialog'), '同意授权并推送给 2 家银行');
      await page.getByText('已推送给 2 家银行').first().waitFor();
      await served.installation.settled();
    },
    STEP_LIMIT_MS,
  );

  it.each([
    ['示例江海银行', '3.45'],
    ['示例瓯越银行', '3.8'],
  ])(
    'bank: %s takes the case up from its queue and offers %s %%',
    async (name, rate) => {
      const staff = name === chosenBank.bank.name ? chosenBank : otherBank;
      const officer = await seat(staff.officerAccount);
      const page = await open(officer, '/queue');
      await rowOf(page, PROTAGONIST).click();
      await page.getByRole('link', { name: '打开办件' }).click();
      await settle(page);
      for (const act of ['受理', '登记首次联系', '开始尽调']) {
        await press(page, new RegExp(`^${act}`));
        served.installation.clock.advance(UNDO_OVER_MS);
        await page.getByRole('button', { name: new RegExp(`^${act}`) }).waitFor({ state: 'detached' });
      }
      await press(page, '报价…');
      const dialog = page.getByRole('dialog');
      await fill(dialog, '年利率', rate);
      await fill(dialog, '报价有效至', dayAfter(20));
      await press(dialog, '核对报价');
      await press(dialog, '发送报价');
      await page.getByText('报价已发给企业').first().waitFor();
    },
    STEP_LIMIT_MS,
  );

  it(
    'enterprise: compares the offers and chooses one',
    async () => {
      const page = await open(signatory, requestAddress);
      await press(page, '选定此报价：示例江海银行');
      await press(page.getByRole('dialog'), '确认选定');
      await page.getByText('已选定示例江海银行').first().waitFor();
    },
    STEP_LIMIT_MS,
  );

  it(
    'bank: approves, signs and reports two disbursements',
    async () => {
      const officer = await seat(chosenBank.officerAccount);
      const page = await open(officer, '/queue/judging');
      await rowOf(page, PROTAGONIST).click();
      await page.getByRole('link', { name: '打开办件' }).click();
      await settle(page);
      await press(page, /^提交审批/);
      await page.getByRole('button', { name: /^提交审批/ }).waitFor({ state: 'detached' });
      served.installation.clock.advance(UNDO_OVER_MS);

      const approver = await seat(chosenBank.approverAccount);
      const credit = await open(approver, new URL(page.url()).pathname);
      await press(credit, '批准授信…');
      await fill(credit.getByRole('dialog'), '授信有效至', dayAfter(300));
      await press(credit.getByRole('dialog'), '批准授信');
      await credit.getByText('授信已登记').first().waitFor();

      await page.reload();
      await press(page, '登记签约…');
      await fill(page.getByRole('dialog'), '合同编号', 'JH-2027-0001');
      await fill(page.getByRole('dialog'), '签订日期', dayAfter(0));
      await press(page.getByRole('dialog'), '登记签约');
      await page.getByText('签约已登记').first().waitFor();
      for (const [note, amount] of [
        ['JJ-0001', '9000万'],
        ['JJ-0002', '6000万'],
      ] as const) {
        await press(page, '登记放款…');
        const dialog = page.getByRole('dialog');
        await fill(dialog, '借据号', note);
        await fill(dialog, '放款金额', amount);
        await fill(dialog, '放款日期', dayAfter(0));
        await fill(dialog, '到期日期', dayAfter(365));
        await press(dialog, '登记放款');
        await dialog.waitFor({ state: 'detached' });
        await page.getByText(note).first().waitFor();
      }
      await served.installation.settled();
    },
    STEP_LIMIT_MS,
  );

  it(
    'bureau: reads the funnel, and finds the request behind the number of disbursements',
    async () => {
      const page = await open(clerk, '/overview');
      const stage = (name: string): Locator =>
        page
          .getByRole('figure', { name: '对接进程' })
          .getByRole('listitem')
          .filter({ hasText: name })
          .getByRole('link')
          .first();
      expect(await stage('登记').textContent()).toBe('103');
      expect(await stage('放款').textContent()).toBe('1');
      await stage('放款').click();
      await rowOf(page, PROTAGONIST).waitFor();
      expect(await page.getByRole('row').filter({ hasText: /示例/ }).count()).toBe(1);
    },
    STEP_LIMIT_MS,
  );
});
