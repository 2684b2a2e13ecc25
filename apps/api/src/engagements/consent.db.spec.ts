import { randomUUID } from 'node:crypto';
import { giveConsent, withdrawConsent } from '@yinqi/contracts/disclosure';
import { pushProposal } from '@yinqi/contracts/engagement-commands';
import { getEngagement, type EngagementDetail } from '@yinqi/contracts/engagements';
import type { ConsentGroup } from '@yinqi/domain/disclosure';
import type { BankStaff } from '../../test/support/bank-staff.js';
import { CaseWorld, CONSENT_GROUPS, type Applicant } from '../../test/support/case-world.js';
import { eventually } from '../../test/support/eventually.js';
import { Consents } from '../disclosure/disclosure.public.js';
import { DisclosureStore } from '../disclosure/disclosure.store.js';
import { OrganisationsStore } from '../identity/identity.public.js';
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
      const consents = new Consents(new DisclosureStore(), new OrganisationsStore());
      const pushing = await database.asCaller(signatory, async (tx) => {
        await consents.withdraw(tx, consentId, at.installation.clock.now());
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
});
