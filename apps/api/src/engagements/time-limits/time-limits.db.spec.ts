import { giveConsent } from '@yinqi/contracts/disclosure';
import {
  acceptEngagement,
  answerSupplement,
  askSupplement,
  consentToProposal,
  stepEngagement,
  stepHqApproval,
  undoEngagement,
} from '@yinqi/contracts/engagement-commands';
import { getEngagement, getRequestEngagements, type EngagementDetail } from '@yinqi/contracts/engagements';
import { listPipelineEngagements } from '@yinqi/contracts/pipeline';
import { beginRepair, finishRepairTask } from '@yinqi/contracts/refusal-commands';
import type { BankStaff } from '../../../test/support/bank-staff.js';
import { CaseWorld, CONSENT_GROUPS, type Applicant } from '../../../test/support/case-world.js';
import { ArmTimersChore } from './arm-timers.chore.js';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const of = (seen: EngagementDetail) => ({ params: { id: seen.id }, version: seen.version });

describe('when a time is up', () => {
  let at: CaseWorld;
  let first: BankStaff;
  let second: BankStaff;

  beforeEach(async () => {
    at = await CaseWorld.open();
    first = await at.bank('示例银行甲');
    second = await at.bank('示例银行乙');
  });
  afterEach(() => at.close());

  const rows = <Row>(sql: string, ...values: unknown[]) => at.installation.database.rows<Row>(sql, values);
  const moveTo = async (instant: string | number): Promise<void> => {
    const ms = typeof instant === 'string' ? Date.parse(instant) : instant;
    at.installation.clock.advance(ms - at.installation.clock.now().getTime());
    await at.installation.settled();
  };
  const dueOf = ({ dueAt }: EngagementDetail): number => {
    if (dueAt === null) throw new Error('no time is running');
    return Date.parse(dueAt);
  };
  /** Sessions end sooner than the longer times here. */
  const signatoryOf = async ({ enterprise }: Applicant) =>
    at.installation.signIn(await at.world.account('enterprise', enterprise.id, ['signatory']));
  const officerOf = async ({ bank }: BankStaff) =>
    at.installation.signIn(await at.world.account('bank', bank.id, ['officer']));
  const statusOf = async (id: string): Promise<string | undefined> =>
    (await rows<{ status: string }>('select status from engagement where id = $1', id))[0]?.status;
  const made = async (id: string, action: string): Promise<number> =>
    (await rows('select 1 from engagement_event where engagement_id = $1 and action = $2', id, action))
      .length;
  const casesOf = async (applicant: Applicant) => {
    const { items } = await (
      await signatoryOf(applicant)
    )(getRequestEngagements, { params: { id: applicant.requestId } });
    return items;
  };

  describe('a bank that says nothing', () => {
    it('has until the last minute; then its silence is recorded once, and it may still answer', async () => {
      const { seen } = await at.pushed(first);
      await at.installation.settled();
      await moveTo(dueOf(seen) - 1);
      expect(await statusOf(seen.id)).toBe('pushed');
      await moveTo(dueOf(seen));
      expect(await statusOf(seen.id)).toBe('no_response');
      await moveTo(dueOf(seen) + DAY_MS);
      expect(await made(seen.id, 'record_silence')).toBe(1);
      const officer = await officerOf(first);
      const silent = await officer(getEngagement, { params: { id: seen.id } });
      expect(silent).toMatchObject({ status: 'no_response', dueAt: null, nextStep: { what: 'answer_late' } });
      expect(silent.events.at(-1)).toMatchObject({ action: 'record_silence', actorSide: 'system' });
      const accepted = await officer(acceptEngagement, of(silent));
      expect(accepted.status).toBe('accepted');
      const bureau = await at.installation.signIn(await at.world.bureauOfficer('320000'));
      const { items } = await bureau(listPipelineEngagements, { query: { set: 'silent' } });
      expect(items.map(({ id }) => id)).toEqual([seen.id]);
    });

    it('is followed by the bank a consent already names, and by no other', async () => {
      const applicant = await at.applicant();
      await at.bank('示例银行丙');
      await applicant.signatory(giveConsent, {
        body: { requestId: applicant.requestId, bankId: second.bank.id, fieldGroups: [...CONSENT_GROUPS] },
      });
      await at.push(applicant, first);
      await at.installation.settled();
      const silent = await at.caseAt(applicant, first);
      await moveTo(dueOf(silent));
      const items = await casesOf(applicant);
      expect(items.map(({ bank, status, origin }) => [bank.id, status, origin])).toEqual([
        [first.bank.id, 'no_response', 'enterprise'],
        [second.bank.id, 'pushed', 'platform'],
      ]);
      expect(await rows('select status from financing_request where id = $1', applicant.requestId)).toEqual([
        { status: 'engaged' },
      ]);
      const next = await (await officerOf(second))(getEngagement, { params: { id: items[1]?.id ?? '' } });
      expect(next.dossier?.facts).toHaveProperty('enterpriseName', applicant.enterprise.name);
      expect(next.events.at(-1)).toMatchObject({ action: 'push', actorSide: 'system' });
    });

    it('is followed by the next such bank where the first can no longer be reached', async () => {
      const applicant = await at.applicant();
      const third = await at.bank('示例银行丙');
      await at.propose(applicant, second);
      for (const { bank } of [second, third]) {
        await applicant.signatory(giveConsent, {
          body: { requestId: applicant.requestId, bankId: bank.id, fieldGroups: [...CONSENT_GROUPS] },
        });
      }
      await at.push(applicant, first);
      await at.installation.settled();
      await rows(`update loan_product set status = 'withdrawn' where id = $1`, at.productOf(second));
      await moveTo(dueOf(await at.caseAt(applicant, first)));
      const found = await rows<{ bank: string; status: string }>(
        'select bank_id as bank, status from engagement where request_id = $1 and bank_id <> $2 order by status',
        applicant.requestId,
        first.bank.id,
      );
      expect(found).toEqual([
        { bank: second.bank.id, status: 'proposed' },
        { bank: third.bank.id, status: 'pushed' },
      ]);
    });

    it('is followed, without such a consent, by a bank that hears nothing before the enterprise agrees', async () => {
      const { applicant, seen } = await at.pushed(first);
      await at.installation.settled();
      await moveTo(dueOf(seen));
      const [, proposed] = await casesOf(applicant);
      expect(proposed).toMatchObject({
        bank: { id: second.bank.id },
        status: 'proposed',
        origin: 'platform',
        pushedAt: null,
        nextStep: { who: 'enterprise', what: 'give_consent', yours: true },
      });
      if (!proposed) throw new Error('nothing was proposed');
      const unheard = (await officerOf(second))(getEngagement, { params: { id: proposed.id } });
      await expect(unheard).rejects.toMatchObject({ code: 'resource.not_found' });
      const sent = await (
        await signatoryOf(applicant)
      )(consentToProposal, {
        ...of(proposed),
        body: { fieldGroups: seen.consent?.fieldGroups ?? [] },
      });
      expect(sent.status).toBe('pushed');
      // Its own time begins anew: one working day of seven hours.
      expect(sent.minutesLeft).toBe(420);
    });

    it('has spoken when it took the case up in time, also when that was taken back and done again', async () => {
      const { seen } = await at.pushed(first);
      await at.installation.settled();
      await moveTo(dueOf(seen) - 5_000);
      const officer = await officerOf(first);
      const accepted = await officer(acceptEngagement, of(seen));
      // The time passes while the decision can still be taken back.
      await moveTo(dueOf(seen) + 1_000);
      expect(await statusOf(seen.id)).toBe('accepted');
      await officer(undoEngagement, of(accepted));
      await at.installation.settled();
      expect(await statusOf(seen.id)).toBe('no_response');
      expect(await made(seen.id, 'record_silence')).toBe(1);
    });
  });

  describe('papers that do not come', () => {
    const asked = async () => {
      const { applicant, seen } = await at.pushed(first);
      const waiting = await first.officer(askSupplement, { ...of(seen), body: { items: ['审计报告'] } });
      await at.installation.settled();
      return { applicant, waiting };
    };

    it('set the case aside at their own deadline; the bank owes nothing meanwhile', async () => {
      const { applicant, waiting } = await asked();
      const supplement = waiting.supplements[0];
      if (!supplement) throw new Error('nothing was asked');
      await moveTo(Date.parse(supplement.dueAt) - 1);
      expect(await statusOf(waiting.id)).toBe('pushed');
      await moveTo(supplement.dueAt);
      expect(await statusOf(waiting.id)).toBe('incomplete');
      const signatory = await signatoryOf(applicant);
      const [late] = await casesOf(applicant);
      if (!late) throw new Error('the case is gone');
      const answered = await signatory(answerSupplement, {
        params: { id: late.id, supplementId: supplement.id },
        version: late.version,
        body: { answer: '审计报告已寄出' },
      });
      // The bank had answered nothing yet: its seven hours are as they were when it asked.
      expect(answered).toMatchObject({ status: 'pushed', minutesLeft: 420 });
      // All of the time was the enterprise's: five days of seven hours.
      expect(answered.minutesUsed).toEqual({ bank: 0, enterprise: 2100, bureau: 0 });
      await moveTo(dueOf(answered));
      expect(await statusOf(waiting.id)).toBe('no_response');
    });

    it('are waited for no more by a bank that goes on without them', async () => {
      const { waiting } = await asked();
      await moveTo(waiting.supplements[0]?.dueAt ?? '');
      const officer = await officerOf(first);
      const set = await officer(getEngagement, { params: { id: waiting.id } });
      const going = await officer(stepEngagement, { ...of(set), body: { step: 'resume' } });
      expect(going).toMatchObject({ status: 'pushed', minutesLeft: 420 });
      await moveTo(dueOf(going) - 1);
      await at.installation.chore(ArmTimersChore);
      await at.installation.settled();
      expect(await statusOf(waiting.id)).toBe('pushed');
    });

    it('do not come up again once the bank went on without them', async () => {
      const { applicant, seen } = await at.pushed(first);
      const taken = await at.accept(first, seen);
      const asked = await first.officer(askSupplement, { ...of(taken), body: { items: ['审计报告'] } });
      await at.installation.settled();
      await moveTo(asked.supplements[0]?.dueAt ?? '');
      const officer = await officerOf(first);
      const signatory = await signatoryOf(applicant);
      const set = await officer(getEngagement, { params: { id: seen.id } });
      expect(set.status).toBe('incomplete');
      const going = await officer(stepEngagement, { ...of(set), body: { step: 'resume' } });
      expect(going).toMatchObject({
        status: 'accepted',
        papersAsked: 0,
        nextStep: { who: 'bank', what: 'make_contact' },
        supplements: [{ answeredAt: null, waivedAt: at.installation.clock.now().toISOString() }],
      });

      // Waiting for the head office is no waiting for them.
      const body = { step: 'await' as const, expectedOn: at.day(10) };
      const waiting = await signatory(stepHqApproval, { ...of(going), body });
      await moveTo(at.installation.clock.now().getTime() + MINUTE_MS);
      expect(await statusOf(seen.id)).toBe('accepted');
      const decided = { step: 'approved' as const, decidedOn: at.day(0) };
      const approved = await signatory(stepHqApproval, { ...of(waiting), body: decided });
      // First contact was due in three days of seven hours; the bank has used none of them.
      expect(approved.minutesLeft).toBe(1260);

      const again = await officer(askSupplement, { ...of(approved), body: { items: ['银行流水'] } });
      const [waived, next] = again.supplements;
      const answer = (supplementId = '') =>
        signatory(answerSupplement, {
          params: { id: again.id, supplementId },
          version: again.version,
          body: { answer: '已寄出' },
        });
      await expect(answer(waived?.id)).rejects.toMatchObject({ params: { reason: 'supplement.waived' } });
      expect(await answer(next?.id)).toMatchObject({ status: 'accepted', minutesLeft: 1260 });
      await moveTo(next?.dueAt ?? '');
      expect(await statusOf(seen.id)).toBe('accepted');
    });

    it('leave the case set aside until the last of them is answered', async () => {
      const { applicant, seen } = await at.pushed(first);
      const one = await first.officer(askSupplement, { ...of(seen), body: { items: ['审计报告'] } });
      const two = await first.officer(askSupplement, { ...of(one), body: { items: ['银行流水'] } });
      await at.installation.settled();
      await moveTo(two.supplements[1]?.dueAt ?? '');
      const signatory = await signatoryOf(applicant);
      const answer = async (index: number) => {
        const now = await signatory(getEngagement, { params: { id: seen.id } });
        return signatory(answerSupplement, {
          params: { id: seen.id, supplementId: two.supplements[index]?.id ?? '' },
          version: now.version,
          body: { answer: '已寄出' },
        });
      };
      expect(await answer(0)).toMatchObject({ status: 'incomplete', dueAt: null });
      expect(await answer(1)).toMatchObject({ status: 'pushed', minutesLeft: 420 });
      expect(await made(seen.id, 'mark_incomplete')).toBe(1);
    });
  });

  it('closes a refusal nobody answered, 28 days after it', async () => {
    const { seen } = await at.pushed(first);
    const declined = await at.decline(first, seen);
    const declinedMs = at.installation.clock.now().getTime();
    await moveTo(declinedMs + 28 * DAY_MS - 1);
    expect(await statusOf(declined.id)).toBe('declined');
    await moveTo(declinedMs + 28 * DAY_MS);
    expect(await statusOf(declined.id)).toBe('closed');
    expect(await made(declined.id, 'close_declined')).toBe(1);
  });

  it('ends a repair of which nothing came, once; one that is done has the 28 days to be sent again', async () => {
    const begun = async (bank: BankStaff) => {
      const { applicant, seen } = await at.pushed(bank);
      await at.decline(bank, seen);
      await moveTo(at.installation.clock.now().getTime() + 10_000);
      const declined = await applicant.finance(getEngagement, { params: { id: seen.id } });
      return { applicant, repairing: await applicant.finance(beginRepair, of(declined)) };
    };
    const idle = await begun(first);
    const { applicant, repairing } = await begun(second);
    const untilMs = at.installation.clock.now().getTime() + 28 * DAY_MS;
    await moveTo(at.installation.clock.now().getTime() + 10_000);
    const done = await applicant.finance(finishRepairTask, {
      params: { id: repairing.id, taskId: repairing.repair?.tasks[0]?.id ?? '' },
      version: repairing.version,
      body: { evidence: '增资 2000 万元，股东决议与验资报告已提交' },
    });
    expect(done.nextStep).toMatchObject({ what: 'send_again', by: new Date(untilMs).toISOString() });
    // Ten working days for the enterprise's one task.
    const dueMs = Date.parse(idle.repairing.repair?.dueAt ?? '');
    await moveTo(dueMs - 1);
    expect(await statusOf(idle.repairing.id)).toBe('repairing');
    await moveTo(dueMs);
    expect(await statusOf(idle.repairing.id)).toBe('closed');
    expect(await made(idle.repairing.id, 'abandon_repair')).toBe(1);
    const [closed] = await casesOf(idle.applicant);
    expect(closed).toMatchObject({ repair: { state: 'passed' }, nextStep: { what: 'nothing' } });
    await moveTo(repairing.repair?.dueAt ?? '');
    expect(await statusOf(repairing.id)).toBe('repairing');
    await moveTo(untilMs);
    expect(await statusOf(repairing.id)).toBe('closed');
  });

  it('sets again what was lost, from the cases alone', async () => {
    const { seen } = await at.pushed(first);
    const { waiting } = await (async () => {
      const other = await at.pushed(second);
      const body = { items: ['审计报告'] };
      return { waiting: await second.officer(askSupplement, { ...of(other.seen), body }) };
    })();
    await at.installation.settled();
    const timers = () =>
      rows('select kind, subject_id, due_at, bank_id, unit_position from timer order by kind, subject_id');
    const before = await timers();
    expect(before).toHaveLength(2);
    await rows('delete from timer');
    await at.installation.chore(ArmTimersChore);
    expect(await timers()).toEqual(before);
    await at.installation.chore(ArmTimersChore);
    expect(await rows('select generation from timer')).toEqual([{ generation: 1 }, { generation: 1 }]);
    await moveTo(dueOf(seen));
    expect(await statusOf(seen.id)).toBe('no_response');
    expect(await statusOf(waiting.id)).toBe('pushed');
  });
});
