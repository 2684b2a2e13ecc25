import type { Page } from 'playwright-core';
import { DECLINE_REASONS } from '@yinqi/domain/lifecycle';
import { DEFAULT_LADDER, stepInstant } from '@yinqi/domain/supervision';
import { makeCalendar, publishedHolidayYears } from '@yinqi/domain/calendar';
import { ClimbLaddersChore } from '../../api/src/supervision/climb-ladders.chore.js';
import type { BankStaff } from '../../api/test/support/bank-staff.js';
import { CaseWorld } from '../../api/test/support/case-world.js';
import type { Account } from '../../api/test/support/world.js';
import { behindDatabase, fill, openPage, press, rowOf, shown, UNDO_OVER_MS } from './support/hands.js';
import { ServedInstallation, WEB_DIST, type Reader } from './support/served-installation.js';
import { settle } from './tour.mjs';

const BANK = '示例江海银行';
const LIMIT_MS = 90_000;
/** The yellow letter of the default ladder: a working day after the limit. */
const YELLOW = 3;

describe('a bank that refuses, and a bank that is late', () => {
  let at: CaseWorld;
  let served: ServedInstallation;
  let bank: BankStaff;
  const readers: Reader[] = [];

  const seat = async (account: Account): Promise<Reader> => {
    const reader = await served.reader({ account });
    readers.push(reader);
    return reader;
  };
  const open = (reader: Reader, path: string): Promise<Page> => openPage(served, reader, path);

  beforeAll(async () => {
    at = await CaseWorld.open(behindDatabase(), { webDir: WEB_DIST });
    served = await ServedInstallation.before(at.installation);
    bank = await at.bank(BANK);
  }, LIMIT_MS);
  afterAll(async () => {
    await at.world.close();
    await served.close();
  });
  afterEach(() => {
    expect(readers.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it(
    'declined with a reason that can be repaired: tasks, a second look by somebody else, an offer',
    async () => {
      const { applicant, seen } = await at.pushed(bank);
      const requestPath = `/requests/${applicant.requestId}`;
      const casePath = `/cases/${seen.id}`;

      const decliner = await seat(bank.officerAccount);
      const desk = await open(decliner, casePath);
      await press(desk, /^婉拒/);
      await press(desk.getByRole('dialog'), DECLINE_REASONS.LEVERAGE.zh);
      await fill(
        desk.getByRole('dialog'),
        `${DECLINE_REASONS.LEVERAGE.zh}：具体情况`,
        '资产负债率连续两年高于 80%。',
      );
      await press(desk.getByRole('dialog'), '确认婉拒');
      await desk.getByRole('dialog').waitFor({ state: 'detached' });
      await shown(desk, '婉拒原因');
      at.installation.clock.advance(UNDO_OVER_MS);
      await at.installation.settled();

      const signatory = await seat(
        await at.world.account('enterprise', applicant.enterprise.id, ['signatory', 'finance']),
      );
      const own = await open(signatory, requestPath);
      await press(own, '开始补强');
      await shown(own, '补强事项');
      at.installation.clock.advance(UNDO_OVER_MS);
      await fill(own, '完成情况与依据', '已增资 2,000 万元，股东决议与验资报告已交。');
      await press(own, '标为完成');
      await shown(own, '已全部完成，可以再次推送');
      await press(own, '再次推送该银行');
      await shown(own, `已再次推送给${BANK}`);
      await at.installation.settled();

      // Who declined is told that it is a colleague's, and has nothing to press.
      await open(decliner, casePath);
      await shown(desk, /^再次推送的办件须由/);
      expect(await desk.getByRole('button', { name: /^受理/ }).count()).toBe(0);

      const colleague = await seat(await at.world.account('bank', bank.bank.id, ['officer']));
      const other = await open(colleague, '/queue');
      await rowOf(other, applicant.enterprise.name).click();
      await other.getByRole('link', { name: '打开办件' }).click();
      await settle(other);
      await press(other, /^受理/);
      await other.getByRole('button', { name: /^受理/ }).waitFor({ state: 'detached' });
      at.installation.clock.advance(UNDO_OVER_MS);
      await press(other, '报价…');
      await fill(other.getByRole('dialog'), '年利率', '3.45');
      await fill(other.getByRole('dialog'), '报价有效至', at.day(20));
      await press(other.getByRole('dialog'), '核对报价');
      await press(other.getByRole('dialog'), '发送报价');
      await shown(other, '报价已发给企业');

      await open(signatory, requestPath);
      await own.getByRole('button', { name: `选定此报价：${BANK}` }).waitFor();
    },
    LIMIT_MS,
  );

  it(
    'late with the first contact: a letter is drafted, signed by a person, received, answered and closed',
    async () => {
      const { seen } = await at.pushed(bank);
      const { dueAt, requestNumber } = await at.accept(bank, seen);
      const step = DEFAULT_LADDER[YELLOW];
      if (step === undefined || dueAt === null) throw new RangeError('nothing is due');
      const instant = stepInstant(step, Date.parse(dueAt), makeCalendar(publishedHolidayYears()));
      at.installation.clock.advance(instant - at.installation.clock.now().getTime());
      await at.installation.chore(ClimbLaddersChore);

      const clerk = await seat(await at.world.bureauOfficer('320000'));
      const desk = await open(clerk, '/supervision');
      await rowOf(desk, requestNumber).getByRole('link', { name: '待签发' }).click();
      await settle(desk);
      const letterPath = new URL(desk.url()).pathname;

      // Sessions end over night: the officer comes in anew.
      const officer = await seat(bank.officerAccount);
      const inbox = await open(officer, '/letters');
      await shown(inbox, '没有督办单');

      await press(desk, '签发');
      await press(desk.getByRole('dialog'), '签发');
      await desk.getByRole('dialog').waitFor({ state: 'detached' });
      await shown(desk, /签发于/);

      await open(officer, '/letters');
      await inbox.getByRole('link', { name: /^DB-/ }).click();
      await settle(inbox);
      await press(inbox, '签收');
      await inbox.getByRole('button', { name: '签收' }).waitFor({ state: 'detached' });
      await press(inbox, '回复');
      await fill(inbox.getByRole('dialog'), '办理情况', '已与企业财务负责人通话，本周内上门。');
      await press(inbox.getByRole('dialog'), '回复');
      await inbox.getByRole('dialog').waitFor({ state: 'detached' });
      await shown(inbox, '已回复');

      await open(clerk, letterPath);
      await shown(desk, '已与企业财务负责人通话，本周内上门。');
      await press(desk, '办结');
      await fill(desk.getByRole('dialog'), '办结依据', '已核对通话记录。');
      await press(desk.getByRole('dialog'), '办结');
      await desk.getByRole('dialog').waitFor({ state: 'detached' });
      await shown(desk, '已办结');
    },
    LIMIT_MS,
  );
});
