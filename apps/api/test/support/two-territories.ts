import { createAllocation } from '@yinqi/contracts/allocation';
import type { Call } from '@yinqi/contracts/client';
import { uploadConsentPaper } from '@yinqi/contracts/disclosure';
import { askSupplement } from '@yinqi/contracts/engagement-commands';
import { askRulePreview } from '@yinqi/contracts/rule-previews';
import { facilityIdOf } from '../../src/seed/facilities.seed.js';
import type { CaseWorld } from './case-world.js';
import { stageSurvey } from './survey.js';
import type { Account, Organisation } from './world.js';

export const RESOURCE_KINDS = [
  'enterprise',
  'request',
  'paper',
  'consent',
  'engagement',
  'supplement',
  'offer',
  'product',
  'rulePreview',
  'batch',
  'facility',
  'allocation',
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
  const bureau = await world.bureauOfficer(place.regionCode);
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
  const asks = await installation.signIn(banker);
  const preview = await asks(askRulePreview, {
    body: { productId: null, facilityId: facilityIdOf('OWN-FUNDS'), rule: { all: [] } },
  });
  return {
    people: {
      enterprise: await ofSide('enterprise', applicant.enterprise.id, ['finance', 'signatory']),
      bank: banker,
      bureau: { ...bureau, organisationId: world.unitId(place.regionCode) },
      facility_administrator: await ofSide('facility_administrator', holder, ['facility_officer']),
    },
    branchElsewhere: await world.account('bank', far.id, bankRoles),
    ids: {
      enterprise: applicant.enterprise.id,
      request: applicant.requestId,
      paper: await paperOf(clerk, applicant.enterprise),
      consent: asked.consent?.id ?? '',
      engagement: asked.id,
      supplement: asked.supplements[0]?.id ?? '',
      offer: asked.offers[0]?.id ?? '',
      product: at.productOf(staff),
      rulePreview: preview.id,
      batch: batch.id,
      facility: facilityIdOf(place.tool),
      allocation: plan.id,
    },
  };
}
