import { undoEngagement } from '@yinqi/contracts/engagement-commands';
import { getEngagement, type EngagementDetail } from '@yinqi/contracts/engagements';
import {
  getFinancingRequest,
  saveFinancingRequest,
  withdrawFinancingRequest,
} from '@yinqi/contracts/financing-requests';
import { chooseOffer } from '@yinqi/contracts/offers';
import type { BankStaff } from './support/bank-staff.js';
import { CaseWorld, type Applicant } from './support/case-world.js';
import { FinancingRequestsStore } from '../src/financing-requests/financing-requests.store.js';
import { RequestLifecycle } from '../src/financing-requests/request-lifecycle.js';
import { RequestReader } from '../src/financing-requests/request-reader.js';
import { Database } from '../src/platform/database/database.js';
import { EngagementMoves } from '../src/engagements/engagement-moves.js';
import { EngagementsStore } from '../src/engagements/engagements.store.js';
import { OffersStore } from '../src/engagements/offers.store.js';
import { RequestSettlement } from '../src/engagements/request-settlement.js';

const DAY_MS = 86_400_000;
const UNDO_MS = 10_000;
const of = (seen: EngagementDetail) => ({ params: { id: seen.id }, version: seen.version });
const sentOf = (seen: EngagementDetail): string => {
  const offer = seen.offers.findLast(({ status }) => status === 'sent');
  if (!offer) throw new Error('no open offer');
  return offer.id;
};

describe('settling a request', () => {
  let at: CaseWorld;
  let first: BankStaff;
  let second: BankStaff;
  let worker: Database;
  let settlement: RequestSettlement;

  beforeAll(async () => {
    // Ahead of the database: what is held back for an undo is not delivered while these tests run.
    at = await CaseWorld.open(new Date(Date.now() + DAY_MS));
    first = await at.bank('示例银行甲');
    second = await at.bank('示例银行乙');
    worker = await new Database(at.installation.database.workerUrl, 2).open();
    const requests = new FinancingRequestsStore();
    const engagements = new EngagementsStore();
    settlement = new RequestSettlement(
      new RequestReader(requests),
      new RequestLifecycle(requests),
      engagements,
      new OffersStore(),
      new EngagementMoves(engagements, at.installation.clock),
    );
  });
  afterAll(async () => {
    await worker.close();
    await at.close();
  });

  /** As an event of the case delivers it. */
  const settle = (seen: EngagementDetail) =>
    worker.asService('app_worker', (tx) =>
      settlement.settle(tx, { engagementIds: [seen.id] }, at.installation.clock.now()),
    );
  const choose = (applicant: Applicant, offerId: string, standbyId?: string) =>
    applicant.signatory(chooseOffer, {
      params: { id: applicant.requestId },
      body: { offerId, ...(standbyId === undefined ? {} : { standbyId }) },
    });

  it('takes a refusal that can still be undone for what it may become again', async () => {
    const { applicant, seen } = await at.pushed(first);
    expect(await at.requestStatus(applicant)).toBe('engaged');
    const declined = await at.decline(first, seen);
    await settle(declined);
    expect(await at.requestStatus(applicant)).toBe('engaged');
    const undone = await first.officer(undoEngagement, of(declined));
    expect(undone.status).toBe('pushed');
    await at.decline(first, undone);
    at.installation.clock.advance(UNDO_MS);
    await settle(undone);
    expect(await at.requestStatus(applicant)).toMatch(/^(verified|matched)$/);
  });

  it('frees the offer of a refused case by the clock of the platform, not of the database', async () => {
    const { applicant } = await at.pushed(first);
    const offered = await at.offered(applicant, first, 3200);
    await choose(applicant, sentOf(offered));
    const declined = await at.decline(first, await at.caseAt(applicant, first));
    await settle(declined);
    expect((await at.caseAt(applicant, first)).offers.map(({ status }) => status)).toEqual(['chosen']);
    at.installation.clock.advance(UNDO_MS);
    await settle(declined);
    expect((await at.caseAt(applicant, first)).offers.map(({ status }) => status)).toEqual(['lapsed']);
  });

  it('sets a case aside that an undo revives when nothing is left to fund', async () => {
    const applicant = await at.applicant();
    await at.push(applicant, first, second);
    const chosen = await at.offered(applicant, first, 3200);
    const declined = await at.decline(second, await at.caseAt(applicant, second));
    await choose(applicant, sentOf(chosen));
    const undone = await second.officer(undoEngagement, of(declined));
    expect(undone.status).toBe('pushed');
    await at.installation.settled();
    expect((await at.caseAt(applicant, second)).status).toBe('not_selected');
    expect((await at.caseAt(applicant, first)).status).toBe('accepted');
  });

  it('keeps a request engaged whose facts change while a bank is at work on it, and matches it again', async () => {
    const { applicant } = await at.pushed(first);
    await at.installation.settled();
    const params = { id: applicant.requestId };
    const { version } = await applicant.finance(getFinancingRequest, { params });
    await applicant.finance(saveFinancingRequest, { params, version, body: { collateral: ['receivables'] } });
    expect(await at.requestStatus(applicant)).toBe('engaged');
    const history = await at.installation.database.rows<{ action: string }>(
      `select action from financing_request_event where request_id = $1 and action <> 'revise' order by seq desc limit 2`,
      [applicant.requestId],
    );
    // Sent back to be matched, then engaged again for the bank that has it.
    expect(history[0]?.action).toMatch(/^(engage|resume_engagement)$/);
    const [run] = await at.installation.database.rows<{ fresh: boolean }>(
      `select m.content_version = r.content_version as fresh from match_result m
       join financing_request r on r.id = m.request_id where r.id = $1`,
      [applicant.requestId],
    );
    expect(run?.fresh).toBe(true);
  });

  it('holds only requests that have ended, so that nobody else waits', async () => {
    const { applicant, seen } = await at.pushed(first);
    const open = await at.applicant();
    const { version } = await applicant.finance(getFinancingRequest, { params: { id: applicant.requestId } });
    await applicant.finance(withdrawFinancingRequest, {
      params: { id: applicant.requestId },
      version,
      body: { reason: '改用自有资金' },
    });
    const other = await new Database(at.installation.database.workerUrl, 1).open();
    await other.asService('app_worker', async (busy) => {
      await busy.rows('select id from financing_request where id = $1 for update', [open.requestId]);
      // Would wait for the busy one until the lock timeout, were every request of the event held.
      await worker.asService('app_worker', (tx) =>
        settlement.endWithRequests(tx, [open.requestId, applicant.requestId]),
      );
    });
    await other.close();
    const after = await first.officer(getEngagement, { params: { id: seen.id } });
    expect(after.status).toBe('withdrawn');
  });
});
