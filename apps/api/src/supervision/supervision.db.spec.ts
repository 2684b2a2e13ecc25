import type { Call } from '@yinqi/contracts/client';
import { stepEngagement } from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
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

describe('cases whose time runs out', () => {
  let at: CaseWorld;
  let bank: BankStaff;
  let accounts: { readonly bureau: Account; readonly officer: Account };
  let bureau: Call;
  let officer: Call;

  beforeEach(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行甲');
    accounts = {
      bureau: await at.world.bureauOfficer('320000'),
      officer: await at.world.account('bank', bank.bank.id, ['officer']),
    };
    await comeIn();
  });
  afterEach(() => at.close());

  /** Sessions end over night. */
  const comeIn = async (): Promise<void> => {
    bureau = await at.installation.signIn(accounts.bureau);
    officer = await at.installation.signIn(accounts.officer);
  };
  /** A case whose first contact is due in three working days. */
  const accepted = async (): Promise<EngagementDetail> => {
    const { seen } = await at.pushed(bank);
    const taken = await at.accept(bank, seen);
    at.installation.clock.advance(10_000);
    return taken;
  };
  const climb = () => at.installation.chore(ClimbLaddersChore);
  /** On to the moment a rung of the default ladder comes, and what the worker does then. */
  const reach = async (seen: EngagementDetail, rung: number) => {
    const step = DEFAULT_LADDER[rung];
    if (!step || seen.dueAt === null) throw new RangeError(`no rung ${rung}`);
    const instant = stepInstant(step, Date.parse(seen.dueAt), calendar);
    at.installation.clock.advance(instant - at.installation.clock.now().getTime());
    await climb();
    await comeIn();
  };
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

  it('take every rung that came while nobody looked, and one letter, the gravest', async () => {
    const seen = await accepted();
    await reach(seen, 4);
    expect((await cases()).items).toMatchObject([{ level: 'letter', colour: 'red' }]);
    expect((await letters()).items).toMatchObject([{ colour: 'red' }]);
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
    expect(await onlyLetter()).toMatchObject({ state: 'discarded', actions: [] });
  });

  it('are nothing to the bank until a person signs; then it is heard before anything is closed', async () => {
    const seen = await accepted();
    await reach(seen, 3);
    const draft = await onlyLetter();
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
    const seen = await accepted();
    await climb();
    const due = Date.parse(seen.dueAt ?? '');
    const first = stepInstant({ level: 'head_office', atMinutes: -60 }, due, calendar);
    at.installation.clock.advance(first - at.installation.clock.now().getTime());
    await climb();
    await comeIn();
    expect((await cases()).items).toMatchObject([{ level: 'head_office', colour: 'blue' }]);
  });

  it('of the last quarter show what a ladder would have done', async () => {
    await accepted();
    // A quarter later both stages of it have long been over time: the answer came at once, the contact never.
    at.installation.clock.advance(95 * 86_400_000);
    await comeIn();
    const trial = (steps: string) => bureau(rehearseLadder, { query: { steps } });
    expect(await trial('officer:-60,letter.red:420')).toMatchObject({ stages: 2, counts: [1, 1] });
    expect(await trial('')).toMatchObject({ counts: [] });
    await expect(trial('letter:0')).rejects.toMatchObject({
      faults: [{ pointer: '/query/steps/0', code: 'colour_of_letters' }],
    });
    await expect(trial('nobody:0')).rejects.toMatchObject({
      faults: [{ pointer: '/query/steps', code: 'unreadable' }],
    });
  });
});
