import type { Call } from '@yinqi/contracts/client';
import {
  acceptEngagement,
  claimEngagement,
  declineEngagement,
  undoEngagement,
} from '@yinqi/contracts/engagement-commands';
import {
  countEngagements,
  getEngagement,
  listEngagements,
  QUEUE_STAGES,
  type EngagementDetail,
} from '@yinqi/contracts/engagements';
import {
  abandonRepair,
  beginRepair,
  finishRepairTask,
  resendEngagement,
} from '@yinqi/contracts/refusal-commands';
import type { DeclineCode } from '@yinqi/domain/lifecycle';
import type { BankStaff } from '../../../test/support/bank-staff.js';
import { CaseWorld, type Applicant } from '../../../test/support/case-world.js';

const of = (seen: EngagementDetail) => ({ params: { id: seen.id }, version: seen.version });

describe('the repair of a refusal', () => {
  let at: CaseWorld;
  let bank: BankStaff;
  let colleague: Call;

  const declined = async (...codes: DeclineCode[]) => {
    const { applicant, seen } = await at.pushed(bank);
    const after = await bank.officer(declineEngagement, {
      ...of(seen),
      body: { reasons: codes.map((code) => ({ code, text: '近三月无法核实的事项见附单' })) },
    });
    at.installation.clock.advance(10_000);
    await at.installation.settled();
    return { applicant, seen: after };
  };
  const begin = async (applicant: Applicant, seen: EngagementDetail) => {
    const begun = await applicant.finance(beginRepair, of(seen));
    at.installation.clock.advance(10_000);
    return begun;
  };
  const finishAs = (call: Call, seen: EngagementDetail, owner: string) => {
    const task = seen.repair?.tasks.find((one) => one.owner === owner && one.doneAt === null);
    return call(finishRepairTask, {
      params: { id: seen.id, taskId: task?.id ?? seen.id },
      version: seen.version,
      body: { evidence: '增资 2000 万元，股东决议与验资报告已提交' },
    });
  };

  beforeAll(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行甲');
    colleague = await at.installation.signIn(await at.world.account('bank', bank.bank.id, ['officer']));
  });
  afterAll(() => at.close());

  it('opens a plan with the tasks of the reasons, each with its owner and its deadline in working time', async () => {
    const { applicant, seen } = await declined('UNVERIFIABLE_INFORMATION');
    const begun = await begin(applicant, seen);
    expect(begun).toMatchObject({ status: 'repairing', repair: { state: 'open' } });
    expect(begun.repair?.tasks.map(({ owner, yours, field }) => [owner, yours, field])).toEqual([
      ['bank', false, null],
      ['enterprise', true, null],
    ]);
    const [bankTask, ownTask] = begun.repair?.tasks ?? [];
    // 3 and 10 working days: the bank's part is due first, the plan with the last.
    expect(Date.parse(bankTask?.dueAt ?? '')).toBeLessThan(Date.parse(ownTask?.dueAt ?? ''));
    expect(begun.repair?.dueAt).toBe(ownTask?.dueAt);
    // The clock of the case closes it then.
    expect(begun.dueAt).toBe(begun.repair?.dueAt);
    expect(begun.nextStep).toMatchObject({ who: 'enterprise', what: 'finish_repair', count: 2 });
  });

  it('lays what the bank owes before it, by its own hour, until it is done', async () => {
    const { applicant, seen } = await declined('UNVERIFIABLE_INFORMATION');
    const pileOf = async () => {
      const found: string[] = [];
      for (const stage of QUEUE_STAGES) {
        const { items, total } = await bank.officer(listEngagements, {
          query: { stage, search: seen.requestNumber },
        });
        expect(items).toHaveLength(total);
        found.push(...items.map(({ id, dueAt }) => `${stage} ${id} ${dueAt}`));
      }
      return found;
    };
    expect(await pileOf()).toEqual([`ended ${seen.id} null`]);
    const { stages: before } = await bank.officer(countEngagements, {});
    const begun = await begin(applicant, seen);
    const task = begun.repair?.tasks.find(({ owner }) => owner === 'bank');
    expect(await pileOf()).toEqual([`answer ${seen.id} ${task?.dueAt}`]);
    const { stages } = await bank.officer(countEngagements, {});
    expect(stages).toEqual({ ...before, answer: before.answer + 1, ended: before.ended - 1 });
    const opened = await bank.officer(getEngagement, { params: { id: seen.id } });
    expect(opened.nextStep).toMatchObject({ yours: true, what: 'help_repair', count: 1, by: task?.dueAt });
    await finishAs(bank.officer, opened, 'bank');
    // The rest is the enterprise's: for the bank the case is over.
    expect((await pileOf())[0]).toMatch(/^ended/);
  });

  it('refuses a repair where nothing can be repaired', async () => {
    const { applicant, seen } = await declined('INDUSTRY_POLICY');
    expect((await applicant.finance(getEngagement, { params: { id: seen.id } })).options).toContainEqual({
      action: 'begin_repair',
      blockedBy: 'reasons_repairable',
    });
    await expect(applicant.finance(beginRepair, of(seen))).rejects.toMatchObject({
      code: 'transition.refused',
      params: { reason: 'guard.reasons_repairable' },
    });
  });

  it('lets each side finish its own tasks, once', async () => {
    const { applicant, seen } = await declined('UNVERIFIABLE_INFORMATION');
    const begun = await begin(applicant, seen);
    const task = begun.repair?.tasks.find(({ owner }) => owner === 'enterprise');
    await expect(
      bank.officer(finishRepairTask, {
        params: { id: seen.id, taskId: task?.id ?? '' },
        version: begun.version,
        body: { evidence: '已核实全部材料' },
      }),
    ).rejects.toMatchObject({ params: { reason: 'transition.not_by_this_actor' } });
    const answered = await finishAs(bank.officer, begun, 'bank');
    expect(answered.repair?.tasks[0]).toMatchObject({ owner: 'bank', doneByName: expect.any(String) });
    await expect(
      bank.officer(finishRepairTask, {
        params: { id: seen.id, taskId: begun.repair?.tasks[0]?.id ?? '' },
        version: answered.version,
        body: { evidence: '再写一遍' },
      }),
    ).rejects.toMatchObject({ params: { reason: 'repair.task_done' } });
  });

  it('matches the request again when all is done, and sends it to the same bank for another officer', async () => {
    const { applicant, seen } = await declined('LEVERAGE');
    const begun = await begin(applicant, seen);
    await expect(applicant.signatory(resendEngagement, of(begun))).rejects.toMatchObject({
      params: { reason: 'guard.repair_done' },
    });
    const mended = await finishAs(applicant.finance, begun, 'enterprise');
    expect(mended).toMatchObject({ repair: { state: 'done' }, nextStep: { what: 'send_again' } });
    const [told] = await at.installation.database.rows<{ count: number }>(
      `select count(*)::int as count from outbox_event where topic = 'financing-request.changed' and payload::text like '%${applicant.requestId}%'
         and created_at > now() - interval '5 seconds'`,
    );
    expect(told?.count).toBeGreaterThan(0);
    await at.installation.settled();
    const sent = await applicant.signatory(resendEngagement, of(mended));
    expect(sent).toMatchObject({ status: 're_pushed', officerName: null, repair: { state: 'sent' } });
    expect(sent.minutesLeft).toBe(420);
    // Who declined sees that it is not theirs, and whose it may be.
    const forDecliner = await bank.officer(getEngagement, { params: { id: seen.id } });
    expect(forDecliner.secondLook).toMatchObject({ mayDecide: false });
    expect(forDecliner.candidates).not.toContain(forDecliner.secondLook?.declinedByName);
    expect(forDecliner.candidates.length).toBeGreaterThan(1);
    await expect(bank.officer(acceptEngagement, of(forDecliner))).rejects.toMatchObject({
      params: { reason: 'guard.another_person' },
    });
    await expect(bank.officer(claimEngagement, of(forDecliner))).rejects.toMatchObject({
      params: { reason: 'guard.another_person' },
    });
    const { items } = await colleague(listEngagements, {
      query: { stage: 'answer', search: sent.requestNumber },
    });
    expect(items).toMatchObject([{ secondLook: { mayDecide: true }, mine: false }]);
    const looked = await colleague(acceptEngagement, of(forDecliner));
    expect(looked).toMatchObject({ status: 'accepted', mine: true, secondLook: null });
    expect(await at.requestStatus(applicant)).toBe('engaged');
  });

  it('leaves the second look to another person also when a second refusal was taken back', async () => {
    const { applicant, seen } = await declined('LEVERAGE');
    const mended = await finishAs(applicant.finance, await begin(applicant, seen), 'enterprise');
    await at.installation.settled();
    const sent = await applicant.signatory(resendEngagement, of(mended));
    const again = await colleague(declineEngagement, {
      ...of(sent),
      body: { reasons: [{ code: 'CASH_FLOW', text: '经营现金流仍不足以覆盖本息' }] },
    });
    const undone = await colleague(undoEngagement, of(again));
    expect(undone).toMatchObject({ status: 're_pushed', secondLook: { mayDecide: true } });
    await expect(bank.officer(acceptEngagement, of(undone))).rejects.toMatchObject({
      params: { reason: 'guard.another_person' },
    });
    const accepted = await colleague(acceptEngagement, of(undone));
    expect(accepted.status).toBe('accepted');
  });

  it('lets one of two officers take the second look, and tells the other who and what', async () => {
    const { applicant, seen } = await declined('LEVERAGE');
    const mended = await finishAs(applicant.finance, await begin(applicant, seen), 'enterprise');
    await at.installation.settled();
    const sent = await applicant.signatory(resendEngagement, of(mended));
    const third = await at.installation.signIn(await at.world.account('bank', bank.bank.id, ['officer']));
    const outcomes = await Promise.allSettled([
      colleague(acceptEngagement, of(sent)),
      third(declineEngagement, {
        ...of(sent),
        body: { reasons: [{ code: 'CASH_FLOW', text: '经营现金流仍不足以覆盖本息' }] },
      }),
    ]);
    const [lost] = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    const last = (await colleague(getEngagement, { params: { id: seen.id } })).events.at(-1);
    expect(lost).toMatchObject({
      code: 'resource.version_conflict',
      params: { who: last?.actorName, what: last?.action },
    });
  });

  it('does not wait for a bank that lets its own task pass', async () => {
    const { applicant, seen } = await declined('UNVERIFIABLE_INFORMATION');
    const begun = await begin(applicant, seen);
    const mended = await finishAs(applicant.finance, begun, 'enterprise');
    expect(mended.nextStep).toMatchObject({ who: 'bank', what: 'help_repair' });
    expect(mended.repair?.state).toBe('open');
    await at.world.insert(`update repair_task set due_at = $2 where plan_id = $1 and owner = 'bank'`, [
      begun.repair?.id ?? '',
      at.installation.clock.now(),
    ]);
    expect((await applicant.finance(getEngagement, { params: { id: seen.id } })).repair?.state).toBe('done');
  });

  it('ends with the enterprise’s word', async () => {
    const { applicant, seen } = await declined('LEVERAGE');
    const left = await applicant.finance(abandonRepair, of(await begin(applicant, seen)));
    expect(left).toMatchObject({ status: 'closed', repair: { state: 'abandoned' } });
  });

  it('tells the bureau the family, and the words of its own tasks alone', async () => {
    const { applicant, seen } = await declined('ENVIRONMENTAL', 'LEVERAGE');
    const begun = await begin(applicant, seen);
    await finishAs(applicant.finance, begun, 'enterprise');
    const forBureau = await at.bureau(getEngagement, { params: { id: seen.id } });
    expect(
      forBureau.repair?.tasks.map(({ owner, reason, family, title }) => [owner, reason, family, title?.zh]),
    ).toEqual([
      ['bureau', null, 'policy', '联系生态环境部门，确认整改和验收的办理时间。'],
      ['enterprise', null, 'policy', undefined],
      ['enterprise', null, 'repayment', undefined],
    ]);
    expect(JSON.stringify(forBureau)).not.toContain('增资 2000 万元');
  });

  it('keeps a plan that was undone out of the way of the next', async () => {
    const { applicant, seen } = await declined('LEVERAGE');
    const begun = await applicant.finance(beginRepair, of(seen));
    const undone = await applicant.finance(undoEngagement, of(begun));
    expect(undone).toMatchObject({ status: 'declined', repair: null });
    expect(await begin(applicant, undone)).toMatchObject({ status: 'repairing', repair: { state: 'open' } });
  });
});
