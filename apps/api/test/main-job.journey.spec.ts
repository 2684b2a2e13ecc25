import { newIdempotencyKey, type Call } from '@yinqi/contracts/client';
import {
  acceptEngagement,
  declineEngagement,
  pushRequest,
  stepEngagement,
} from '@yinqi/contracts/engagement-commands';
import {
  approveCredit,
  recordContract,
  recordDisbursement,
  sendOffer,
} from '@yinqi/contracts/engagement-money';
import {
  getEngagement,
  getRequestEngagements,
  listEngagements,
  type EngagementDetail,
} from '@yinqi/contracts/engagements';
import {
  getFinancingRequest,
  listFinancingRequests,
  type RequestItem,
} from '@yinqi/contracts/financing-requests';
import { verifyFinancingRequest } from '@yinqi/contracts/request-decisions';
import {
  commitImport,
  downloadFaultyRows,
  editImportRow,
  getImport,
  listImportRows,
  undoImport,
  type ImportBatch,
} from '@yinqi/contracts/imports';
import { explainMatch, getRequestMatches } from '@yinqi/contracts/matching';
import { chooseOffer, compareOffers } from '@yinqi/contracts/offers';
import { getPipelineBreakdown, getPipelineOverview, listPipelineRequests } from '@yinqi/contracts/pipeline';
import type { ProductView } from '@yinqi/contracts/products';
import { read, utils } from '@e965/xlsx';
import { chinaDate } from '../src/platform/clock/china-date.js';
import { BankStaff, jiangsuRule, wan } from './support/bank-staff.js';
import { openInstallation, type Installation } from './support/installation.js';
import { storedVerdicts } from './support/stored-results.js';
import { importSurvey, stageSurvey } from './support/survey.js';
import { World, type Account } from './support/world.js';

const DAY_MS = 86_400_000;
/** Longer than the ten seconds in which a decision can be taken back. */
const UNDO_OVER_MS = 10_001;
/** Row 78 of the sheet: 1.5亿元 for a year, 设备更新, secured by receivables. */
const PROTAGONIST = '示例栖川自动化（泰州）有限公司';
const CONSENT = ['identity', 'contact', 'request', 'operations', 'collateral', 'match_explanation'] as const;
// A day behind the database, so that events held back for an undo need no waiting.
const NOW = new Date(Date.now() - DAY_MS);
const dayAfter = (days: number): string => chinaDate(NOW, days);
const TODAY = dayAfter(0);
const IN_A_YEAR = dayAfter(365);

describe('the main job, from a survey sheet to two disbursements', () => {
  let installation: Installation;
  let world: World;
  let clerkAccount: Account;
  let clerk: Call;
  let chosenBank: BankStaff;
  let otherBank: BankStaff;
  let decliningBank: BankStaff;
  let products: Record<'chosen' | 'other' | 'declining' | 'tooSmall' | 'open', ProductView>;
  let batch: ImportBatch;
  let request: RequestItem;
  let signatory: Call;
  const cases = new Map<string, EngagementDetail>();

  const settled = () => installation.settled();
  const theClerk = () => ({ call: clerk, settled });
  /** The case at one bank, as that bank sees it now. */
  const caseAt = async ({ bank, officer }: BankStaff): Promise<EngagementDetail> => {
    const known = cases.get(bank.id);
    if (!known) throw new Error(`${bank.name} has no case`);
    return officer(getEngagement, { params: { id: known.id } });
  };
  const at = async (staff: BankStaff) => {
    const { id, version } = await caseAt(staff);
    return { params: { id }, version };
  };
  const requestNow = (call: Call = clerk) => call(getFinancingRequest, { params: { id: request.id } });

  beforeAll(async () => {
    installation = await openInstallation({ now: NOW });
    world = await World.open(installation.database);
    await world.facilities();
    clerkAccount = await world.bureauOfficer('320000');
    clerk = await installation.signIn(clerkAccount);
    const hire = (name: string) => BankStaff.hire(world, installation.signIn, name);
    chosenBank = await hire('示例江海银行');
    otherBank = await hire('示例瓯越银行');
    decliningBank = await hire('示例远洋银行');
    products = {
      chosen: await chosenBank.publish({ code: 'JH-EQUIP', rule: jiangsuRule(500, 20_000) }),
      tooSmall: await chosenBank.publish({ code: 'JH-MICRO', rule: jiangsuRule(10, 300) }),
      other: await otherBank.publish({ code: 'OY-FIE', rule: jiangsuRule(100, 50_000) }),
      open: await otherBank.publish({
        code: 'OY-PATENT',
        rule: {
          all: [
            ...jiangsuRule(100, 50_000).all,
            { attribute: 'customsGrade', op: 'in', operand: ['aeo_advanced'] },
          ],
        },
      }),
      declining: await decliningBank.publish({ code: 'YY-TRADE', rule: jiangsuRule(1, 90_000) }),
    };
    await settled();
  });
  afterAll(async () => {
    await world.close();
    await installation.close();
  });

  describe('the clerk of the bureau imports the survey', () => {
    it('finds 102 good rows and 18 that need repair', async () => {
      batch = await stageSurvey(theClerk(), 'survey-sample');
      expect(batch).toMatchObject({ status: 'staged', goodRows: 102, faultyRows: 18 });
      expect(batch.totals).toMatchObject({ rows: 120, create: 102, update: 0, skip: 0, faulty: 18 });
    });

    it('opens the same import when the same file is uploaded again', async () => {
      const again = await stageSurvey(theClerk(), 'survey-sample');
      expect(again.id).toBe(batch.id);
    });

    it('repairs one cell in place, and not from a page that is out of date', async () => {
      const faulty = await clerk(listImportRows, {
        params: { id: batch.id },
        query: { state: ['faulty'], fault: 'amount' },
      });
      const row = faulty.items[0];
      expect(row).toMatchObject({ name: '示例岑溪传动有限公司', state: 'faulty', amountFen: null });
      const edit = {
        params: { id: batch.id, row: row?.row ?? 0 },
        body: { field: 'amountFen', text: '3,200万' },
      } as const;
      const version = row?.version ?? 0;
      const repaired = await clerk(editImportRow, { ...edit, version });
      expect(repaired).toMatchObject({ state: 'good', amountFen: wan(3200), faults: [] });
      await expect(
        clerk(editImportRow, { ...edit, body: { field: 'amountFen', text: '32万' }, version }),
      ).rejects.toMatchObject({ code: 'resource.version_conflict', status: 409 });
    });

    it('downloads the other seventeen with what is wrong beside each', async () => {
      const bytes = await clerk(downloadFaultyRows, { params: { id: batch.id } });
      const book = read(bytes);
      const sheet = book.Sheets[book.SheetNames[0] ?? ''];
      if (!sheet) throw new Error('the workbook has a sheet');
      const rows = utils.sheet_to_json<(string | number)[]>(sheet, { header: 1, blankrows: false });
      const header = rows.findIndex((row) => row.includes('错误说明'));
      expect(rows.slice(header + 1)).toHaveLength(17);
    });

    it('registers the good rows once, however often the command is sent', async () => {
      const { version } = await clerk(getImport, { params: { id: batch.id } });
      const command = { params: { id: batch.id }, version };
      await expect(clerk(commitImport, { ...command, version: version - 1 })).rejects.toMatchObject({
        code: 'resource.version_conflict',
      });
      const idempotencyKey = newIdempotencyKey();
      const first = await clerk(commitImport, command, { idempotencyKey });
      const replayed = await clerk(commitImport, command, { idempotencyKey });
      expect(first).toMatchObject({ status: 'committed', committedRows: 103 });
      expect(replayed).toEqual(first);
      await expect(
        clerk(commitImport, { ...command, version: version + 1 }, { idempotencyKey }),
      ).rejects.toMatchObject({ code: 'idempotency.mismatch', status: 422 });
      batch = first;
    });

    it('finds 103 submitted requests, each with an enterprise and a match', async () => {
      await settled();
      const list = await clerk(listFinancingRequests, { query: { limit: 200 } });
      expect(list.total).toBe(103);
      expect(new Set(list.items.map(({ status }) => status))).toEqual(new Set(['submitted']));
      const [counts] = await installation.database.rows<{ requests: number; results: number }>(
        `select (select count(*) from financing_request)::int as requests,
                (select count(*) from match_result)::int as results`,
      );
      expect(counts).toEqual({ requests: 103, results: 103 });
      const found = list.items.find(({ enterpriseName }) => enterpriseName === PROTAGONIST);
      if (!found) throw new Error(`${PROTAGONIST} is in the sheet`);
      request = found;
      expect(request).toMatchObject({ amountFen: wan(15_000), currency: 'CNY', termMonths: 12 });
    });
  });

  describe('the bureau verifies', () => {
    it('and nobody else does', async () => {
      const { version } = await requestNow();
      const verify = { params: { id: request.id }, version };
      await expect(chosenBank.officer(verifyFinancingRequest, verify)).rejects.toMatchObject({
        code: 'permission.denied',
      });
      const otherCity = await installation.signIn(await world.bureauOfficer('320500'));
      await expect(otherCity(verifyFinancingRequest, verify)).rejects.toMatchObject({
        code: 'resource.not_found',
      });
      await clerk(verifyFinancingRequest, verify);
      await expect(clerk(verifyFinancingRequest, verify)).rejects.toMatchObject({
        code: 'resource.version_conflict',
      });
      await settled();
      const after = await requestNow();
      expect(after.status).toBe('matched');
      await expect(
        clerk(verifyFinancingRequest, { ...verify, version: after.version }),
      ).rejects.toMatchObject({ code: 'transition.refused' });
    });
  });

  describe('the enterprise reads why, and chooses whom it asks', () => {
    beforeAll(async () => {
      signatory = await installation.signIn(
        await world.account('enterprise', request.enterpriseId, ['signatory']),
      );
    });

    it('sees the same verdicts that were stored, each explained condition by condition', async () => {
      const matches = await signatory(getRequestMatches, { params: { id: request.id } });
      // Three fit; one is too small for 1.5亿; one asks for a customs grade the sheet does not give.
      expect(matches.counts).toMatchObject({
        eligible: 3,
        unavailable: 0,
        ineligible: 1,
        needsInformation: 1,
      });
      const verdicts = await storedVerdicts(installation.database, request.id);
      // What does not fit is not kept: it is whatever the catalogue holds besides.
      expect(verdicts.size).toBe(matches.items.length - matches.counts.ineligible);
      for (const item of matches.items) {
        const { explanation, met, total } = await signatory(explainMatch, {
          params: { id: request.id, productId: item.productId },
        });
        expect(explanation).toMatchObject({ verdict: item.verdict, productVersion: item.productVersion });
        expect({ met, total }).toEqual({ met: item.met, total: item.total });
        expect(verdicts.get(item.productId)).toEqual(
          item.verdict === 'ineligible' ? undefined : item.verdict,
        );
      }
      const open = matches.items.find(({ productId }) => productId === products.open.id);
      expect(open?.missing.map(({ attribute }) => attribute)).toEqual(['customsGrade']);
    });

    it('pushes to three banks with its consent, once however often it is sent', async () => {
      const fieldGroups = [...CONSENT];
      const push = {
        params: { id: request.id },
        body: {
          picks: [products.chosen, products.other, products.declining].map(({ id }) => ({
            productId: id,
            fieldGroups,
          })),
        },
      };
      const finance = await installation.signIn(
        await world.account('enterprise', request.enterpriseId, ['finance']),
      );
      await expect(finance(pushRequest, push)).rejects.toMatchObject({ code: 'permission.denied' });
      await expect(
        signatory(pushRequest, {
          ...push,
          body: { picks: [{ productId: products.tooSmall.id, fieldGroups }] },
        }),
      ).rejects.toMatchObject({ code: 'engagement.not_matched' });
      const idempotencyKey = newIdempotencyKey();
      const pushed = await signatory(pushRequest, push, { idempotencyKey });
      const replayed = await signatory(pushRequest, push, { idempotencyKey });
      expect(pushed.items.map(({ status }) => status)).toEqual(['pushed', 'pushed', 'pushed']);
      expect(replayed.items.map(({ id }) => id).sort()).toEqual(pushed.items.map(({ id }) => id).sort());
      for (const item of pushed.items) cases.set(item.bank.id, item);
      await expect(
        signatory(pushRequest, {
          ...push,
          body: { picks: [{ productId: products.chosen.id, fieldGroups }] },
        }),
      ).rejects.toMatchObject({ code: 'engagement.already_engaged' });
      await settled();
      expect((await requestNow()).status).toBe('engaged');
    });
  });

  describe('the banks answer', () => {
    it('each sees its own case in its queue, with what the consent opens and nothing else', async () => {
      const queue = await chosenBank.officer(listEngagements, { query: { stage: 'answer' } });
      expect(queue).toMatchObject({ total: 1, totalFen: wan(15_000) });
      const mine = await caseAt(chosenBank);
      expect(mine.enterpriseName).toBe(PROTAGONIST);
      expect(mine.dossier?.fieldGroups.toSorted()).toEqual([...CONSENT].sort());
      const foreign = cases.get(otherBank.bank.id)?.id ?? '';
      await expect(chosenBank.officer(getEngagement, { params: { id: foreign } })).rejects.toMatchObject({
        code: 'resource.not_found',
      });
    });

    it('one declines with its reasons, of which the bureau reads the family', async () => {
      const reasons = [
        { code: 'INDUSTRY_POLICY', text: '本行今年不新增该行业设备类中长期授信' },
        { code: 'BANK_QUOTA_EXHAUSTED', text: '本季度外资专项信贷规模已用完' },
      ] as const;
      const open = await at(decliningBank);
      await expect(
        decliningBank.officer(declineEngagement, {
          ...open,
          body: { reasons: [{ code: 'OTHER', text: '' }] },
        }),
      ).rejects.toMatchObject({ status: 422 });
      await decliningBank.officer(declineEngagement, { ...open, body: { reasons: [...reasons] } });
      installation.clock.advance(UNDO_OVER_MS);
      const seen = async (call: Call) => (await call(getEngagement, { params: open.params })).declineReasons;
      expect(await seen(signatory)).toMatchObject(reasons);
      expect(await seen(clerk)).toEqual([
        { family: 'policy', code: null, text: null },
        { family: 'bank_side', code: null, text: null },
      ]);
    });

    it('two take it up and offer; an illegal step is refused with its reason', async () => {
      for (const [staff, annualRateBp] of [
        [chosenBank, 345],
        [otherBank, 380],
      ] as const) {
        await expect(
          staff.officer(stepEngagement, { ...(await at(staff)), body: { step: 'submit_to_review' } }),
        ).rejects.toMatchObject({
          code: 'transition.refused',
          params: { reason: 'transition.not_from_this_state', state: 'pushed' },
        });
        await staff.officer(acceptEngagement, await at(staff));
        for (const step of ['record_contact', 'start_due_diligence'] as const) {
          installation.clock.advance(UNDO_OVER_MS);
          await staff.officer(stepEngagement, { ...(await at(staff)), body: { step } });
        }
        installation.clock.advance(UNDO_OVER_MS);
        const offered = await staff.officer(sendOffer, {
          ...(await at(staff)),
          body: {
            amountFen: wan(15_000),
            annualRateBp,
            termMonths: 12,
            guaranteeFeeFen: '0',
            appraisalFeeFen: '0',
            collateral: ['receivables'],
            disbursementDays: 7,
            conditions: null,
            validUntil: IN_A_YEAR,
          },
        });
        expect(offered.offers).toMatchObject([{ status: 'sent', amountFen: wan(15_000) }]);
      }
    });
  });

  describe('the enterprise compares and chooses', () => {
    it('and the losing offer ends with it', async () => {
      const comparison = await signatory(compareOffers, { params: { id: request.id } });
      expect(comparison).toMatchObject({ requestedFen: wan(15_000), restFen: wan(15_000) });
      const offer = comparison.offers.find(({ bankId }) => bankId === chosenBank.bank.id);
      // 1.5亿 at 3.45 % for twelve months: 15,000万 × 0.0345 = 517.5万.
      expect(offer?.cost).toMatchObject({ interestFen: '517500000', feesFen: '0', annualBp: 345 });
      const choice = { params: { id: request.id }, body: { offerId: offer?.id ?? '' } };
      await expect(chosenBank.officer(chooseOffer, choice)).rejects.toMatchObject({
        code: 'permission.denied',
      });
      await expect(
        chosenBank.approver(approveCredit, { ...(await at(chosenBank)), body: APPROVAL }),
      ).rejects.toMatchObject({ code: 'transition.refused' });
      const after = await signatory(chooseOffer, choice);
      expect(after).toMatchObject({ chosenFen: wan(15_000), restFen: '0' });
      const states = new Map(after.offers.map(({ bankId, status }) => [bankId, status]));
      expect(states.get(chosenBank.bank.id)).toBe('chosen');
      expect(states.get(otherBank.bank.id)).toBe('not_chosen');
      expect((await caseAt(otherBank)).status).toBe('not_selected');
    });
  });

  describe('the chosen bank approves, signs and pays out', () => {
    it('approves only by its approver', async () => {
      await chosenBank.officer(stepEngagement, {
        ...(await at(chosenBank)),
        body: { step: 'submit_to_review' },
      });
      installation.clock.advance(UNDO_OVER_MS);
      const review = { ...(await at(chosenBank)), body: APPROVAL };
      await expect(chosenBank.officer(approveCredit, review)).rejects.toMatchObject({
        code: 'permission.denied',
      });
      const approved = await chosenBank.approver(approveCredit, review);
      expect(approved).toMatchObject({ status: 'approved', approvedFen: wan(15_000) });
    });

    it('reports a contract and two disbursements by their 借据号, each once', async () => {
      await chosenBank.officer(recordContract, {
        ...(await at(chosenBank)),
        body: { contractNumber: 'JH-2027-0001', signedOn: TODAY },
      });
      const first = await at(chosenBank);
      const idempotencyKey = newIdempotencyKey();
      const disburse = { ...first, body: note('JJ-2027-0001', 9_000) };
      const part = await chosenBank.officer(recordDisbursement, disburse, { idempotencyKey });
      expect(part).toMatchObject({ status: 'partially_disbursed', disbursedFen: wan(9_000) });
      const replayed = await chosenBank.officer(recordDisbursement, disburse, { idempotencyKey });
      expect(replayed.disbursements).toEqual(part.disbursements);
      await expect(
        chosenBank.officer(recordDisbursement, {
          ...(await at(chosenBank)),
          body: note('JJ-2027-0001', 6_000),
        }),
      ).rejects.toMatchObject({ code: 'disbursement.duplicate_note' });
      await expect(
        chosenBank.officer(recordDisbursement, {
          ...(await at(chosenBank)),
          body: note('JJ-2027-0002', 6_001),
        }),
      ).rejects.toMatchObject({ code: 'disbursement.exceeds_approval' });
      const whole = await chosenBank.officer(recordDisbursement, {
        ...(await at(chosenBank)),
        body: note('JJ-2027-0002', 6_000),
      });
      // 9,000万 + 6,000万 = the approved 1.5亿.
      expect(whole).toMatchObject({ status: 'disbursed', disbursedFen: wan(15_000) });
      await settled();
      expect((await requestNow()).status).toBe('funded');
    });

    it('leaves a timeline on which each act stands once', async () => {
      const { events } = await caseAt(chosenBank);
      expect(events.map(({ to }) => to).filter((to, index, all) => to !== all[index - 1])).toEqual([
        'pushed',
        'accepted',
        'contacted',
        'due_diligence',
        'credit_review',
        'approved',
        'contracted',
        'partially_disbursed',
        'disbursed',
      ]);
      const { items } = await clerk(getRequestEngagements, { params: { id: request.id } });
      expect(items.map(({ status }) => status).sort()).toEqual(['declined', 'disbursed', 'not_selected']);
    });
  });

  describe('the bureau sees it in its figures', () => {
    it('and every number opens as many rows, among them this request', async () => {
      const { funnel } = await clerk(getPipelineOverview, { query: {} });
      const counts = Object.fromEntries(funnel.map(({ stage, count }) => [stage, count]));
      // 103 rows were registered; one request went all the way.
      expect(counts).toEqual({
        registered: 103,
        verified: 1,
        matched: 1,
        pushed: 1,
        accepted: 1,
        approved: 1,
        disbursed: 1,
      });
      for (const { stage, count, amounts } of funnel) {
        const rows = await clerk(listPipelineRequests, { query: { stage, limit: 200 } });
        expect({ stage, total: rows.total, amounts: rows.amounts }).toEqual({ stage, total: count, amounts });
        expect(rows.items).toHaveLength(count);
        expect(rows.items.map(({ id }) => id)).toContain(request.id);
      }
      const paid = funnel.find(({ stage }) => stage === 'disbursed');
      expect(paid?.amounts).toEqual([{ currency: 'CNY', amountFen: wan(15_000) }]);
    });

    it('and in each breakdown, whose cells open as many rows too', async () => {
      for (const by of ['unit', 'bank', 'industry'] as const) {
        const { rows } = await clerk(getPipelineBreakdown, { query: { by } });
        const funded = rows.filter(({ stages }) =>
          stages.some(({ stage, count }) => stage === 'disbursed' && count > 0),
        );
        expect(funded).toHaveLength(1);
        const [row] = funded;
        if (!row) throw new Error('one row holds the funded request');
        const key =
          by === 'unit' ? { unitId: row.key } : by === 'bank' ? { bankId: row.key } : { industry: row.key };
        for (const { stage, count } of row.stages) {
          const drilled = await clerk(listPipelineRequests, {
            query: { ...key, ...(row.direct ? { direct: 'true' as const } : {}), stage },
          });
          expect({ by, stage, total: drilled.total }).toEqual({ by, stage, total: count });
        }
      }
    });
  });

  describe('an import can be undone while nothing follows from it', () => {
    it('takes back the county sheet and the enterprises it made', async () => {
      const count = async () =>
        (await clerk(listFinancingRequests, { query: { status: ['submitted'] } })).total;
      const before = await count();
      const county = await importSurvey(theClerk(), 'survey-county');
      expect(county).toMatchObject({ status: 'committed', committedRows: 54 });
      expect(await count()).toBe(before + 54);
      expect(await clerk(undoImport, { params: { id: county.id } })).toMatchObject({ status: 'undone' });
      expect(await count()).toBe(before);
    });

    it('not the first one, where a request has been verified', async () => {
      await expect(clerk(undoImport, { params: { id: batch.id } })).rejects.toMatchObject({
        code: 'import.undo_in_use',
        status: 409,
      });
    });
  });
});

const APPROVAL = {
  amountFen: wan(15_000),
  annualRateBp: 345,
  revolving: false,
  validUntil: IN_A_YEAR,
  conditions: null,
};

const note = (noteNumber: string, amountWan: number) => ({
  noteNumber,
  amountFen: wan(amountWan),
  annualRateBp: 345,
  disbursedOn: TODAY,
  maturesOn: IN_A_YEAR,
});
