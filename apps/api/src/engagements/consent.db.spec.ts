import { giveConsent, withdrawConsent } from '@yinqi/contracts/disclosure';
import { pushProposal } from '@yinqi/contracts/engagement-commands';
import { getEngagement, type EngagementDetail } from '@yinqi/contracts/engagements';
import type { ConsentGroup } from '@yinqi/domain/disclosure';
import type { BankStaff } from '../../test/support/bank-staff.js';
import { CaseWorld, CONSENT_GROUPS, type Applicant } from '../../test/support/case-world.js';

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
  });
});
