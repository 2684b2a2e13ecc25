import { randomUUID } from 'node:crypto';
import { giveConsent, withdrawConsent } from '@yinqi/contracts/disclosure';
import { pushProposal, pushRequest, withdrawEngagement } from '@yinqi/contracts/engagement-commands';
import {
  getEngagement,
  getRequestEngagements,
  listEngagements,
  type EngagementDetail,
} from '@yinqi/contracts/engagements';
import { chooseOffer } from '@yinqi/contracts/offers';
import type { ConsentGroup } from '@yinqi/domain/disclosure';
import type { BankStaff } from '../../test/support/bank-staff.js';
import { CaseWorld, CONSENT_GROUPS, type Applicant } from '../../test/support/case-world.js';
import { eventually } from '../../test/support/eventually.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';

const consentIdOf = ({ consent }: EngagementDetail): string => {
  if (consent === null) throw new Error('pushed under a consent');
  return consent.id;
};

describe('a case and the consent it rests on', () => {
  let at: CaseWorld;
  let bank: BankStaff;
  let other: BankStaff;

  const open = (staff: BankStaff, { id }: EngagementDetail) =>
    staff.officer(getEngagement, { params: { id } });
  const agree = (applicant: Applicant, more: object = {}, staff = bank) =>
    applicant.signatory(giveConsent, {
      body: {
        requestId: applicant.requestId,
        bankId: staff.bank.id,
        fieldGroups: [...CONSENT_GROUPS],
        ...more,
      },
    });
  const withdraw = (applicant: Applicant, seen: EngagementDetail) =>
    applicant.signatory(withdrawConsent, { params: { id: consentIdOf(seen) } });

  beforeAll(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行甲');
    other = await at.bank('示例银行乙');
  });
  afterAll(() => at.close());

  describe('for a head-office reader abroad', () => {
    it('shows that there is a contact, not who', async () => {
      const { applicant, seen } = await at.pushed(bank);
      const abroad = await at.installation.signIn(
        await at.world.account('enterprise', applicant.enterprise.id, ['hq_viewer']),
      );
      const one = await abroad(getEngagement, { params: { id: seen.id } });
      const all = await abroad(getRequestEngagements, { params: { id: applicant.requestId } });
      for (const detail of [one, ...all.items]) {
        expect(detail.dossier?.facts).toMatchObject({
          enterpriseName: applicant.enterprise.name,
          amountFen: '3200000000',
          contactName: '顾**',
          contactPhone: '051****34',
        });
        expect(detail.conditions?.atoms).toHaveLength(3);
      }
    });
  });

  describe('what the bank reads of the request', () => {
    it('is nothing once the consent is withdrawn, in the case, the list and its sums', async () => {
      const { applicant, seen } = await at.pushed(bank);
      const query = { requestId: applicant.requestId };
      const before = await bank.officer(listEngagements, { query });
      expect(before).toMatchObject({ totalFen: '3200000000', otherCurrencyCount: 0 });
      await withdraw(applicant, seen);
      const closed = { requestedFen: null, currency: null, criteriaMet: null, criteriaTotal: null };
      await expect(open(bank, seen)).resolves.toMatchObject(closed);
      const after = await bank.officer(listEngagements, { query });
      expect(after).toMatchObject({ total: 1, items: [closed], totalFen: '0', otherCurrencyCount: 0 });
      // The enterprise goes on reading its own request.
      const { items } = await applicant.finance(getRequestEngagements, {
        params: { id: applicant.requestId },
      });
      expect(items).toMatchObject([{ requestedFen: '3200000000', currency: 'CNY', criteriaTotal: 3 }]);
    });

    it('leaves out how well it fits where the explanation was not agreed to', async () => {
      const applicant = await at.applicant();
      await applicant.signatory(pushRequest, {
        params: { id: applicant.requestId },
        body: { picks: [{ productId: at.productOf(bank), fieldGroups: ['identity', 'request'] }] },
      });
      const seen = await at.caseAt(applicant, bank);
      expect(seen).toMatchObject({ requestedFen: '3200000000', criteriaMet: null, criteriaTotal: null });
    });
  });

  describe('a push on a recorded consent', () => {
    const proposed = async (): Promise<{ applicant: Applicant; push: () => Promise<EngagementDetail> }> => {
      const applicant = await at.applicant();
      const { id, version } = await at.propose(applicant, bank);
      return { applicant, push: () => at.bureau(pushProposal, { params: { id }, version }) };
    };

    it.each<[string, { purpose?: 'post_loan_management'; fieldGroups?: ConsentGroup[] }]>([
      ['for another purpose', { purpose: 'post_loan_management' }],
      ['too narrow to tell what is asked', { fieldGroups: ['identity', 'contact'] }],
    ])('is refused where the only one is %s', async (_, terms) => {
      const { applicant, push } = await proposed();
      await agree(applicant, terms);
      await expect(push()).rejects.toMatchObject({ code: 'engagement.consent_missing' });
    });

    it('sees a withdrawal that was faster by a moment', async () => {
      const { applicant, push } = await proposed();
      const { id: consentId } = await agree(applicant);
      const signatory: Caller = {
        accountId: randomUUID(),
        displayName: '法定代表人 沈予安',
        sessionId: randomUUID(),
        organisationId: applicant.enterprise.id,
        side: 'enterprise',
        roles: ['signatory'],
        permissions: new Set(),
        unit: { lo: 0, hi: 0 },
        bankId: undefined,
        isHeadOffice: false,
      };
      const database = await new Database(at.installation.database.apiUrl, 1).open();
      const pushing = await database.asCaller(signatory, async (tx) => {
        await tx.execute('update consent set withdrawn_at = $2 where id = $1', [
          consentId,
          at.installation.clock.now(),
        ]);
        const outcome = Promise.allSettled([push()]);
        const isWaiting = eventually('the push waits for the withdrawal', async () => {
          const [blocked] = await at.installation.database.rows(
            `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          );
          return blocked;
        });
        await Promise.race([isWaiting, outcome]);
        // Not awaited here: it can only end when this transaction has.
        return { outcome };
      });
      const [pushed] = await pushing.outcome;
      await database.close();
      expect(pushed).toMatchObject({ status: 'rejected', reason: { code: 'engagement.consent_missing' } });
      const dossiers = await at.installation.database.rows(
        'select 1 from engagement_dossier where consent_id = $1',
        [consentId],
      );
      expect(dossiers).toEqual([]);
    });
  });

  describe('a fresh consent', () => {
    it('opens the running case again, with what it names and until its end', async () => {
      const { applicant, seen } = await at.pushed(bank);
      await withdraw(applicant, seen);
      await expect(open(bank, seen)).resolves.toMatchObject({ dossier: null });
      const fresh = await agree(applicant, {
        fieldGroups: ['identity', 'request', 'match_explanation'],
        validUntil: at.day(40),
      });
      await at.installation.settled();
      const again = await open(bank, seen);
      expect(again).toMatchObject({
        consent: { id: fresh.id, state: 'live' },
        dossier: { fieldGroups: ['identity', 'request', 'match_explanation'], validUntil: at.day(40) },
        requestedFen: '3200000000',
      });
      expect(again.dossier?.facts).toMatchObject({ contactName: '顾**' });
      expect(again.conditions?.atoms).toHaveLength(3);
      await expect(at.accept(bank, again)).resolves.toMatchObject({ status: 'accepted' });
    });

    it('sets the bank’s time going again, which stood while there was none', async () => {
      const { applicant, seen } = await at.pushed(bank);
      await withdraw(applicant, seen);
      await at.installation.settled();
      await expect(open(bank, seen)).resolves.toMatchObject({
        status: 'pushed',
        dueAt: null,
        nextStep: { who: 'enterprise', what: 'renew_consent' },
      });
      at.installation.clock.advance(600_000);
      await agree(applicant);
      await at.installation.settled();
      const again = await open(bank, seen);
      expect(again).toMatchObject({
        minutesLeft: seen.minutesLeft,
        minutesUsed: { bank: 0, enterprise: 10 },
        nextStep: { who: 'bank', what: 'answer_push' },
      });
      expect(again.events.map(({ action }) => action)).toEqual(['push', 'end_consent', 'renew_consent']);
    });

    it('for another purpose opens nothing', async () => {
      const { applicant, seen } = await at.pushed(bank);
      await withdraw(applicant, seen);
      await agree(applicant, { purpose: 'post_loan_management' });
      await at.installation.settled();
      await expect(open(bank, seen)).resolves.toMatchObject({ dossier: null });
    });
  });

  describe('a case that has ended', () => {
    it('closes its dossier, though the consent would last', async () => {
      const applicant = await at.applicant();
      await at.push(applicant, bank, other);
      await at.offered(applicant, bank, 3200);
      const { offers } = await at.caseAt(applicant, bank);
      await applicant.signatory(chooseOffer, {
        params: { id: applicant.requestId },
        body: { offerId: offers[0]?.id ?? '' },
      });
      await at.installation.settled();
      const ended = await at.caseAt(applicant, other);
      expect(ended).toMatchObject({ status: 'not_selected', consent: { state: 'live' }, dossier: null });
      await expect(at.caseAt(applicant, bank)).resolves.toMatchObject({
        dossier: { fieldGroups: CONSENT_GROUPS },
      });
    });
  });

  describe('a case the enterprise takes back', () => {
    it('closes its dossier with it', async () => {
      const { applicant, seen } = await at.pushed(bank);
      await applicant.finance(withdrawEngagement, {
        params: { id: seen.id },
        version: seen.version,
        body: {},
      });
      await at.installation.settled();
      await expect(open(bank, seen)).resolves.toMatchObject({ status: 'withdrawn', dossier: null });
    });
  });

  describe('after the last day', () => {
    it('shows the bank nothing, whatever the database’s own clock says', async () => {
      const applicant = await at.applicant();
      await applicant.signatory(pushRequest, {
        params: { id: applicant.requestId },
        body: { picks: [{ ...at.pick(bank), validUntil: at.day(60) }] },
      });
      const { id } = await at.caseAt(applicant, bank);
      const unheard = await at.pushed(bank);
      await withdraw(unheard.applicant, unheard.seen);
      await at.installation.settled();
      // Only the clock of this installation moves on; the database still counts the real days.
      at.installation.clock.advance(61 * 86_400_000);
      const officer = await at.installation.signIn(bank.officerAccount);
      await expect(officer(getEngagement, { params: { id } })).resolves.toMatchObject({
        consent: { state: 'ended' },
        enterpriseName: null,
        requestedFen: null,
        dossier: null,
        conditions: null,
      });
      const { items, totalFen } = await officer(listEngagements, {
        query: { requestId: applicant.requestId },
      });
      expect({ items, totalFen }).toMatchObject({
        items: [{ enterpriseName: null, requestedFen: null, criteriaTotal: null }],
        totalFen: '0',
      });
      const found = await officer(listEngagements, { query: { search: applicant.enterprise.name } });
      expect(found.items).toEqual([]);
      // Who was no longer let in to read it has not kept silent about it.
      await at.installation.settled();
      await expect(officer(getEngagement, { params: { id: unheard.seen.id } })).resolves.toMatchObject({
        status: 'pushed',
      });
    });
  });
});
