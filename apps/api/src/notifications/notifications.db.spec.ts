import type { Call } from '@yinqi/contracts/client';
import { acceptEngagement, undoEngagement } from '@yinqi/contracts/engagement-commands';
import {
  countNotices,
  getNoticeSettings,
  listNotices,
  readNotices,
  saveNoticeSettings,
  type NoticeGroup,
} from '@yinqi/contracts/notifications';
import { chooseOffer } from '@yinqi/contracts/offers';
import { returnFinancingRequest } from '@yinqi/contracts/request-decisions';
import { getFinancingRequest } from '@yinqi/contracts/financing-requests';
import type { BankStaff } from '../../test/support/bank-staff.js';
import { CaseWorld, type Applicant } from '../../test/support/case-world.js';
import { PurgeNoticesChore } from './notifications.public.js';

const DAY_MS = 86_400_000;
/** Between two tests the clock moves on, as it would between two acts of people. */
const MINUTE_MS = 60_000;

const groupsOf = async (call: Call, query: { kind?: ['outcome']; unread?: 'true' } = {}) =>
  (await call(listNotices, { query })).items;
const textsOf = (groups: readonly NoticeGroup[]): string[] =>
  groups.flatMap(({ notices }) => notices.map(({ text }) => text.zh));

describe('messages', () => {
  let at: CaseWorld;
  let bank: BankStaff;

  const told = async (call: Call): Promise<string[]> => {
    await at.installation.settled();
    return textsOf(await groupsOf(call));
  };
  const toldOf = async (call: Call, recordId: string): Promise<string[]> => {
    await at.installation.settled();
    return textsOf((await groupsOf(call)).filter(({ record }) => record.id === recordId));
  };
  const readAll = async (call: Call): Promise<void> => {
    await at.installation.settled();
    const { asOf } = await call(listNotices, { query: {} });
    await call(readNotices, { body: { through: asOf } });
  };

  beforeAll(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行甲');
  });
  beforeEach(() => at.installation.clock.advance(MINUTE_MS));
  afterAll(() => at.close());

  it('tell the bureau of a submission and the enterprise of what became of it, and nobody of their own act', async () => {
    const applicant = await at.applicant({ verified: false });
    expect(await toldOf(at.bureau, applicant.requestId)).toEqual([
      `${applicant.enterprise.name}提交了融资需求，请核验`,
    ]);
    expect(await told(applicant.finance)).toEqual([]);
    const { version } = await at.bureau(getFinancingRequest, { params: { id: applicant.requestId } });
    await at.bureau(returnFinancingRequest, {
      params: { id: applicant.requestId },
      version,
      body: { items: [{ field: 'purpose', text: '请写明用途' }] },
    });
    const [group] = await at.installation.settled().then(() => groupsOf(applicant.finance));
    expect(group).toMatchObject({
      record: { kind: 'financing_request', id: applicant.requestId },
      enterpriseName: null,
      act: { code: 'correct', label: { zh: '去修改', en: 'Correct it' } },
      unread: 1,
    });
    expect(group?.notices.map(({ text }) => text.en)).toEqual([
      'The request was returned: correct it and submit again',
    ]);
    // What the bureau did itself is no message to it.
    expect(await toldOf(at.bureau, applicant.requestId)).toHaveLength(1);
  });

  it('go to the officer who has the case, and to the office while nobody has', async () => {
    const colleague = await at.installation.signIn(await at.world.account('bank', bank.bank.id, ['officer']));
    const { applicant, seen } = await at.pushed(bank);
    const arrived = ['收到一笔新的融资需求，请受理或婉拒'];
    expect(await toldOf(bank.officer, seen.id)).toEqual(arrived);
    expect(await toldOf(colleague, seen.id)).toEqual(arrived);
    const offered = await at.offer(bank, await at.accept(bank, seen), 3200);
    await applicant.signatory(chooseOffer, {
      params: { id: applicant.requestId },
      body: { offerId: offered.offers[0]?.id ?? '' },
    });
    expect((await toldOf(bank.officer, seen.id))[0]).toBe('企业选择了本行报价，请完成授信审批');
    expect(await toldOf(colleague, seen.id)).toEqual(arrived);
  });

  it('name no other bank to a bank and no reason to anybody', async () => {
    const other = await at.bank('示例银行乙');
    const applicant = await at.applicant();
    await at.push(applicant, bank, other);
    await at.decline(bank, await at.caseAt(applicant, bank));
    await at.installation.settled();
    const everything = JSON.stringify([
      await groupsOf(applicant.finance),
      await groupsOf(at.bureau),
      await groupsOf(other.officer),
    ]);
    expect(everything).toContain('示例银行甲已婉拒，原因和接下来可做的事见详情');
    expect(everything).not.toContain('资产负债率');
    const seenByOther = JSON.stringify(await groupsOf(other.officer));
    expect(seenByOther).not.toContain('示例银行');
    expect(seenByOther).not.toContain(applicant.enterprise.name);
  });

  it('say nothing to a bank that was only proposed', async () => {
    const applicant = await at.applicant();
    await at.propose(applicant, bank);
    expect((await told(applicant.finance))[0]).toBe('示例银行甲获推荐，请决定是否授权');
    expect((await told(bank.officer)).some((text) => text.includes('推荐'))).toBe(false);
    const rows = await at.installation.database.rows(
      `select 1 from notice n join engagement e on e.id = n.record_id
       where n.receiver = 'bank' and e.request_id = $1`,
      [applicant.requestId],
    );
    expect(rows).toEqual([]);
  });

  it('are told once, however often the event is delivered', async () => {
    const { applicant } = await at.pushed(bank);
    const before = await told(applicant.finance);
    await at.installation.database.rows(
      `update outbox_delivery set done_at = null, handed_at = '-infinity', generation = generation + 1
       where queue in ('engagements-tell', 'requests-tell')`,
    );
    expect(await told(applicant.finance)).toEqual(before);
  });

  it('stand with what is unread first, are counted, filtered and paged without gaps', async () => {
    const applicant = await at.applicant();
    const reader = applicant.finance;
    await readAll(reader);
    expect(await reader(countNotices, {})).toEqual({ unread: 0 });
    at.installation.clock.advance(MINUTE_MS);
    await at.push(applicant, bank);
    await at.decline(bank, await at.caseAt(applicant, bank));
    await at.installation.settled();
    // The refusal, and that other products still fit the request, which is open again.
    expect(await reader(countNotices, {})).toEqual({ unread: 2 });
    const [group] = await groupsOf(reader);
    expect(group).toMatchObject({ unread: 2, act: { code: 'choose_banks' } });
    expect(group?.notices.map(({ unread }) => unread)).toEqual([true, true, false, false]);
    expect(textsOf(await groupsOf(reader, { kind: ['outcome'] }))).toEqual([
      '示例银行甲已婉拒，原因和接下来可做的事见详情',
    ]);
    expect(await groupsOf(reader, { unread: 'true' })).toHaveLength(1);
    const desk = bank.officer;
    const all = await desk(listNotices, { query: {} });
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await desk(listNotices, { query: { limit: 1, ...(cursor && { cursor }) } });
      paged.push(...page.items.map(({ record }) => record.id));
      expect(page.total).toBe(all.total);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all.items.map(({ record }) => record.id));
  });

  it('are read by one person and stay unread for the others', async () => {
    const applicant: Applicant = await at.applicant();
    const [group] = await groupsOf(applicant.finance);
    if (!group) throw new Error('a verified request tells of itself');
    const { asOf } = await applicant.finance(listNotices, { query: {} });
    const { unread } = await applicant.finance(readNotices, {
      body: { through: asOf, record: group.record },
    });
    expect(unread).toBe(0);
    expect((await applicant.signatory(countNotices, {})).unread).toBe(group.unread);
  });

  it('can be switched off by kind, but for what waits for the reader', async () => {
    const applicant = await at.applicant();
    const { paces, quiet } = await applicant.finance(getNoticeSettings, {});
    await applicant.finance(saveNoticeSettings, { body: { muted: ['progress', 'to_do'], paces, quiet } });
    expect(await applicant.finance(getNoticeSettings, {})).toMatchObject({ muted: ['progress'] });
    expect(await told(applicant.finance)).toEqual(['有产品符合本需求，请选择银行并授权']);
    expect(await told(applicant.signatory)).toEqual([
      '有产品符合本需求，请选择银行并授权',
      '需求已通过核验，正在匹配产品',
    ]);
  });

  it('are nobody else’s: not by their ids, and not past the application', async () => {
    const { applicant } = await at.pushed(bank);
    const stranger = await at.applicant();
    await at.installation.settled();
    const foreign = await groupsOf(stranger.finance);
    expect(foreign.map(({ record }) => record.id)).not.toContain(applicant.requestId);
    const before = (await applicant.finance(countNotices, {})).unread;
    await stranger.finance(readNotices, {
      body: {
        through: at.installation.clock.now().toISOString(),
        record: { kind: 'financing_request', id: applicant.requestId },
      },
    });
    expect((await applicant.finance(countNotices, {})).unread).toBe(before);
  });

  it('lapse as unread after thirty days and go after half a year', async () => {
    const applicant = await at.applicant();
    expect((await applicant.finance(countNotices, {})).unread).toBeGreaterThan(0);
    at.installation.clock.advance(31 * DAY_MS);
    const later = await at.installation.signIn(
      await at.world.account('enterprise', applicant.enterprise.id, ['finance']),
    );
    expect(await later(countNotices, {})).toEqual({ unread: 0 });
    expect(await told(later)).not.toEqual([]);
    const toldByNow = at.installation.clock.now();
    at.installation.clock.advance(181 * DAY_MS);
    await at.installation.chore(PurgeNoticesChore);
    const old = await at.installation.database.rows('select 1 from notice where posted_at <= $1', [
      toldByNow,
    ]);
    expect(old).toEqual([]);
  });
});

describe('a decision that may still be taken back', () => {
  let at: CaseWorld;
  let bank: BankStaff;

  beforeAll(async () => {
    // Ahead of the database: what waits for an undo is not delivered until its time is moved.
    at = await CaseWorld.open(new Date(Date.now() + 7 * DAY_MS));
    bank = await at.bank('示例银行丙');
  });
  afterAll(() => at.close());

  const declinedTo = async (call: Call): Promise<boolean> =>
    textsOf(await groupsOf(call)).some((text) => text.includes('婉拒，'));

  it('is told when it is final, and not before', async () => {
    const { applicant, seen } = await at.pushed(bank);
    await at.installation.settled();
    await at.decline(bank, seen);
    await at.installation.settled();
    expect(await declinedTo(applicant.finance)).toBe(false);
    // Another change of the case arrives meanwhile, and does not let it out.
    await at.installation.database.rows(
      `insert into outbox_event (id, topic, payload, correlation_id, available_at)
       values (gen_random_uuid(), 'engagement.changed', jsonb_build_object('engagementIds', array[$1::text]), 'test', now())`,
      [seen.id],
    );
    await at.installation.settled();
    expect(await declinedTo(applicant.finance)).toBe(false);
    await at.installation.database.rows(
      'update outbox_event set available_at = now() where dispatched_at is null',
    );
    await at.installation.settled();
    expect(await declinedTo(applicant.finance)).toBe(true);
    expect(await declinedTo(bank.officer)).toBe(false);
  });

  it('is never told when it was taken back', async () => {
    const { applicant, seen } = await at.pushed(bank);
    const accepted = await bank.officer(acceptEngagement, { params: { id: seen.id }, version: seen.version });
    await bank.officer(undoEngagement, { params: { id: seen.id }, version: accepted.version });
    await at.installation.database.rows(
      'update outbox_event set available_at = now() where dispatched_at is null',
    );
    await at.installation.settled();
    expect(textsOf(await groupsOf(applicant.finance)).some((text) => text.includes('受理'))).toBe(false);
  });
});
