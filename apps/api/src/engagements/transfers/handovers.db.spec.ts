import type { Call } from '@yinqi/contracts/client';
import {
  acceptEngagement,
  answerSupplement,
  askSupplement,
  claimEngagement,
  declineEngagement,
  stepEngagement,
  undoEngagement,
} from '@yinqi/contracts/engagement-commands';
import { getEngagement, listEngagements, type EngagementDetail } from '@yinqi/contracts/engagements';
import { getFinancingRequest, saveFinancingRequest } from '@yinqi/contracts/financing-requests';
import {
  answerNeedChange,
  endDeputy,
  getTeam,
  nameDeputy,
  transferEngagement,
} from '@yinqi/contracts/handovers';
import {
  getServiceFigures,
  getStageTimes,
  listPipelineEngagements,
  type EngagementSet,
} from '@yinqi/contracts/pipeline';
import { wan, type BankStaff } from '../../../test/support/bank-staff.js';
import { CaseWorld, type Applicant } from '../../../test/support/case-world.js';
import type { Account, Organisation } from '../../../test/support/world.js';

/** Short: who does nothing for half an hour is signed out. */
const FIVE_MINUTES_MS = 300_000;
const of = (seen: EngagementDetail) => ({ params: { id: seen.id }, version: seen.version });

describe('a case that changes hands', () => {
  let at: CaseWorld;
  let bank: BankStaff;
  let suzhou: Organisation;
  let wuxi: Organisation;
  let suzhouAccount: Account;
  let suzhouOfficer: Call;
  let wuxiOfficer: Call;

  const refusedWith = (reason: string) => ({ code: 'transition.refused', params: { reason } });
  const caseAt = async (applicant: Applicant, call: Call): Promise<EngagementDetail> => {
    const { items } = await call(listEngagements, { query: { requestId: applicant.requestId } });
    const [item] = items.filter(({ status }) => status !== 'transferred');
    if (!item) throw new Error('no case here');
    return call(getEngagement, { params: { id: item.id } });
  };
  const pushed = async () => {
    const applicant = await at.applicant();
    await at.push(applicant, bank);
    return { applicant, seen: await caseAt(applicant, suzhouOfficer) };
  };

  beforeAll(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行甲');
    suzhou = await at.world.branch(bank.bank, '320500');
    wuxi = await at.world.branch(bank.bank, '320200');
    suzhouAccount = await at.world.account('bank', suzhou.id, ['officer']);
    suzhouOfficer = await at.installation.signIn(suzhouAccount);
    wuxiOfficer = await at.installation.signIn(await at.world.account('bank', wuxi.id, ['officer']));
  });
  afterAll(() => at.close());

  describe('between branches', () => {
    it('goes on at the new branch with its clock, its papers, its dossier and its history', async () => {
      const { applicant, seen } = await pushed();
      const accepted = await suzhouOfficer(acceptEngagement, of(seen));
      at.installation.clock.advance(10_000);
      const asked = await suzhouOfficer(askSupplement, {
        ...of(accepted),
        body: { items: ['近两年审计报告'] },
      });
      const left = await suzhouOfficer(transferEngagement, {
        ...of(asked),
        body: { branchId: wuxi.id, reason: '企业已迁至无锡' },
      });
      expect(left).toMatchObject({ status: 'transferred', successorId: expect.any(String), dueAt: null });
      const taken = await caseAt(applicant, wuxiOfficer);
      expect(taken).toMatchObject({
        id: left.successorId,
        status: 'accepted',
        branch: { id: wuxi.id },
        officerName: null,
        papersAsked: 1,
        pushedAt: seen.pushedAt,
        dossier: { facts: { enterpriseName: expect.any(String) } },
        supplements: [{ items: ['近两年审计报告'] }],
      });
      expect(taken.events.map(({ action }) => action)).toEqual([
        'push',
        'accept',
        'ask_supplement',
        'transfer',
      ]);
      expect(taken.events.at(-1)?.note).toBe(`${suzhou.name} → ${wuxi.name}：企业已迁至无锡`);
      // The old branch has it no more, and the request has not noticed.
      await expect(suzhouOfficer(getEngagement, { params: { id: taken.id } })).rejects.toMatchObject({
        code: 'resource.not_found',
      });
      expect(await at.requestStatus(applicant)).toBe('engaged');
    });

    it('keeps the hour by which it must be answered', async () => {
      const { applicant, seen } = await pushed();
      await suzhouOfficer(transferEngagement, {
        ...of(seen),
        body: { branchId: wuxi.id, reason: '非本行辖区' },
      });
      const taken = await caseAt(applicant, wuxiOfficer);
      expect(taken).toMatchObject({ status: 'pushed', dueAt: seen.dueAt });
      const [timer] = await at.installation.database.rows<{ due_at: string }>(
        'select due_at from timer where subject_id = $1',
        [taken.id],
      );
      expect(new Date(timer?.due_at ?? '').toISOString()).toBe(seen.dueAt);
    });

    it('counts once, at the office that has it now, with what the other one did', async () => {
      const { applicant, seen } = await pushed();
      const accepted = await suzhouOfficer(acceptEngagement, of(seen));
      at.installation.clock.advance(FIVE_MINUTES_MS);
      const contacted = await suzhouOfficer(stepEngagement, {
        ...of(accepted),
        body: { step: 'record_contact' },
      });
      const left = await suzhouOfficer(transferEngagement, {
        ...of(contacted),
        body: { branchId: wuxi.id, reason: '企业已迁至无锡' },
      });
      const again = await wuxiOfficer(transferEngagement, {
        ...of(await caseAt(applicant, wuxiOfficer)),
        body: { branchId: suzhou.id, reason: '企业总部仍在苏州' },
      });
      const counted = async (set: EngagementSet) => {
        const { items } = await at.bureau(listPipelineEngagements, { query: { set, limit: 200 } });
        return items.filter(({ requestId }) => requestId === applicant.requestId);
      };
      for (const set of ['pushed', 'answered', 'contacted'] as const) {
        expect(await counted(set)).toMatchObject([
          { id: again.successorId, branchName: suzhou.name, pushedAt: seen.pushedAt },
        ]);
      }
      expect(left.id).not.toBe(again.id);
    });

    it('goes on using the bank’s time while nobody at the new office has touched it', async () => {
      const { applicant, seen } = await pushed();
      at.installation.clock.advance(FIVE_MINUTES_MS);
      const left = await suzhouOfficer(transferEngagement, {
        ...of(seen),
        body: { branchId: wuxi.id, reason: '非本行辖区' },
      });
      at.installation.clock.advance(FIVE_MINUTES_MS);
      const { minutesUsed } = await caseAt(applicant, wuxiOfficer);
      expect(minutesUsed.bank - left.minutesUsed.bank).toBe(5);
    });

    it('tells both sides’ time of every stage it has left, to the bank and to the bureau alike', async () => {
      const other = await at.bank('示例银行丙');
      const branch = await at.world.branch(other.bank, '320500');
      const { applicant, seen } = await at.pushed(other);
      expect(seen.branch.id).toBe(branch.id);
      at.installation.clock.advance(FIVE_MINUTES_MS);
      const accepted = await at.accept(other, seen);
      const asked = await other.officer(askSupplement, { ...of(accepted), body: { items: ['审计报告'] } });
      at.installation.clock.advance(FIVE_MINUTES_MS);
      const answered = await applicant.finance(answerSupplement, {
        params: { id: seen.id, supplementId: asked.supplements[0]?.id ?? '' },
        version: asked.version,
        body: { answer: '已附' },
      });
      at.installation.clock.advance(FIVE_MINUTES_MS);
      await at.steps(other, answered, 'record_contact');
      const five = { medianMinutes: 5, p90Minutes: 5 };
      const none = { medianMinutes: 0, p90Minutes: 0 };
      const { stages, figures } = await other.officer(getServiceFigures, { query: {} });
      expect(stages.slice(0, 3)).toEqual([
        { stage: 'answer', cases: 1, bank: five, enterprise: none },
        { stage: 'first_contact', cases: 1, bank: five, enterprise: five },
        // It is still at the next one.
        { stage: 'due_diligence', cases: 0, bank: null, enterprise: null },
      ]);
      expect(figures).toMatchObject({ pushed: 1, contactRate: { numerator: 1, denominator: 1 } });
      const { banks } = await at.bureau(getStageTimes, { query: {} });
      expect(banks.find((one) => one.bank.id === other.bank.id)?.stages).toEqual(stages);
      // An office has figures of its own cases and of those below it.
      const elsewhere = await at.world.branch(other.bank, '320200');
      const officer = await at.installation.signIn(await at.world.account('bank', elsewhere.id, ['officer']));
      expect((await officer(getServiceFigures, { query: {} })).figures.pushed).toBe(0);
    });

    it('lets one of two people decide: what the other wanted is refused with who and what', async () => {
      const { seen } = await pushed();
      const outcomes = await Promise.allSettled([
        suzhouOfficer(transferEngagement, { ...of(seen), body: { branchId: wuxi.id, reason: '非本行辖区' } }),
        bank.officer(acceptEngagement, of(seen)),
      ]);
      const [lost] = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(lost).toMatchObject({ code: 'resource.version_conflict', params: { who: expect.any(String) } });
    });

    it('goes to an office of the same bank only, and not once an offer was chosen', async () => {
      const { seen } = await pushed();
      const other = await at.bank('示例银行乙');
      for (const branchId of [other.bank.id, suzhou.id, seen.enterpriseId]) {
        await expect(
          suzhouOfficer(transferEngagement, { ...of(seen), body: { branchId, reason: '转办' } }),
        ).rejects.toMatchObject({ code: 'handover.office_unfit' });
      }
    });

    it('is made by no bank out of nothing: the database asks for the case it goes on from', async () => {
      const { seen } = await pushed();
      const made = at.installation.database.rows(
        `insert into engagement select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'bank_id',
           $2::text, 'predecessor_id', e.id))).* from engagement e where e.id = $1`,
        [seen.id, wuxi.id],
      );
      await expect(made).rejects.toThrow('violates foreign key constraint');
    });
  });

  describe('when somebody leaves or is away', () => {
    it('is unclaimed when the account is disabled, for a colleague or the head office to claim', async () => {
      const leaver = await at.world.account('bank', suzhou.id, ['officer']);
      const leaving = await at.installation.signIn(leaver);
      const { applicant, seen } = await pushed();
      const accepted = await leaving(acceptEngagement, of(seen));
      at.installation.clock.advance(10_000);
      await expect(suzhouOfficer(claimEngagement, of(accepted))).rejects.toMatchObject({
        code: 'resource.version_conflict',
      });
      await at.world.insert('update account set disabled_at = $2 where id = $1', [
        leaver.id,
        at.installation.clock.now(),
      ]);
      const query = { tab: 'unclaimed' as const, search: seen.requestNumber };
      for (const call of [suzhouOfficer, bank.officer]) {
        expect((await call(listEngagements, { query })).items).toMatchObject([{ id: seen.id }]);
      }
      const orphaned = await caseAt(applicant, suzhouOfficer);
      expect(orphaned.owner).toMatchObject({ kind: 'office', names: [`测试 ${suzhouAccount.username}`] });
      expect(await suzhouOfficer(claimEngagement, of(orphaned))).toMatchObject({ mine: true });
      expect((await suzhouOfficer(listEngagements, { query })).items).toEqual([]);
    });

    it('falls to the head office when nobody is left at the branch: no case of a bank is without an owner', async () => {
      const nanjing = await at.world.branch(bank.bank, '320100');
      const only = await at.world.account('bank', nanjing.id, ['officer']);
      const alone = await at.installation.signIn(only);
      const applicant = await at.applicant({ regionCode: '320100' });
      await at.push(applicant, bank);
      await alone(acceptEngagement, of(await caseAt(applicant, alone)));
      at.installation.clock.advance(10_000);
      await at.world.insert('update account set disabled_at = $2 where id = $1', [
        only.id,
        at.installation.clock.now(),
      ]);
      const seen = await caseAt(applicant, bank.officer);
      expect(seen.owner?.kind).toBe('head_office');
      expect(seen.owner?.names.length).toBeGreaterThan(0);
      const { items } = await bank.officer(listEngagements, { query: { tab: 'all', limit: 200 } });
      const unowned = [];
      for (const { id } of items) {
        const { owner, status } = await bank.officer(getEngagement, { params: { id } });
        if (status !== 'transferred' && (owner?.names.length ?? 0) === 0) unowned.push(id);
      }
      expect(unowned).toEqual([]);
    });

    it('stands in the deputy’s list for the days of the leave', async () => {
      const away = await at.world.account('bank', suzhou.id, ['officer']);
      const awayCall = await at.installation.signIn(away);
      const { seen } = await pushed();
      await awayCall(acceptEngagement, of(seen));
      at.installation.clock.advance(10_000);
      const mine = { query: { tab: 'mine' as const, search: seen.requestNumber } };
      expect((await suzhouOfficer(listEngagements, mine)).items).toEqual([]);
      const leave = { fromDay: at.day(0), untilDay: at.day(3) };
      const { deputies } = await awayCall(nameDeputy, {
        body: { accountId: away.id, deputyId: suzhouAccount.id, ...leave },
      });
      expect(deputies[0]).toMatchObject({ state: 'running', account: { id: away.id }, mayEnd: true });
      expect((await suzhouOfficer(listEngagements, mine)).items).toMatchObject([{ id: seen.id }]);
      const detail = await suzhouOfficer(getEngagement, { params: { id: seen.id } });
      expect(detail.owner).toEqual({ kind: 'deputy', names: [`测试 ${suzhouAccount.username}`] });
      // Not twice for the same days, not by somebody who is away, and arranged by oneself or a superior.
      await expect(
        awayCall(nameDeputy, { body: { accountId: away.id, deputyId: bank.officerAccount.id, ...leave } }),
      ).rejects.toMatchObject({ faults: [{ code: 'overlaps' }] });
      await expect(
        suzhouOfficer(nameDeputy, { body: { accountId: suzhouAccount.id, deputyId: away.id, ...leave } }),
      ).rejects.toMatchObject({ faults: [{ code: 'away' }] });
      await expect(
        bank.officer(nameDeputy, {
          body: { accountId: away.id, deputyId: bank.officerAccount.id, ...leave },
        }),
      ).rejects.toMatchObject({ code: 'permission.denied' });
      await awayCall(endDeputy, { params: { id: deputies[0]?.id ?? '' } });
      expect((await suzhouOfficer(listEngagements, mine)).items).toEqual([]);
    });

    it('names no deputy of another office, and shows a branch its own people', async () => {
      const { people } = await suzhouOfficer(getTeam, {});
      expect(new Set(people.map(({ office }) => office.id))).toEqual(new Set([suzhou.id]));
      const elsewhere = await at.world.account('bank', wuxi.id, ['officer']);
      await expect(
        suzhouOfficer(nameDeputy, {
          body: {
            accountId: suzhouAccount.id,
            deputyId: elsewhere.id,
            fromDay: at.day(1),
            untilDay: at.day(2),
          },
        }),
      ).rejects.toMatchObject({ faults: [{ pointer: '/body/deputyId', code: 'unfit' }] });
      expect((await bank.officer(getTeam, {})).people.length).toBeGreaterThan(people.length);
    });
  });

  describe('when the need is changed', () => {
    const revise = async (applicant: Applicant, amountWan: number) => {
      // What the platform still does after the push raises the version too.
      await at.installation.settled();
      const { version } = await applicant.finance(getFinancingRequest, {
        params: { id: applicant.requestId },
      });
      await applicant.finance(saveFinancingRequest, {
        params: { id: applicant.requestId },
        version,
        body: { amountFen: wan(amountWan), termMonths: 24 },
      });
      await at.installation.settled();
    };
    const revised = async () => {
      const { applicant, seen } = await pushed();
      await suzhouOfficer(acceptEngagement, of(seen));
      at.installation.clock.advance(10_000);
      await revise(applicant, 2800);
      return { applicant, seen: await caseAt(applicant, suzhouOfficer) };
    };

    it('says so until the bank confirms, with the need before and after', async () => {
      const { seen } = await revised();
      expect(seen).toMatchObject({
        needChanged: true,
        needBefore: { amountFen: wan(3200), termMonths: 12, currency: 'CNY' },
        requestedFen: wan(2800),
        termMonths: 24,
        nextStep: { who: 'bank', what: 'confirm_need' },
      });
      const confirmed = await suzhouOfficer(answerNeedChange, { ...of(seen), body: { answer: 'confirm' } });
      expect(confirmed).toMatchObject({ status: 'accepted', needChanged: false, needBefore: null });
      expect(confirmed.events.at(-1)?.action).toBe('confirm_need');
      await expect(
        suzhouOfficer(answerNeedChange, { ...of(confirmed), body: { answer: 'confirm' } }),
      ).rejects.toMatchObject(refusedWith('guard.need_changed'));
    });

    it('has nothing to confirm when it is changed back, or before it was taken up', async () => {
      const { applicant, seen } = await pushed();
      await revise(applicant, 2800);
      expect(await caseAt(applicant, suzhouOfficer)).toMatchObject({
        needChanged: false,
        status: seen.status,
      });
    });

    it('lets the bank step back, which it may take back for ten seconds', async () => {
      const { seen } = await revised();
      const left = await suzhouOfficer(answerNeedChange, {
        ...of(seen),
        body: { answer: 'step_back', note: '超出本行期限' },
      });
      expect(left).toMatchObject({ status: 'withdrawn', undo: { action: 'step_back' } });
      expect(await suzhouOfficer(undoEngagement, of(left))).toMatchObject({
        status: 'accepted',
        needChanged: true,
      });
    });

    it('lets one of two people answer', async () => {
      const { seen } = await revised();
      const outcomes = await Promise.allSettled([
        suzhouOfficer(answerNeedChange, { ...of(seen), body: { answer: 'confirm' } }),
        bank.officer(declineEngagement, {
          ...of(seen),
          body: { reasons: [{ code: 'CASH_FLOW', text: '期限延长后现金流不足以覆盖' }] },
        }),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });
  });
});
