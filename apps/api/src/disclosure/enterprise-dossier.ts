import type { Dossier } from '@yinqi/domain/disclosure';
import type { Money } from '@yinqi/domain/money';
import type { EnterpriseRecord } from '../enterprises/enterprises.public.js';

const fenOf = (money: Money | undefined): string | undefined =>
  money === undefined ? undefined : String(money.fen);

/** Customs figures are kept in dollars; one in another currency would be read as dollars, so it stays out. */
const usdCentOf = (money: Money | undefined): string | undefined =>
  money?.currency === 'USD' ? fenOf(money) : undefined;

/** The enterprise's facts under the names of the disclosure table; what is unknown is absent, never empty. */
export function enterpriseDossier({ name, uscc, facts, figuresYear }: EnterpriseRecord): Dossier {
  return {
    enterpriseName: name,
    uscc,
    regionCode: facts.region?.value,
    industryCode: facts.industry?.value,
    enterpriseSize: facts.sizeClass?.value,
    investmentKind: facts.investmentKind?.value,
    registrationType: facts.registrationType?.value,
    holdingType: facts.holdingType?.value,
    establishedOn: facts.foundedOn?.value,
    foreignOrigin: facts.foreignOrigin?.value,
    foreignShareBp: facts.foreignShareBp?.value,
    registeredCapitalFen: fenOf(facts.registeredCapital?.value),
    registeredCapitalCurrency: facts.registeredCapital?.value.currency,
    keyEnterpriseLists: facts.enterpriseLists?.value.members,
    dataYear: figuresYear ?? undefined,
    employees: facts.staff?.value,
    revenueFen: fenOf(facts.revenue?.value),
    netProfitFen: fenOf(facts.netProfit?.value),
    totalAssetsFen: fenOf(facts.totalAssets?.value),
    totalLiabilitiesFen: fenOf(facts.totalLiabilities?.value),
    netAssetsFen: fenOf(facts.netAssets?.value),
    paidInCapitalFen: fenOf(facts.paidInCapital?.value),
    taxPaidFen: fenOf(facts.taxPaid?.value),
    taxCreditGrade: facts.taxGrade?.value,
    ordersInHandFen: fenOf(facts.ordersOnHand?.value),
    capacityUseBp: facts.capacityUseBp?.value,
    loanBalanceFen: fenOf(facts.loanBalance?.value),
    earliestMaturity: facts.earliestMaturity?.value,
    mainLenders: facts.mainLenders?.value,
    longestOverdue24Months: facts.longestOverdueDays?.value,
    foreignDebtUsedFen: fenOf(facts.foreignDebtUsed?.value),
    adverseRecord: facts.adverseRecord?.value,
    customsCreditGrade: facts.customsGrade?.value,
    tradeVolumeUsdCent: usdCentOf(facts.tradeVolume?.value),
    exportVolumeUsdCent: usdCentOf(facts.exportValue?.value),
  };
}
