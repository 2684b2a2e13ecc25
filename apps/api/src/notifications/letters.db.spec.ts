import type { Call } from '@yinqi/contracts/client';
import {
  confirmMailAddress,
  getNoticeSettings,
  saveNoticeSettings,
  setMailAddress,
  type NoticeSettings,
} from '@yinqi/contracts/notifications';
import type { BankStaff } from '../../test/support/bank-staff.js';
import { CaseWorld, type Applicant } from '../../test/support/case-world.js';
import { eventually } from '../../test/support/eventually.js';
import { PostOffice } from '../../test/support/post-office.js';
import { MailDigestsChore } from './notifications.public.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const at = (office: PostOffice, address: string) => office.to(address).map(({ subject }) => subject);

describe('letters', () => {
  let world: CaseWorld;
  let office: PostOffice;
  let bank: BankStaff;
  let count = 0;

  beforeAll(async () => {
    office = await PostOffice.open();
    world = await CaseWorld.open(undefined, { smtpUrl: office.url });
    bank = await world.bank('示例银行甲');
  });
  afterAll(async () => {
    await world.close();
    await office.close();
  });

  const codeSentTo = (address: string): string =>
    /\d{6}/.exec(office.to(address).at(-1)?.text ?? '')?.[0] ?? '';

  const register = async (call: Call, address: string): Promise<NoticeSettings> => {
    await call(setMailAddress, { body: { address } });
    await world.installation.settled();
    return call(confirmMailAddress, { body: { code: codeSentTo(address) } });
  };

  const choose = async (call: Call, choices: Partial<Pick<NoticeSettings, 'paces' | 'quiet' | 'muted'>>) => {
    const { muted, paces, quiet } = await call(getNoticeSettings, {});
    await call(saveNoticeSettings, { body: { muted, paces, quiet, ...choices } });
  };

  /** An applicant whose finance manager has confirmed an address. */
  const reader = async (): Promise<{ applicant: Applicant; address: string }> => {
    const applicant = await world.applicant();
    count += 1;
    const address = `finance${count}@example.com`;
    await register(applicant.finance, address);
    return { applicant, address };
  };

  it('go nowhere before the address is shown to be the reader’s own', async () => {
    const applicant = await world.applicant();
    const address = 'typo@example.com';
    await applicant.finance(setMailAddress, { body: { address } });
    await world.push(applicant, bank);
    await world.decline(bank, await world.caseAt(applicant, bank));
    await world.installation.settled();
    expect(at(office, address)).toEqual(['银企桥 邮箱验证码']);
    await expect(applicant.finance(confirmMailAddress, { body: { code: '000000' } })).rejects.toMatchObject({
      code: 'notice.code_wrong',
    });
    const settings = await applicant.finance(confirmMailAddress, { body: { code: codeSentTo(address) } });
    expect(settings.mail).toEqual({ isOn: true, address, isConfirmed: true });
    // The code is not kept once it has been sent.
    expect(
      await world.installation.database.rows('select 1 from notice_mail where code is not null'),
    ).toEqual([]);
  });

  it('leave a code nobody can guess: five tries, half an hour, five codes an hour', async () => {
    const { finance } = await world.applicant();
    const address = 'guess@example.com';
    const wrong = { code: 'notice.code_wrong' };
    await finance(setMailAddress, { body: { address } });
    await world.installation.settled();
    const code = codeSentTo(address);
    const other = code === '111111' ? '222222' : '111111';
    for (let tried = 0; tried < 5; tried += 1) {
      await expect(finance(confirmMailAddress, { body: { code: other } })).rejects.toMatchObject(wrong);
    }
    await expect(finance(confirmMailAddress, { body: { code } })).rejects.toMatchObject(wrong);
    for (let sent = 1; sent < 5; sent += 1) await finance(setMailAddress, { body: { address } });
    await expect(finance(setMailAddress, { body: { address } })).rejects.toMatchObject({
      code: 'notice.too_many_codes',
    });
    await world.installation.settled();
    world.installation.clock.advance(HOUR_MS / 2);
    await expect(finance(confirmMailAddress, { body: { code: codeSentTo(address) } })).rejects.toMatchObject(
      wrong,
    );
  });

  it('tell at once what cannot wait: one sentence, the number of the request, never a reason', async () => {
    const { applicant, address } = await reader();
    await world.push(applicant, bank);
    await world.decline(bank, await world.caseAt(applicant, bank));
    await world.installation.settled();
    const letter = office.to(address).find(({ subject }) => subject.includes('已婉拒'));
    expect(letter?.subject).toMatch(/^银企桥 XQ-\S+ 示例银行甲已婉拒，原因和接下来可做的事见详情$/);
    expect(letter?.text).toContain('示例银行甲已婉拒，原因和接下来可做的事见详情');
    expect(letter?.text).not.toContain('资产负债率');
    expect(new Set(office.letters.map(({ id }) => id)).size).toBe(office.letters.length);
  });

  it('wait until the quiet hours are over', async () => {
    const { applicant, address } = await reader();
    // Half past nine in Beijing lies within them.
    await choose(applicant.finance, { quiet: { from: 0, until: 23 } });
    const before = office.to(address).length;
    await world.push(applicant, bank);
    await world.decline(bank, await world.caseAt(applicant, bank));
    await world.installation.settled();
    const held = await world.installation.database.rows<{ until: string }>(
      `select (available_at at time zone 'Asia/Shanghai')::time::text as until from outbox_event
       where topic = 'notice.mail-due' order by created_at desc limit 1`,
    );
    expect(held).toEqual([{ until: '23:00:00' }]);
    // The clock of the tests stands behind the database, for which eleven at night has passed already or is to come.
    await world.installation.database.rows(
      `update outbox_event set available_at = now() where dispatched_at is null`,
    );
    await world.installation.settled();
    expect(office.to(address).length).toBeGreaterThan(before);
  });

  it('are tried again when the server refuses, and sent once', async () => {
    const { applicant, address } = await reader();
    const before = office.to(address).length;
    office.isRefusing = true;
    await world.push(applicant, bank);
    await world.decline(bank, await world.caseAt(applicant, bank));
    await eventually('a refusal', () => Promise.resolve(office.refused > 0 ? true : undefined));
    office.isRefusing = false;
    await world.installation.settled();
    const declined = office.to(address).slice(before);
    expect(declined.filter(({ subject }) => subject.includes('已婉拒'))).toHaveLength(1);
  });

  it('come once a day as a digest of what is unread, however often the chore runs', async () => {
    const { applicant, address } = await reader();
    const daily = {
      to_do: 'daily',
      outcome: 'daily',
      progress: 'daily',
      deadline: 'daily',
      consent: 'never',
    } as const;
    await choose(applicant.finance, { paces: daily });
    const before = office.to(address).length;
    await world.push(applicant, bank);
    await world.decline(bank, await world.caseAt(applicant, bank));
    await world.installation.settled();
    expect(office.to(address)).toHaveLength(before);
    for (let run = 0; run < 2; run += 1) {
      await world.installation.chore(MailDigestsChore);
      await world.installation.settled();
    }
    const [digest, ...more] = office.to(address).slice(before);
    expect(more).toEqual([]);
    // Verified, products found; then declined, and products found again.
    expect(digest?.subject).toBe('银企桥 今日消息 4 条');
    expect(digest?.text).toContain('示例银行甲已婉拒，原因和接下来可做的事见详情');
    world.installation.clock.advance(DAY_MS);
    await world.installation.chore(MailDigestsChore);
    await world.installation.settled();
    // Nothing was told since: no empty digest.
    expect(office.to(address)).toHaveLength(before + 1);
  });
});

describe('without a mail server', () => {
  it('says so, and takes no address', async () => {
    const world = await CaseWorld.open();
    try {
      const { finance } = await world.applicant();
      expect((await finance(getNoticeSettings, {})).mail).toEqual({
        isOn: false,
        address: null,
        isConfirmed: false,
      });
      await expect(
        finance(setMailAddress, { body: { address: 'finance@example.com' } }),
      ).rejects.toMatchObject({ code: 'notice.mail_off' });
    } finally {
      await world.close();
    }
  });
});
