import type { Call } from '@yinqi/contracts/client';
import { acceptEngagement, stepEngagement } from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { getFinancingRequest } from '@yinqi/contracts/financing-requests';
import { nameDeputy, transferEngagement } from '@yinqi/contracts/handovers';
import { listNotices } from '@yinqi/contracts/notifications';
import { verifyFinancingRequest } from '@yinqi/contracts/request-decisions';
import {
  draftLetterFor,
  getLadder,
  getLetter,
  listLetters,
  listSupervisedCases,
  moveLetter,
  rehearseLadder,
  setLadder,
  type LetterView,
} from '@yinqi/contracts/supervision';
import { makeCalendar, publishedHolidayYears } from '@yinqi/domain/calendar';
import { DEFAULT_LADDER, stepInstant, type LetterAction } from '@yinqi/domain/supervision';
import type { BankStaff } from '../../test/support/bank-staff.js';
import { CaseWorld } from '../../test/support/case-world.js';
import { ClimbLaddersChore } from './climb-ladders.chore.js';

const calendar = makeCalendar(publishedHolidayYears());
const GROUNDS = '联系记录已补录，客户经理已与企业财务负责人通话。';

type Account = Awaited<ReturnType<CaseWorld['world']['account']>>;

/** Each test has a city of its own, and with it a bureau that sees no other's cases. */
const CITIES = ['320100', '320200', '320300', '320400', '320500', '320600', '320700', '320800', '320900'];
const MORE_CITIES = ['321000', '321100', '321200', '321300', '320205', '320206'];

describe('cases whose time runs out', () => {
  const free = [...CITIES, ...MORE_CITIES].values();
  let at: CaseWorld;
  let bank: BankStaff;
  let city: string;
  let accounts: { readonly bureau: Account; readonly officer: Account };
  let bureau: Call;
  let branchId: string;
  let officer: Call;

  beforeAll(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行甲');
  });
  beforeEach(async () => {
    city = free.next().value ?? '';
    // The office that serves the city's firms.
    const branch = await at.world.branch(bank.bank, city);
    accounts = {
      bureau: await at.world.bureauOfficer(city),
      officer: await at.world.account('bank', branch.id, ['officer']),
    };
    branchId = branch.id;
    await comeIn();
  });
  afterAll(() => at.close());

  /** Sessions end over night. */
  const comeIn = async (): Promise<void> => {
    bureau = await at.installation.signIn(accounts.bureau);
    officer = await at.installation.signIn(accounts.officer);
  };
  /** A case whose first contact is due in three working days. */
  const accepted = async (staff = bank): Promise<EngagementDetail> => {
    const applicant = await at.applicant({ regionCode: city, verified: false });
    const params = { id: applicant.requestId };
    const { version } = await bureau(getFinancingRequest, { params });
    await bureau(verifyFinancingRequest, { params, version });
    await at.installation.settled();
    const [pushed] = await at.push(applicant, staff);
    if (!pushed) throw new Error('nothing was pushed');
    const taken = await officer(acceptEngagement, { params: { id: pushed.id }, version: pushed.version });
    at.installation.clock.advance(10_000);
    return taken;
  };
  const climb = () => at.installation.chore(ClimbLaddersChore);
  /** On to the moment a rung of the default ladder comes. */
  const goTo = (seen: EngagementDetail, rung: number): void => {
    const step = DEFAULT_LADDER[rung];
    if (!step || seen.dueAt === null) throw new RangeError(`no rung ${rung}`);
    const instant = stepInstant(step, Date.parse(seen.dueAt), calendar);
    at.installation.clock.advance(instant - at.installation.clock.now().getTime());
  };
  /** And what the worker does then. */
  const reach = async (seen: EngagementDetail, rung: number) => {
    goTo(seen, rung);
    await climb();
    await comeIn();
  };
  type Told = { readonly code: string; readonly account: string | null };
  /** Who was told what of a record, in the order of telling. */
  const toldOf = async (recordId: string, codes: 'supervision' | 'letter'): Promise<Told[]> => {
    await at.installation.settled();
    return at.installation.database.rows<Told>(
      `select code, account_id as account from notice
       where record_id = $1 and split_part(code, '.', 1) = $2 order by seq`,
      [recordId, codes],
    );
  };
  const toldBy = (told: readonly Told[]) => (code: string) =>
    told.filter((one) => one.code === code).map(({ account }) => account);
  const cases = () => bureau(listSupervisedCases, { query: {} });
  const letters = () => bureau(listLetters, { query: {} });
  const onlyLetter = async (): Promise<LetterView> => {
    const [letter] = (await letters()).items;
    if (!letter) throw new Error('no letter');
    return bureau(getLetter, { params: { id: letter.id } });
  };
  const move = (letter: LetterView, action: LetterAction, text?: string, by = bureau) =>
    by(moveLetter, {
      params: { id: letter.id },
      version: letter.version,
      body: { action, ...(text === undefined ? {} : { text }) },
    });

  it('are led up the ladder rung by rung, each once however often the clock is looked at', async () => {
    const seen = await accepted();
    await climb();
    expect(await cases()).toMatchObject({ total: 0, counts: { blue: 0, yellow: 0, red: 0 } });
    const stand = async (rung: number) => {
      await reach(seen, rung);
      await climb();
      const { items, counts } = await cases();
      return [items[0]?.level, items[0]?.colour, items[0]?.lateMinutes, counts];
    };
    expect(await stand(0)).toEqual(['officer', 'blue', -120, { blue: 1, yellow: 0, red: 0 }]);
    expect(await stand(1)).toEqual(['branch', 'yellow', 0, { blue: 0, yellow: 1, red: 0 }]);
    expect(await stand(2)).toEqual(['head_office', 'yellow', 210, { blue: 0, yellow: 1, red: 0 }]);
    expect(await stand(3)).toEqual(['letter', 'yellow', 420, { blue: 0, yellow: 1, red: 0 }]);
    expect(await stand(4)).toEqual(['letter', 'red', 1_260, { blue: 0, yellow: 0, red: 1 }]);
    // The yellow draft that nobody signed has become the red one.
    expect((await letters()).items).toMatchObject([{ state: 'draft', colour: 'red', duty: 'first_contact' }]);
  });

  it('tell exactly the people of each rung, once, whoever else looks at the clock', async () => {
    const lead = await at.world.account('bank', branchId, ['approver']);
    // Neither a colleague nor the product manager is meant.
    await at.world.account('bank', branchId, ['officer']);
    const seen = await accepted();
    const second = await at.installation.anotherWorker();
    const climbThere = () =>
      second.context.get(ClimbLaddersChore, { strict: false }).run(AbortSignal.timeout(15_000));
    try {
      for (const rung of [0, 1, 2]) {
        goTo(seen, rung);
        await Promise.all([climb(), climbThere(), climb()]);
        await climbThere();
      }
    } finally {
      await second.close();
    }
    expect(await toldOf(seen.id, 'supervision')).toEqual([
      { code: 'supervision.officer_near', account: accounts.officer.id },
      { code: 'supervision.branch_late', account: lead.id },
      { code: 'supervision.head_office_late', account: bank.approverAccount.id },
    ]);
    await comeIn();
    const [group] = (await officer(listNotices, { query: {} })).items;
    expect(group).toMatchObject({
      record: { kind: 'engagement', id: seen.id },
      act: { code: 'go_on', label: { zh: '继续办理', en: 'Go on' } },
      notices: [
        {
          kind: 'to_do',
          text: {
            zh: '督办提醒：本件临近办理时限，请在时限内办理',
            en: 'Reminder: this case is near its time limit, deal with it in time',
          },
        },
        {},
      ],
    });
  });

  it('tell the deputies of whoever is away, and the head office where an office has nobody to answer for it', async () => {
    const deputy = await at.world.account('bank', branchId, ['officer']);
    const seen = await accepted();
    goTo(seen, 0);
    await comeIn();
    await officer(nameDeputy, {
      body: { accountId: accounts.officer.id, deputyId: deputy.id, fromDay: at.day(0), untilDay: at.day(20) },
    });
    await climb();
    await reach(seen, 1);
    expect(await toldOf(seen.id, 'supervision')).toEqual([
      { code: 'supervision.officer_near', account: deputy.id },
      { code: 'supervision.branch_late', account: bank.approverAccount.id },
    ]);
    expect((await cases()).items).toMatchObject([{ level: 'branch', told: 1 }]);
  });

  it('say so where the bank has nobody to tell', async () => {
    const lonely = await at.bank('示例银行乙');
    const desk = await at.world.branch(lonely.bank, city);
    accounts = { ...accounts, officer: await at.world.account('bank', desk.id, ['officer']) };
    await comeIn();
    const seen = await accepted(lonely);
    await at.world.insert('update account set disabled_at = now() where id = $1', [
      lonely.approverAccount.id,
    ]);
    await reach(seen, 0);
    expect((await cases()).items).toMatchObject([{ level: 'officer', told: 1 }]);
    await reach(seen, 1);
    expect((await cases()).items).toMatchObject([{ level: 'branch', told: 0 }]);
    // The rung itself was taken, so that what comes above it goes on.
    expect(await toldOf(seen.id, 'supervision')).toHaveLength(1);
  });

  it('take every rung that came while nobody looked, and one letter, the gravest', async () => {
    const seen = await accepted();
    await reach(seen, 4);
    expect((await cases()).items).toMatchObject([{ level: 'letter', colour: 'red' }]);
    const [letter] = (await letters()).items;
    expect(letter).toMatchObject({ colour: 'red' });
    // The people of each level, and the bureau of one letter; whoever answers for the office is the head office here.
    const told = await toldOf(seen.id, 'supervision');
    expect(told.map(({ code }) => code)).toEqual(['supervision.officer_late', 'supervision.branch_late']);
    expect(await toldOf(letter?.id ?? '', 'letter')).toEqual([
      { code: 'letter.draft', account: accounts.bureau.id },
    ]);
  });

  it('tell whoever is officer and manager in one once, in the words of the desk', async () => {
    accounts = {
      ...accounts,
      officer: await at.world.account('bank', branchId, ['officer', 'approver']),
    };
    await comeIn();
    const seen = await accepted();
    await reach(seen, 2);
    expect(await toldOf(seen.id, 'supervision')).toEqual([
      { code: 'supervision.officer_late', account: accounts.officer.id },
      { code: 'supervision.head_office_late', account: bank.approverAccount.id },
    ]);
    expect((await cases()).items).toMatchObject([{ level: 'head_office', told: 1 }]);
  });

  it('count a level as told whose people heard of a lower one', async () => {
    const deputy = await at.world.account('bank', branchId, ['approver']);
    const seen = await accepted();
    goTo(seen, 1);
    await comeIn();
    await officer(nameDeputy, {
      body: { accountId: accounts.officer.id, deputyId: deputy.id, fromDay: at.day(0), untilDay: at.day(20) },
    });
    await climb();
    expect(await toldOf(seen.id, 'supervision')).toEqual([
      { code: 'supervision.officer_late', account: deputy.id },
    ]);
    expect((await cases()).items).toMatchObject([{ level: 'branch', told: 1 }]);
  });

  it('leave the list when the bank acts, and an unsigned letter goes with them', async () => {
    const seen = await accepted();
    await reach(seen, 3);
    await officer(stepEngagement, {
      params: { id: seen.id },
      version: seen.version,
      body: { step: 'record_contact' },
    });
    expect((await cases()).total).toBe(0);
    await climb();
    // It can be taken back for ten seconds yet.
    expect((await onlyLetter()).state).toBe('draft');
    at.installation.clock.advance(10_000);
    await climb();
    const discarded = await onlyLetter();
    expect(discarded).toMatchObject({ state: 'discarded', actions: [] });
    expect((await toldOf(discarded.id, 'letter')).map(({ code }) => code)).toEqual([
      'letter.draft',
      'letter.discard',
    ]);
  });

  it('are nothing to the bank until a person signs; then it is heard before anything is closed', async () => {
    const lead = await at.world.account('bank', branchId, ['approver']);
    const colleague = await at.world.bureauOfficer(city);
    const seen = await accepted();
    await reach(seen, 3);
    const draft = await onlyLetter();
    expect(toldBy(await toldOf(draft.id, 'letter'))('letter.draft').sort()).toEqual(
      [accounts.bureau.id, colleague.id].sort(),
    );
    expect(draft.text).toContain(`融资需求${seen.requestNumber}推送你行后，应与企业首次联系`);
    expect(draft.actions).toEqual(['edit', 'sign', 'discard']);
    expect((await officer(listLetters, { query: {} })).total).toBe(0);
    await expect(officer(getLetter, { params: { id: draft.id } })).rejects.toMatchObject({
      code: 'resource.not_found',
    });

    const edited = await move(draft, 'edit', '请于明日前与企业联系。');
    const sent = await move(edited, 'sign');
    expect(sent).toMatchObject({ state: 'sent', text: '请于明日前与企业联系。' });
    const received = await officer(getLetter, { params: { id: sent.id } });
    expect(received.actions).toEqual(['acknowledge', 'reply']);
    expect(received.events.map(({ action }) => action)).toEqual(['sign']);
    await expect(move(sent, 'close', '已办理')).rejects.toMatchObject({ code: 'transition.refused' });
    const read = await move(received, 'acknowledge', undefined, officer);
    await expect(move(read, 'reply', undefined, officer)).rejects.toMatchObject({
      code: 'request.invalid',
      faults: [{ pointer: '/body/text', code: 'required' }],
    });
    const replied = await move(read, 'reply', GROUNDS, officer);
    const asked = await move(replied, 'ask_again', '请补充联系时间。');
    const again = await move(asked, 'reply', '联系时间为今日上午十点。', officer);
    const closed = await move(again, 'close', '已核对通话记录。');
    expect(closed).toMatchObject({ state: 'closed', actions: [] });
    expect(closed.events.map(({ action, actorSide }) => `${actorSide} ${action}`)).toEqual([
      'system draft',
      'bureau edit',
      'bureau sign',
      'bank acknowledge',
      'bank reply',
      'bureau ask_again',
      'bank reply',
      'bureau close',
    ]);
    // The bank’s two people hear of each act of the bureau, and whoever signed of each act of the bank.
    const told = toldBy(await toldOf(sent.id, 'letter'));
    for (const code of ['letter.sign', 'letter.ask_again', 'letter.close']) {
      expect([code, ...told(code).sort()]).toEqual([code, ...[accounts.officer.id, lead.id].sort()]);
    }
    expect(told('letter.acknowledge')).toEqual([accounts.bureau.id]);
    expect(told('letter.reply')).toEqual([accounts.bureau.id, accounts.bureau.id]);
    expect(told('letter.edit')).toEqual([]);
    const [group] = (await bureau(listNotices, { query: { kind: ['to_do'] } })).items;
    expect(group).toMatchObject({
      record: { kind: 'supervision_letter', id: sent.id },
      recordName: seen.requestNumber,
      act: { code: 'read_reply' },
    });
    expect(group?.notices[0]?.text.zh).toBe('示例银行甲已回复督办单，请办结或要求补充');
  });

  it('let one of two colleagues move a letter, and tell the other who and what', async () => {
    await reach(await accepted(), 3);
    const draft = await onlyLetter();
    const outcomes = await Promise.allSettled([move(draft, 'sign'), move(draft, 'discard', '已电话督促。')]);
    const [lost] = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    const { events } = await onlyLetter();
    expect(lost).toMatchObject({
      code: 'resource.version_conflict',
      params: { what: events.at(-1)?.action, who: events.at(-1)?.actorName },
    });
  });

  it('may be written to by hand while they have a deadline, once at a time', async () => {
    const seen = await accepted();
    const letter = await bureau(draftLetterFor, { body: { engagementId: seen.id } });
    expect(letter).toMatchObject({ state: 'draft', colour: 'blue' });
    await expect(bureau(draftLetterFor, { body: { engagementId: seen.id } })).rejects.toMatchObject({
      code: 'letter.already_open',
    });
    const kept = await move(letter, 'edit', '请尽快联系。');
    // The ladder makes it graver and leaves the words a person chose.
    await reach(seen, 3);
    expect(await onlyLetter()).toMatchObject({ id: kept.id, colour: 'yellow', text: '请尽快联系。' });
    await officer(stepEngagement, {
      params: { id: seen.id },
      version: seen.version,
      body: { step: 'record_contact' },
    });
    await expect(bureau(draftLetterFor, { body: { engagementId: seen.id } })).rejects.toMatchObject({
      code: 'letter.nothing_due',
    });
  });

  it('are not written to twice in one colour about one deadline', async () => {
    const seen = await accepted();
    goTo(seen, 3);
    await comeIn();
    const byHand = await bureau(draftLetterFor, { body: { engagementId: seen.id } });
    await move(byHand, 'sign');
    await climb();
    const stands = async () => (await letters()).items.map(({ colour, state }) => `${colour} ${state}`);
    expect(await stands()).toEqual(['yellow sent']);
    // What is graver is asked for in a letter of its own.
    await reach(seen, 4);
    expect(await stands()).toEqual(['red draft', 'yellow sent']);
  });

  it('follow the ladder of the nearest unit from the day it takes effect', async () => {
    const only = [{ level: 'head_office', colour: null, atMinutes: -60 } as const];
    expect(await bureau(getLadder, {})).toMatchObject({
      present: { id: null, owner: null },
      coming: null,
    });
    await expect(
      bureau(setLadder, { body: { steps: only, effectiveFrom: at.day(-1) } }),
    ).rejects.toMatchObject({ faults: [{ pointer: '/body/effectiveFrom', code: 'in_the_past' }] });
    await expect(
      bureau(setLadder, {
        body: {
          steps: [...only, { level: 'letter', colour: null, atMinutes: 0 }],
          effectiveFrom: at.day(0),
        },
      }),
    ).rejects.toMatchObject({ faults: [{ pointer: '/body/steps/1', code: 'colour_of_letters' }] });
    await bureau(setLadder, { body: { steps: only, effectiveFrom: at.day(0) } });
    const coming = await bureau(setLadder, { body: { steps: [], effectiveFrom: at.day(30) } });
    expect(await bureau(getLadder, {})).toMatchObject({
      present: { version: 1, steps: only },
      coming: { id: coming.id, version: 2 },
    });
    // Of several at once one is the next version; who was second is told by whom.
    const many = await Promise.allSettled(
      Array.from({ length: 6 }, () => bureau(setLadder, { body: { steps: [], effectiveFrom: at.day(60) } })),
    );
    const lost = many.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    for (const reason of lost) {
      expect(reason).toMatchObject({
        code: 'resource.version_conflict',
        params: { who: expect.stringMatching(/./), what: 'publish' },
      });
    }
    expect(lost.length).toBeLessThan(6);
    const seen = await accepted();
    await climb();
    const due = Date.parse(seen.dueAt ?? '');
    const first = stepInstant({ level: 'head_office', atMinutes: -60 }, due, calendar);
    at.installation.clock.advance(first - at.installation.clock.now().getTime());
    await climb();
    await comeIn();
    expect((await cases()).items).toMatchObject([{ level: 'head_office', colour: 'blue' }]);
  });

  it('of the last quarter show what a ladder would have done, a transfer ending nothing', async () => {
    const seen = await accepted();
    const { id: branchThere } = await at.world.branch(bank.bank, city);
    await officer(transferEngagement, {
      params: { id: seen.id },
      version: seen.version,
      body: { branchId: branchThere, reason: '企业在那里开户' },
    });
    // A quarter later both stages of it have long been over time: the answer came at once, the contact never.
    at.installation.clock.advance(95 * 86_400_000);
    await comeIn();
    const trial = (steps: string) => bureau(rehearseLadder, { query: { steps } });
    expect(await trial('officer:-60,letter.red:420')).toMatchObject({
      isWhole: true,
      stages: 2,
      counts: [1, 1],
    });
    expect(await trial('')).toMatchObject({ counts: [] });
    await expect(trial('letter:0')).rejects.toMatchObject({
      faults: [{ pointer: '/query/steps/0', code: 'colour_of_letters' }],
    });
    await expect(trial('nobody:0')).rejects.toMatchObject({
      faults: [{ pointer: '/query/steps', code: 'unreadable' }],
    });
  });
});
