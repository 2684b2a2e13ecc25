import type { Call } from '@yinqi/contracts/client';
import {
  acceptEngagement,
  answerSupplement,
  askSupplement,
  claimEngagement,
  declineEngagement,
  recordCompleteness,
  stepHqApproval,
  stepEngagement,
  undoEngagement,
  withdrawEngagement,
} from '@yinqi/contracts/engagement-commands';
import {
  countEngagements,
  getEngagement,
  listEngagements,
  type EngagementDetail,
} from '@yinqi/contracts/engagements';
import { withdrawFinancingRequest, getFinancingRequest } from '@yinqi/contracts/financing-requests';
import { newIdempotencyKey } from '@yinqi/contracts/client';
import type { BankStaff } from '../../test/support/bank-staff.js';
import { CaseWorld } from '../../test/support/case-world.js';

const at10s = 10_000;
const of = (seen: EngagementDetail) => ({ params: { id: seen.id }, version: seen.version });

describe('a bank’s decisions', () => {
  let at: CaseWorld;
  let bank: BankStaff;
  let colleague: Call;

  beforeAll(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行甲');
    colleague = await at.installation.signIn(await at.world.account('bank', bank.bank.id, ['officer']));
  });
  afterAll(() => at.close());

  it('accepts: the case has an officer, and first contact is due in three working days', async () => {
    const { seen } = await at.pushed(bank);
    const accepted = await at.accept(bank, seen);
    expect(accepted).toMatchObject({ status: 'accepted', mine: true, version: seen.version + 1 });
    // 3 × 7 office hours.
    expect(accepted.minutesLeft).toBe(1260);
    expect(accepted.undo?.action).toBe('accept');
    expect(accepted.nextStep).toMatchObject({ who: 'bank', what: 'make_contact', yours: true });
  });

  it('lets one of two officers win, and tells the other who and what', async () => {
    const { seen } = await at.pushed(bank);
    const outcomes = await Promise.allSettled([
      bank.officer(acceptEngagement, of(seen)),
      colleague(declineEngagement, {
        ...of(seen),
        body: { reasons: [{ code: 'OUT_OF_TERRITORY', text: '企业注册地不在本行服务区域' }] },
      }),
    ]);
    const [lost] = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const won = await bank.officer(getEngagement, { params: { id: seen.id } });
    const [, decision] = won.events;
    expect(lost).toMatchObject({
      code: 'resource.version_conflict',
      params: { who: decision?.actorName, what: decision?.action, version: seen.version + 1 },
    });
  });

  it('does a command sent twice once', async () => {
    const { seen } = await at.pushed(bank);
    const idempotencyKey = newIdempotencyKey();
    const once = await bank.officer(acceptEngagement, of(seen), { idempotencyKey });
    const again = await bank.officer(acceptEngagement, of(seen), { idempotencyKey });
    expect(again.version).toBe(once.version);
    expect(again.events).toHaveLength(2);
  });

  it('takes a decision back within ten seconds, with everything it changed', async () => {
    const { seen } = await at.pushed(bank);
    const accepted = await at.accept(bank, seen);
    at.installation.clock.advance(at10s - 1);
    const undone = await bank.officer(undoEngagement, of(accepted));
    expect(undone).toMatchObject({
      status: 'pushed',
      officerName: null,
      dueAt: seen.dueAt,
      undo: null,
      version: accepted.version + 1,
    });
    expect(undone.events.map(({ action, undone: isUndone }) => [action, isUndone])).toEqual([
      ['push', false],
      ['accept', true],
      ['undo', false],
    ]);
  });

  it('is final when the ten seconds have passed', async () => {
    const { seen } = await at.pushed(bank);
    const accepted = await at.accept(bank, seen);
    at.installation.clock.advance(at10s);
    await expect(bank.officer(undoEngagement, of(accepted))).rejects.toMatchObject({
      code: 'engagement.undo_expired',
    });
  });

  it('lets nobody else undo a decision or build upon it before it is final', async () => {
    const { applicant, seen } = await at.pushed(bank);
    const accepted = await at.accept(bank, seen);
    const conflict = {
      code: 'resource.version_conflict',
      params: { who: accepted.officerName, what: 'accept' },
    };
    await expect(colleague(undoEngagement, of(accepted))).rejects.toMatchObject(conflict);
    await expect(applicant.finance(withdrawEngagement, { ...of(accepted), body: {} })).rejects.toMatchObject(
      conflict,
    );
    at.installation.clock.advance(at10s);
    await expect(applicant.finance(withdrawEngagement, { ...of(accepted), body: {} })).resolves.toMatchObject(
      { status: 'withdrawn' },
    );
  });

  it('declines with coded reasons: bank and enterprise read them, the bureau their family', async () => {
    const { applicant, seen } = await at.pushed(bank);
    const declined = await at.decline(bank, seen);
    const reason = { family: 'repayment', code: 'LEVERAGE', text: '资产负债率连续两年高于 80%' };
    expect(declined.declineReasons).toEqual([reason]);
    const asOthers = { params: { id: seen.id } };
    expect((await applicant.finance(getEngagement, asOthers)).declineReasons).toEqual([reason]);
    const forBureau = await at.bureau(getEngagement, asOthers);
    expect(forBureau.declineReasons).toEqual([{ family: 'repayment', code: null, text: null }]);
    expect(JSON.stringify(forBureau)).not.toContain('资产负债率连续');
    // Its only bank said no: the request is open to others again, and matching finds them.
    expect(await at.requestStatus(applicant)).toMatch(/^(verified|matched)$/);
  });

  it('refuses reasons without a text of their own, and texts beside a confidential one', async () => {
    const { seen } = await at.pushed(bank);
    const decline = (reasons: { code: 'LEVERAGE' | 'COMPLIANCE_CONFIDENTIAL'; text: string }[]) =>
      bank.officer(declineEngagement, { ...of(seen), body: { reasons } });
    await expect(
      decline([
        { code: 'LEVERAGE', text: '高' },
        { code: 'COMPLIANCE_CONFIDENTIAL', text: '名单命中' },
      ]),
    ).rejects.toMatchObject({
      code: 'request.invalid',
      faults: [
        { pointer: '/body/reasons/0/text', code: 'decline.text_missing' },
        { pointer: '/body/reasons/1/text', code: 'decline.text_not_allowed' },
      ],
    });
  });

  it('walks to credit review step by step and refuses leaps', async () => {
    const { seen } = await at.pushed(bank);
    const accepted = await at.accept(bank, seen);
    await expect(at.steps(bank, accepted, 'submit_to_review')).rejects.toMatchObject({
      code: 'transition.refused',
      params: { reason: 'transition.not_from_this_state', action: 'submit_to_review', state: 'accepted' },
    });
    const reviewed = await at.steps(
      bank,
      accepted,
      'record_contact',
      'start_due_diligence',
      'submit_to_review',
    );
    expect(reviewed.status).toBe('credit_review');
    // An officer may no longer decline what has been submitted: the reviewer may.
    await expect(at.decline(bank, reviewed)).rejects.toMatchObject({
      code: 'transition.refused',
      params: { reason: 'transition.not_by_this_actor' },
    });
  });

  it('stops the bank’s clock while the enterprise supplies papers', async () => {
    const { applicant, seen } = await at.pushed(bank);
    const asked = await bank.officer(askSupplement, {
      ...of(seen),
      body: { items: ['近两年审计报告', '在手订单清单'] },
    });
    expect(asked).toMatchObject({ dueAt: null, minutesLeft: null, papersAsked: 2 });
    expect(asked.nextStep).toMatchObject({ who: 'enterprise', what: 'answer_supplement', count: 2 });
    at.installation.clock.advance(3_600_000);
    const [supplement] = asked.supplements;
    if (!supplement) throw new Error('just asked');
    const answered = await applicant.finance(answerSupplement, {
      params: { id: seen.id, supplementId: supplement.id },
      version: asked.version,
      body: { answer: '审计报告与订单清单已寄出，单号 SF1024' },
    });
    // An office hour later as much is left as when it stopped: the whole seven hours.
    expect(answered).toMatchObject({ papersAsked: 0, minutesLeft: 420 });
    await expect(
      applicant.finance(answerSupplement, {
        params: { id: seen.id, supplementId: supplement.id },
        version: answered.version,
        body: { answer: '再说一遍' },
      }),
    ).rejects.toMatchObject({ code: 'transition.refused', params: { reason: 'supplement.answered' } });
  });

  it('keeps for the bank what waiting gave it, through the next steps of its review', async () => {
    const { applicant, seen } = await at.pushed(bank);
    const contacted = await at.steps(bank, await at.accept(bank, seen), 'record_contact');
    const complete = await bank.officer(recordCompleteness, of(contacted));
    // Ten days of seven hours.
    expect(complete.minutesLeft).toBe(4200);
    const asked = await bank.officer(askSupplement, { ...of(complete), body: { items: ['在手订单清单'] } });
    at.installation.clock.advance(600_000);
    // Going on while papers are waited for sets nothing going.
    const further = await at.steps(bank, asked, 'start_due_diligence');
    expect(further).toMatchObject({ dueAt: null, minutesLeft: null });
    at.installation.clock.advance(at10s);
    const [supplement] = further.supplements;
    const answered = await applicant.finance(answerSupplement, {
      params: { id: seen.id, supplementId: supplement?.id ?? '' },
      version: further.version,
      body: { answer: '订单清单已上传' },
    });
    expect(answered.minutesLeft).toBe(4200);
    const back = await at.caseAt(applicant, bank);
    expect((await at.steps(bank, back, 'submit_to_review')).minutesLeft).toBe(4200);
  });

  it('stops the bank’s clock while the enterprise’s head office decides, with its own date', async () => {
    const { applicant, seen } = await at.pushed(bank);
    await at.accept(bank, seen);
    // Only when the officer can no longer take it back does anybody build upon it.
    at.installation.clock.advance(10_000);
    const accepted = await at.caseAt(applicant, bank);
    const left = accepted.minutesLeft;
    const hq = (
      version: number,
      body: Parameters<typeof applicant.finance<typeof stepHqApproval>>[1]['body'],
    ) => applicant.finance(stepHqApproval, { params: { id: seen.id }, version, body });
    await expect(hq(accepted.version, { step: 'await', expectedOn: at.day(-1) })).rejects.toMatchObject({
      code: 'request.invalid',
      faults: [{ pointer: '/body/expectedOn', code: 'in_the_past' }],
    });
    await expect(hq(accepted.version, { step: 'approved', decidedOn: at.day(0) })).rejects.toMatchObject({
      code: 'transition.refused',
      params: { reason: 'hq.not_asked' },
    });
    const awaited = await hq(accepted.version, { step: 'await', expectedOn: at.day(14) });
    expect(awaited).toMatchObject({ hqExpectedOn: at.day(14), minutesLeft: null, dueAt: null });
    // To the bank it is the enterprise's move, and it stands in the history.
    const toBank = await at.caseAt(applicant, bank);
    expect(toBank.nextStep).toMatchObject({ who: 'enterprise', what: 'obtain_hq_approval' });
    expect(toBank.events.at(-1)).toMatchObject({ action: 'await_hq_approval', note: at.day(14) });
    // Not for so long that anybody's session ends.
    at.installation.clock.advance(600_000);
    // Papers asked for and supplied meanwhile do not set the clock going again.
    const asked = await bank.officer(askSupplement, { ...of(toBank), body: { items: ['公司章程'] } });
    const [supplement] = asked.supplements;
    const supplied = await applicant.finance(answerSupplement, {
      params: { id: seen.id, supplementId: supplement?.id ?? '' },
      version: asked.version,
      body: { answer: '已寄出' },
    });
    expect(supplied.dueAt).toBeNull();
    await expect(
      bank.officer(stepHqApproval, {
        ...of(supplied),
        body: { step: 'approved', decidedOn: at.day(0) },
      }),
    ).rejects.toMatchObject({ code: 'permission.denied' });
    const approved = await hq(supplied.version, { step: 'approved', decidedOn: at.day(0) });
    // As much is left as when it stopped.
    expect(approved).toMatchObject({ hqExpectedOn: null, minutesLeft: left });
    expect(approved.events.at(-1)).toMatchObject({ action: 'record_hq_approval', note: at.day(0) });
  });

  it('counts the time for a conclusion from the day the papers are complete', async () => {
    const { seen } = await at.pushed(bank);
    const contacted = await at.steps(bank, await at.accept(bank, seen), 'record_contact');
    expect(contacted.minutesLeft).toBeNull();
    const complete = await bank.officer(recordCompleteness, of(contacted));
    // Twelve months and no project: ten working days of seven hours.
    expect(complete.minutesLeft).toBe(4200);
    await expect(bank.officer(recordCompleteness, of(complete))).rejects.toMatchObject({
      code: 'transition.refused',
    });
  });

  it('claims a case once', async () => {
    const { seen } = await at.pushed(bank);
    const claimed = await bank.officer(claimEngagement, of(seen));
    expect(claimed).toMatchObject({ mine: true, status: 'pushed' });
    await expect(colleague(claimEngagement, of(claimed))).rejects.toMatchObject({
      code: 'resource.version_conflict',
      params: { who: claimed.officerName, what: 'claim' },
    });
  });

  it('ends open cases with their request', async () => {
    const { applicant, seen } = await at.pushed(bank);
    expect(await at.requestStatus(applicant)).toBe('engaged');
    const { version } = await applicant.finance(getFinancingRequest, { params: { id: applicant.requestId } });
    await applicant.finance(withdrawFinancingRequest, {
      params: { id: applicant.requestId },
      version,
      body: { reason: '改用自有资金' },
    });
    await at.installation.settled();
    const after = await bank.officer(getEngagement, { params: { id: seen.id } });
    expect(after.status).toBe('withdrawn');
    expect(after.events.at(-1)).toMatchObject({ actorSide: 'system', action: 'withdraw' });
    await expect(
      bank.officer(stepEngagement, { ...of(after), body: { step: 'record_contact' } }),
    ).rejects.toMatchObject({ code: 'transition.refused' });
  });
});

describe('the queue', () => {
  let at: CaseWorld;
  let bank: BankStaff;

  beforeAll(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行丁');
  });
  afterAll(() => at.close());

  it('is ordered by time left, counts its tabs and sums, and pages without gaps', async () => {
    const ids: string[] = [];
    for (let hour = 0; hour < 3; hour++) {
      ids.push((await at.pushed(bank)).seen.id);
      at.installation.clock.advance(3_600_000);
    }
    const first = await bank.officer(listEngagements, { query: { stage: 'answer', limit: 2 } });
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first).toMatchObject({
      total: 3,
      totalFen: '9600000000',
      tabs: { unclaimed: 3, mine: 0, all: 3 },
    });
    const rest = await bank.officer(listEngagements, {
      query: { stage: 'answer', limit: 2, cursor: first.nextCursor ?? '' },
    });
    expect(rest.items.map(({ id }) => id)).toEqual(ids.slice(2));
    const [earliest] = first.items;
    if (!earliest) throw new Error('three were pushed');
    const seen = await bank.officer(getEngagement, { params: { id: earliest.id } });
    await at.accept(bank, seen);
    const mine = await bank.officer(listEngagements, { query: { tab: 'mine' } });
    expect(mine.items.map(({ id }) => id)).toEqual([earliest.id]);
    const { stages } = await bank.officer(countEngagements, {});
    expect(stages).toMatchObject({ answer: 2, judge: 1, credit: 0 });
  });

  it('shows a branch its own cases and the head office all', async () => {
    const branch = await at.world.branch(bank.bank, '320100');
    const inNanjing = await at.installation.signIn(await at.world.account('bank', branch.id, ['officer']));
    // The applicant is in Suzhou, which the Nanjing branch does not serve.
    const { seen } = await at.pushed(bank);
    await expect(inNanjing(getEngagement, { params: { id: seen.id } })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
    await expect(inNanjing(acceptEngagement, of(seen))).rejects.toMatchObject({ code: 'resource.not_found' });
    expect((await inNanjing(listEngagements, { query: {} })).total).toBe(0);
    const suzhou = await at.world.branch(bank.bank, '320500');
    const inSuzhou = await at.installation.signIn(await at.world.account('bank', suzhou.id, ['officer']));
    const { seen: local } = await at.pushed(bank);
    expect(local.branch.id).toBe(suzhou.id);
    await expect(inSuzhou(getEngagement, { params: { id: local.id } })).resolves.toMatchObject({
      id: local.id,
    });
  });

  it('shows a bureau the cases of its interval only', async () => {
    const { seen } = await at.pushed(bank);
    const city = await at.installation.signIn(await at.world.bureauOfficer('320500'));
    const elsewhere = await at.installation.signIn(await at.world.bureauOfficer('330000'));
    await expect(city(getEngagement, { params: { id: seen.id } })).resolves.toMatchObject({ id: seen.id });
    await expect(elsewhere(getEngagement, { params: { id: seen.id } })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
  });
});
