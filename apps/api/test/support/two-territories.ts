import { randomUUID } from 'node:crypto';
import { createAllocation } from '@yinqi/contracts/allocation';
import type { Call } from '@yinqi/contracts/client';
import { uploadConsentPaper } from '@yinqi/contracts/disclosure';
import { askSupplement } from '@yinqi/contracts/engagement-commands';
import { nameDeputy } from '@yinqi/contracts/handovers';
import { pasteOutcomes } from '@yinqi/contracts/outcomes';
import { beginRepair } from '@yinqi/contracts/refusal-commands';
import { askRulePreview } from '@yinqi/contracts/rule-previews';
import { uploadStatement } from '@yinqi/contracts/statements';
import { facilityIdOf } from '../../src/seed/facilities.seed.js';
import type { BankStaff } from './bank-staff.js';
import type { CaseWorld } from './case-world.js';
import { quotaBook } from './quota-book.js';
import { stageSurvey } from './survey.js';
import type { Account, Organisation, World } from './world.js';

export const RESOURCE_KINDS = [
  'enterprise',
  'request',
  'paper',
  'consent',
  'engagement',
  'supplement',
  'repairTask',
  'offer',
  'product',
  'rulePreview',
  'batch',
  'facility',
  'allocation',
  'pool',
  'quotaHold',
  'allotment',
  'facilityTerms',
  'quotaException',
  'claim',
  'claimBatch',
  'deputy',
  'outcomeBatch',
  'letter',
  'statement',
  'webhook',
  'webhookDelivery',
] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];
export type ResourceIds = Readonly<Record<ResourceKind, string>>;

/** One organisation per side with people in every role that acts, and a record of every kind between them. */
export type Territory = {
  readonly people: Readonly<
    Record<'enterprise' | 'bank' | 'bureau' | 'facility_administrator', Account & { organisationId: string }>
  >;
  /** An office of the bank that does not serve the enterprise. */
  readonly branchElsewhere: Account;
  readonly ids: ResourceIds;
};

type Place = { readonly regionCode: string; readonly elsewhere: string; readonly tool: string };

const PAPER = new TextEncoder().encode('%PDF-1.7 signed and sealed');

async function paperOf(bureau: Call, enterprise: Organisation): Promise<string> {
  const params = { id: enterprise.id };
  return (await bureau(uploadConsentPaper, { params, query: { fileName: '授权书.pdf' }, bytes: PAPER })).id;
}

/** A signed 督办单 on a case. */
async function letterOn(world: World, engagementId: string): Promise<string> {
  const id = randomUUID();
  await world.insert(
    `insert into supervision_letter (id, number, engagement_id, request_number, bank_id, branch_id, branch_position,
       unit_position, duty, due_at, colour, status, text, signed_by_name, signed_at, reply_due_at, created_at, updated_at)
     select $1::uuid, $1::uuid::text, e.id, e.request_number, e.bank_id, e.branch_id, e.branch_position, e.unit_position,
       'answer', now(), 'yellow', 'sent', '请办理。', '周宁', now(), now(), now(), now()
     from engagement e where e.id = $2`,
    [id, engagementId],
  );
  await world.insert(
    `insert into supervision_letter_event (id, letter_id, unit_position, bank_id, at, action, actor_side, actor_name)
     select $1, l.id, l.unit_position, l.bank_id, now(), 'sign', 'bureau', '周宁' from supervision_letter l where l.id = $2`,
    [randomUUID(), id],
  );
  return id;
}

/** Where the bank's own systems are told, with a message that was taken. */
async function webhookOf(
  world: World,
  bankId: string,
): Promise<{ webhook: string; webhookDelivery: string }> {
  const ids = { webhook: randomUUID(), webhookDelivery: randomUUID() };
  await world.insert(
    `insert into webhook_endpoint (id, owner_id, url, state, created_by_name, created_at)
     values ($1, $2, 'https://hooks.example.com/in', 'paused', '周宁', now())`,
    [ids.webhook, bankId],
  );
  await world.insert(
    `insert into webhook_delivery (id, endpoint_id, owner_id, event_id, type, at, state, created_at)
     values ($1, $2, $3, gen_random_uuid(), 'webhook.test', now(), 'delivered', now())`,
    [ids.webhookDelivery, ids.webhook, bankId],
  );
  return ids;
}

/** A refusal of the bank that another firm of the place is repairing. */
async function repairTaskOf(at: CaseWorld, staff: BankStaff, regionCode: string): Promise<string> {
  const applicant = await at.applicant({ regionCode });
  await at.push(applicant, staff);
  const declined = await at.decline(staff, await at.caseAt(applicant, staff));
  // Until then the bank may take it back.
  at.installation.clock.advance(10_000);
  const begun = await applicant.finance(beginRepair, {
    params: { id: declined.id },
    version: declined.version,
  });
  return begun.repair?.tasks[0]?.id ?? '';
}

/** A leave of the bank's officer that its approver arranges. */
async function deputyOf(at: CaseWorld, staff: BankStaff): Promise<string> {
  const { deputies } = await staff.approver(nameDeputy, {
    body: {
      accountId: staff.officerAccount.id,
      deputyId: staff.approverAccount.id,
      fromDay: at.day(30),
      untilDay: at.day(34),
    },
  });
  return deputies[0]?.id ?? '';
}

/** What the holder of a tool has in its own books of a pool, laid to the ledger: a line of its own, and an entry. */
async function statementOf(at: CaseWorld, holder: Account, poolId: string): Promise<string> {
  const keeper = await at.installation.signIn(holder);
  const { id } = await keeper(uploadStatement, {
    query: { fileName: '对账单.csv', poolId, fromOn: '2026-11-01', toOn: '2026-11-02' },
    bytes: new TextEncoder().encode('日期,金额,票号\n2026-11-02,1,PJ-1'),
  });
  await at.installation.settled();
  return id;
}

/** A city's bureau, a firm that reports to it, the bank it was sent to, and the holder of a tool. */
export async function settle(at: CaseWorld, place: Place): Promise<Territory> {
  const { world, installation } = at;
  const staff = await at.bank(`示例银行${place.regionCode}`);
  await world.branch(staff.bank, place.regionCode);
  const far = await world.branch(staff.bank, place.elsewhere);
  const applicant = await at.applicant({ regionCode: place.regionCode });
  await at.push(applicant, staff);
  const offered = await at.offered(applicant, staff, 3200);
  const asked = await staff.officer(askSupplement, {
    params: { id: offered.id },
    version: offered.version,
    body: { items: ['近三个月水电费单据'] },
  });
  const holder = await world.institution('facility_administrator');
  await world.entrust(place.tool, holder);
  const bureau = await world.account('bureau', world.unitId(place.regionCode), [
    'bureau_officer',
    'mediator',
  ]);
  const clerk = await installation.signIn(bureau);
  const batch = await stageSurvey({ call: clerk, settled: () => installation.settled() }, 'survey-county');
  const plan = await clerk(createAllocation, {
    body: {
      title: '测算',
      quotas: [{ facilityId: facilityIdOf(place.tool), capacityFen: '100000000', banks: [] }],
    },
  });
  const ofSide = async (
    side: string,
    organisationId: string,
    roles: Parameters<typeof world.account>[2],
  ) => ({
    ...(await world.account(side, organisationId, roles)),
    organisationId,
  });
  const bankRoles = ['officer', 'reviewer', 'approver', 'product_manager'] as const;
  const banker = await ofSide('bank', staff.bank.id, bankRoles);
  const keeper = await ofSide('facility_administrator', holder, ['facility_officer']);
  const book = await quotaBook(world, {
    facilityId: facilityIdOf(place.tool),
    unitId: world.unitId(place.regionCode),
    bankId: staff.bank.id,
    holderId: holder,
    accountId: keeper.id,
  });
  const asks = await installation.signIn(banker);
  const preview = await asks(askRulePreview, {
    body: { productId: null, facilityId: facilityIdOf('OWN-FUNDS'), rule: { all: [] } },
  });
  const outcomes = await asks(pasteOutcomes, {
    body: { text: '证件号码\t借据号\t放款金额\t放款日期\nX\tJJ-1\t1\t2026-01-05' },
  });
  return {
    people: {
      enterprise: await ofSide('enterprise', applicant.enterprise.id, ['finance', 'signatory']),
      bank: banker,
      bureau: { ...bureau, organisationId: world.unitId(place.regionCode) },
      facility_administrator: keeper,
    },
    branchElsewhere: await world.account('bank', far.id, bankRoles),
    ids: {
      enterprise: applicant.enterprise.id,
      request: applicant.requestId,
      paper: await paperOf(clerk, applicant.enterprise),
      consent: asked.consent?.id ?? '',
      engagement: asked.id,
      supplement: asked.supplements[0]?.id ?? '',
      repairTask: await repairTaskOf(at, staff, place.regionCode),
      offer: asked.offers[0]?.id ?? '',
      product: at.productOf(staff),
      rulePreview: preview.id,
      batch: batch.id,
      facility: facilityIdOf(place.tool),
      allocation: plan.id,
      ...book,
      deputy: await deputyOf(at, staff),
      outcomeBatch: outcomes.id,
      letter: await letterOn(world, asked.id),
      statement: await statementOf(at, keeper, book.pool),
      ...(await webhookOf(world, staff.bank.id)),
    },
  };
}
