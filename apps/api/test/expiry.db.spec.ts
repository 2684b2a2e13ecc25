import { giveConsent, listConsents } from '@yinqi/contracts/disclosure';
import { getEngagement } from '@yinqi/contracts/engagements';
import { getFinancingRequest, startFinancingRequest } from '@yinqi/contracts/financing-requests';
import { Consents } from '../src/disclosure/consents.js';
import { DisclosureStore } from '../src/disclosure/disclosure.store.js';
import { ExpireConsentsChore } from '../src/disclosure/expire-consents.chore.js';
import { ExpireRequestsChore } from '../src/financing-requests/expire-requests.chore.js';
import { FinancingRequestsStore } from '../src/financing-requests/financing-requests.store.js';
import { RequestLifecycle } from '../src/financing-requests/request-lifecycle.js';
import { OrganisationsStore } from '../src/identity/organisations.store.js';
import { Database } from '../src/platform/database/database.js';
import { CaseWorld, CONSENT_GROUPS, type Applicant } from './support/case-world.js';
import type { BankStaff } from './support/bank-staff.js';

const DAY_MS = 86_400_000;
const IN_TIME = AbortSignal.timeout(120_000);

/** The clock of the installation is moved by hand; the chores are started as the scheduler would. */
describe('what ends by the clock', () => {
  let at: CaseWorld;
  let bank: BankStaff;
  let worker: Database;

  beforeEach(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行甲');
    worker = await new Database(at.installation.database.workerUrl, 2).open();
  });
  afterEach(async () => {
    await worker.close();
    await at.close();
  });

  const rows = <Row>(sql: string, ...values: unknown[]) => at.installation.database.rows<Row>(sql, values);
  const events = async (topic: string, id: string): Promise<number> =>
    (await rows('select 1 from outbox_event where topic = $1 and payload::text like $2', topic, `%${id}%`))
      .length;
  const after = (days: number): void => at.installation.clock.advance(days * DAY_MS);
  /** Sessions end long before consents do. */
  const again = async (applicant: Applicant) =>
    at.installation.signIn(await at.world.account('enterprise', applicant.enterprise.id, ['signatory']));

  describe('a consent', () => {
    it('holds through its last day, is closed after it, once, and takes the dossier with it', async () => {
      const store = new DisclosureStore();
      const chore = new ExpireConsentsChore(
        worker,
        store,
        new Consents(store, new OrganisationsStore()),
        at.installation.clock,
      );
      const { applicant, seen } = await at.pushed(bank);
      const id = seen.consent?.id ?? '';
      const state = async () => ({
        ended: (
          await rows<{ ended: boolean }>(
            'select ended_at is not null as ended from consent where id = $1',
            id,
          )
        )[0]?.ended,
        closed: (
          await rows<{ closed: boolean }>(
            'select revoked_at is not null as closed from engagement_dossier where consent_id = $1',
            id,
          )
        )[0]?.closed,
        told: await events('consent.changed', id),
      });
      // Given for 180 days, the last of which is a whole one.
      after(180);
      await chore.run(IN_TIME);
      expect(await state()).toEqual({ ended: false, closed: false, told: 1 });
      after(1);
      await chore.run(IN_TIME);
      await chore.run(IN_TIME);
      expect(await state()).toEqual({ ended: true, closed: true, told: 2 });
      await at.installation.settled();
      const officer = await at.installation.signIn(await at.world.account('bank', bank.bank.id, ['officer']));
      expect(await officer(getEngagement, { params: { id: seen.id } })).toMatchObject({
        consent: { id, state: 'ended' },
        dossier: null,
      });
      const { items } = await (await again(applicant))(listConsents, { query: { state: 'ended' } });
      expect(items.map((consent) => consent.id)).toEqual([id]);
    });
  });

  describe('a request', () => {
    it('expires where nobody works on it 90 days after the money was wished for, with what hangs on it', async () => {
      const store = new FinancingRequestsStore();
      const chore = new ExpireRequestsChore(
        worker,
        store,
        new RequestLifecycle(store),
        at.installation.clock,
      );
      // Needed by day 60: it outlives that day by 90.
      const idle = await at.applicant();
      const proposed = await at.applicant();
      const atBank = await at.applicant();
      const unverified = await at.applicant({ verified: false });
      const { id: consentId } = await idle.signatory(giveConsent, {
        body: { requestId: idle.requestId, bankId: bank.bank.id, fieldGroups: [...CONSENT_GROUPS] },
      });
      const proposal = await at.propose(proposed, bank);
      await at.push(atBank, bank);
      // Taken up: silence would have ended it long before.
      await at.accept(bank, await at.caseAt(atBank, bank));
      await at.installation.settled();
      const statuses = async () => {
        await at.installation.settled();
        const found = await rows<{ id: string; status: string }>('select id, status from financing_request');
        const of = ({ requestId }: Applicant) => found.find(({ id }) => id === requestId)?.status;
        return [idle, proposed, atBank, unverified].map(of);
      };
      after(150);
      await chore.run(IN_TIME);
      expect(await statuses()).toEqual(['matched', 'matched', 'engaged', 'submitted']);
      after(1);
      await chore.run(IN_TIME);
      await chore.run(IN_TIME);
      // A bank is at work on the third, and the fourth waits for the bureau.
      expect(await statuses()).toEqual(['expired', 'expired', 'engaged', 'submitted']);
      const history = await rows<{ actor_side: string }>(
        `select actor_side from financing_request_event where request_id = $1 and action = 'expire'`,
        idle.requestId,
      );
      expect(history).toEqual([{ actor_side: 'system' }]);
      expect(await rows('select status from engagement where id = $1', proposal.id)).toEqual([
        { status: 'withdrawn' },
      ]);
      expect(
        await rows(
          'select ended_at is not null as ended, withdrawn_at from consent where id = $1',
          consentId,
        ),
      ).toEqual([{ ended: true, withdrawn_at: null }]);
      const enterprise = await again(idle);
      const expired = await enterprise(getFinancingRequest, { params: { id: idle.requestId } });
      expect(expired).toMatchObject({ status: 'expired', nextStep: { what: 'copy_expired', yours: true } });
      const copy = await enterprise(startFinancingRequest, { body: { copyOf: idle.requestId } });
      expect(copy).toMatchObject({ status: 'draft', amountFen: expired.amountFen, neededBy: null });
    });
  });
});
