import { giveConsent, listOpenings, withdrawConsent } from '@yinqi/contracts/disclosure';
import {
  consentToProposal,
  proposeEngagement,
  pushProposal,
  pushRequest,
  withdrawEngagement,
} from '@yinqi/contracts/engagement-commands';
import { getEngagement, getRequestEngagements, listEngagements } from '@yinqi/contracts/engagements';
import type { BankStaff } from '../../test/support/bank-staff.js';
import { CaseWorld, CONSENT_GROUPS } from '../../test/support/case-world.js';

describe('how a bank is reached', () => {
  let at: CaseWorld;
  let bank: BankStaff;
  let other: BankStaff;

  beforeAll(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行甲');
    other = await at.bank('示例银行乙');
  });
  afterAll(() => at.close());

  it('copies what the consent opens, freezes the explanation and starts one working day', async () => {
    const { applicant, seen } = await at.pushed(bank);
    expect(seen.status).toBe('pushed');
    expect(seen.enterpriseName).toBe(applicant.enterprise.name);
    expect(seen.dossier?.fieldGroups).toEqual([...CONSENT_GROUPS]);
    expect(seen.dossier?.facts).toMatchObject({
      contactName: '顾清',
      amountFen: '3200000000',
      termMonths: 12,
    });
    // Not consented to: collateral stays closed.
    expect(seen.dossier?.facts).not.toHaveProperty('parentGuarantee');
    // Region, currency and amount hold.
    expect(seen.conditions?.atoms.map(({ truth }) => truth)).toEqual(['true', 'true', 'true']);
    expect([seen.criteriaMet, seen.criteriaTotal]).toEqual([3, 3]);
    // One working day is the seven office hours from now.
    expect(seen.minutesLeft).toBe(420);
    expect(seen.events.map(({ action }) => action)).toEqual(['push']);
    expect(await at.requestStatus(applicant)).toBe('engaged');
  });

  it('leaves one receipt per opening, and the enterprise reads who opened what', async () => {
    const { applicant, seen } = await at.pushed(bank);
    await bank.officer(getEngagement, { params: { id: seen.id } });
    const { items } = await applicant.signatory(listOpenings, { query: {} });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ bankName: bank.bank.name, fieldGroups: [...CONSENT_GROUPS] });
    at.installation.clock.advance(31 * 60_000);
    await bank.officer(getEngagement, { params: { id: seen.id } });
    expect((await applicant.signatory(listOpenings, { query: {} })).total).toBe(2);
  });

  it('gives a bank that no consent names nothing', async () => {
    const { seen } = await at.pushed(bank);
    await expect(other.officer(getEngagement, { params: { id: seen.id } })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
  });

  it('shows a proposal to nobody at the bank until the enterprise consents', async () => {
    const applicant = await at.applicant();
    const proposal = await at.propose(applicant, bank);
    expect(proposal).toMatchObject({ status: 'proposed', dossier: null, consent: null });
    const open = { params: { id: proposal.id } };
    await expect(bank.officer(getEngagement, open)).rejects.toMatchObject({ code: 'resource.not_found' });
    const before = await bank.officer(listEngagements, { query: { requestId: applicant.requestId } });
    expect(before.total).toBe(0);
    const consented = await applicant.signatory(consentToProposal, {
      ...open,
      version: proposal.version,
      body: { fieldGroups: [...CONSENT_GROUPS], validUntil: at.day(30) },
    });
    expect(consented).toMatchObject({ status: 'pushed', consent: { state: 'live', validUntil: at.day(30) } });
    const seen = await bank.officer(getEngagement, open);
    // Who proposed it, and why, stays between bureau and enterprise.
    expect(seen.events.map(({ action }) => action)).toEqual(['push']);
    expect(consented.events.map(({ action }) => action)).toEqual(['propose', 'push']);
  });

  it('proposes nobody who has not agreed to share', async () => {
    const applicant = await at.applicant({ willingToShare: false });
    await expect(at.propose(applicant, bank)).rejects.toMatchObject({ code: 'engagement.not_shareable' });
  });

  it('lets the enterprise refuse a proposal', async () => {
    const applicant = await at.applicant();
    const proposal = await at.propose(applicant, bank);
    const refused = await applicant.finance(withdrawEngagement, {
      params: { id: proposal.id },
      version: proposal.version,
      body: { reason: '已有合作银行' },
    });
    expect(refused.status).toBe('withdrawn');
  });

  it('lets the bureau push only with a consent on record', async () => {
    const applicant = await at.applicant();
    const proposal = await at.propose(applicant, bank);
    const push = { params: { id: proposal.id }, version: proposal.version };
    await expect(at.bureau(pushProposal, push)).rejects.toMatchObject({ code: 'engagement.consent_missing' });
    await applicant.signatory(giveConsent, {
      body: { requestId: applicant.requestId, bankId: bank.bank.id, fieldGroups: [...CONSENT_GROUPS] },
    });
    await expect(at.bureau(pushProposal, push)).resolves.toMatchObject({ status: 'pushed' });
  });

  it('closes the dossier with the consent, and the page says so', async () => {
    const { applicant, seen } = await at.pushed(bank);
    if (seen.consent === null) throw new Error('pushed under a consent');
    await applicant.signatory(withdrawConsent, { params: { id: seen.consent.id } });
    const after = await bank.officer(getEngagement, { params: { id: seen.id } });
    expect(after).toMatchObject({ enterpriseName: null, purpose: null, dossier: null, conditions: null });
    expect(after.consent?.state).toBe('withdrawn');
    const { items } = await bank.officer(listEngagements, { query: { requestId: applicant.requestId } });
    expect(items).toMatchObject([{ enterpriseName: null, termMonths: null }]);
    // The worker has stopped the bank's clock by then, which makes another version of the case.
    await at.installation.settled();
    const stopped = await bank.officer(getEngagement, { params: { id: seen.id } });
    await expect(at.accept(bank, stopped)).rejects.toMatchObject({ code: 'engagement.consent_missing' });
  });

  it('refuses a request that is not verified, a second push to the same bank and too narrow a consent', async () => {
    const raw = await at.applicant({ verified: false });
    await expect(at.push(raw, bank)).rejects.toMatchObject({
      code: 'transition.refused',
      params: { reason: 'guard.request_verified' },
    });
    const { applicant } = await at.pushed(bank);
    await expect(at.push(applicant, bank)).rejects.toMatchObject({ code: 'engagement.already_engaged' });
    await expect(
      applicant.signatory(pushRequest, {
        params: { id: applicant.requestId },
        body: { picks: [{ productId: at.productOf(other), fieldGroups: ['request'] }] },
      }),
    ).rejects.toMatchObject({
      code: 'request.invalid',
      faults: [{ pointer: '/body/picks/0/fieldGroups', code: 'consent.least_groups' }],
    });
  });

  it('refuses a product that does not fit', async () => {
    // The request is for 3200 万; this product ends at 1000 万.
    const small = await at.bank('示例银行丙', 1000);
    const applicant = await at.applicant();
    await expect(at.push(applicant, small)).rejects.toMatchObject({ code: 'engagement.not_matched' });
  });

  it('lets the finance clerk neither push nor consent', async () => {
    const applicant = await at.applicant();
    await expect(
      applicant.finance(pushRequest, {
        params: { id: applicant.requestId },
        body: { picks: [at.pick(bank)] },
      }),
    ).rejects.toMatchObject({ code: 'permission.denied' });
  });

  it('reaches at most five banks at once, even by two pushes at the same moment', async () => {
    const banks: BankStaff[] = [];
    for (const name of ['一', '二', '三', '四', '五', '六']) banks.push(await at.bank(`示例分行${name}`));
    const applicant = await at.applicant();
    const outcomes = await Promise.allSettled([
      at.push(applicant, ...banks.slice(0, 3)),
      at.push(applicant, ...banks.slice(3)),
    ]);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused).toMatchObject([{ code: 'engagement.fan_out_exceeded' }]);
    const { items } = await applicant.finance(getRequestEngagements, { params: { id: applicant.requestId } });
    // All or nothing: the refused three left no trace, not even a consent.
    expect(items).toHaveLength(3);
    await expect(at.propose(applicant, bank)).resolves.toMatchObject({ status: 'proposed' });
    await expect(at.propose(applicant, other)).resolves.toMatchObject({ status: 'proposed' });
    const sixth = banks.find((staff) => items.every((item) => item.bank.id !== staff.bank.id));
    if (!sixth) throw new Error('three of six are left');
    await expect(
      at.bureau(proposeEngagement, {
        params: { id: applicant.requestId },
        body: { productId: at.productOf(sixth) },
      }),
    ).rejects.toMatchObject({ code: 'engagement.fan_out_exceeded' });
  });
});
