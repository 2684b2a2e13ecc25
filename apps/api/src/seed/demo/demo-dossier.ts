import type { Dossier } from '@yinqi/domain/disclosure';
import type { FactValue } from '@yinqi/contracts/enterprises';
import type { DemoEnterprise } from './enterprises.seed.js';
import type { RequestHead } from './journey-records.js';

const fenOf = (value: FactValue | undefined): string | undefined =>
  typeof value === 'object' && 'fen' in value ? value.fen : undefined;

function enterprisePart({ profile, figures, ...of }: DemoEnterprise): Dossier {
  const lists = profile.enterpriseLists?.value;
  return {
    enterpriseName: of.name,
    uscc: of.uscc,
    regionCode: of.regionCode,
    industryCode: of.trade.industry,
    enterpriseSize: profile.sizeClass?.value,
    investmentKind: profile.investmentKind?.value,
    registrationType: profile.registrationType?.value,
    holdingType: profile.holdingType?.value,
    establishedOn: profile.foundedOn?.value,
    foreignOrigin: profile.foreignOrigin?.value,
    foreignShareBp: profile.foreignShareBp?.value,
    registeredCapitalFen: fenOf(profile.registeredCapital?.value),
    registeredCapitalCurrency: 'CNY',
    keyEnterpriseLists: typeof lists === 'object' && 'members' in lists ? lists.members : undefined,
    contactName: of.contact.name,
    contactPhone: of.contact.phone,
    dataYear: of.figuresYear,
    employees: figures['staff'],
    revenueFen: fenOf(figures['revenue']),
    netProfitFen: fenOf(figures['netProfit']),
    totalAssetsFen: fenOf(figures['totalAssets']),
    totalLiabilitiesFen: fenOf(figures['totalLiabilities']),
    netAssetsFen: fenOf(figures['netAssets']),
    paidInCapitalFen: fenOf(profile.paidInCapital?.value),
    taxPaidFen: fenOf(figures['taxPaid']),
    taxCreditGrade: profile.taxGrade?.value,
    ordersInHandFen: fenOf(figures['ordersOnHand']),
    capacityUseBp: figures['capacityUseBp'],
    loanBalanceFen: fenOf(figures['loanBalance']),
    longestOverdue24Months: profile.longestOverdueDays?.value,
    adverseRecord: profile.adverseRecord?.value,
    customsCreditGrade: profile.customsGrade?.value,
  };
}

/** What a consent to every group opens to a bank, as it stood when the bank was reached. */
export function dossierOf({ enterprise, need, number }: RequestHead, conditions: unknown): Dossier {
  return {
    ...enterprisePart(enterprise),
    requestNumber: number,
    requestState: 'matched',
    amountFen: String(need.amountFen),
    currency: need.currency,
    purpose: need.purpose,
    termMonths: need.termMonths,
    neededBy: need.neededBy,
    expectedRateBp: need.rateCeilingBp,
    firstLoan: need.firstLoan,
    difficulties: need.remarks,
    exportInsured: need.exportCreditInsured,
    collateralKinds: need.collateral,
    parentGuarantee: need.collateral.includes('parent_guarantee'),
    matchExplanation: conditions,
  };
}
