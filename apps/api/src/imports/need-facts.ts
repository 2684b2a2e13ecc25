import { resolveFieType } from '@yinqi/domain/codes';
import type { Money } from '@yinqi/domain/money';
import type { SurveyNeed } from '@yinqi/domain/survey';
import type { StoredFigures } from '../enterprises/enterprises.public.js';

const MAX_TEXT = 500;
const FIRST_YEAR = 1990;

const money = (value: Money | null) => value && { fen: String(value.fen), currency: value.currency };
const yuan = (fen: bigint | null) => (fen === null ? null : { fen: String(fen), currency: 'CNY' });
const text = (value: string | null) => (value === null ? null : value.slice(0, MAX_TEXT));

function debtRatioBp({ totalAssetsFen, totalLiabilitiesFen }: SurveyNeed): number | null {
  if (
    totalAssetsFen === null ||
    totalLiabilitiesFen === null ||
    totalAssetsFen <= 0n ||
    totalLiabilitiesFen < 0n
  )
    return null;
  return Number((totalLiabilitiesFen * 10_000n) / totalAssetsFen);
}

/** Trade of any size makes a foreign-trade firm; a blank cell says nothing. */
const tradesAbroad = ({ tradeVolume, exports }: SurveyNeed): true | null =>
  (tradeVolume?.fen ?? 0n) > 0n || (exports?.fen ?? 0n) > 0n ? true : null;

/** What a survey row says of the enterprise, as against the need itself. */
export function figuresOf(need: SurveyNeed): StoredFigures {
  const type = need.enterpriseType === null ? undefined : resolveFieType(need.enterpriseType);
  const said = {
    region: need.regionCode,
    industry: need.industry,
    investmentKind: type?.investmentKind ?? null,
    registrationType: text(need.enterpriseType),
    holdingType: need.holdingType,
    foundedOn: need.establishedOn,
    foreignOrigin: text(need.capitalOrigin),
    foreignShareBp: need.foreignShareBp,
    totalInvestment: money(need.totalInvestment),
    registeredCapital: money(need.registeredCapital),
    paidInCapital: money(need.paidInCapital),
    sizeClass: need.sizeClass,
    keyEnterprise: need.keyEnterprise,
    foreignTrade: tradesAbroad(need),
    // 农、林、牧、渔业 is agriculture-related for certain; others may be, which the sheet does not say.
    agriculture: need.industry?.startsWith('A') === true ? true : null,
    staff: need.employees,
    revenue: yuan(need.revenueFen),
    netProfit: yuan(need.netProfitFen),
    totalAssets: yuan(need.totalAssetsFen),
    totalLiabilities: yuan(need.totalLiabilitiesFen),
    netAssets: yuan(need.netAssetsFen),
    debtRatioBp: debtRatioBp(need),
    taxPaid: yuan(need.taxPaidFen),
    taxGrade: need.taxGrade,
    ordersOnHand: yuan(need.ordersOnHandFen),
    capacityUseBp: need.capacityUseBp,
    difficulties: text(need.difficulties),
    customsGrade: need.customsGrade,
    tradeVolume: money(need.tradeVolume),
    exportValue: money(need.exports),
    loanBalance: yuan(need.loanBalanceFen),
    earliestMaturity: need.earliestMaturityOn,
    mainLenders: text(need.mainLender),
    longestOverdueDays: need.longestOverdueDays,
    foreignDebtUsed: money(need.foreignDebtUsed),
    adverseRecord: need.discredited,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
}

/** The year the figures are of: as stated, else the one before the sheet was filled in. */
export function periodOf(need: SurveyNeed, importDate: string): string {
  const filled = Number((need.filledOn ?? importDate).slice(0, 4));
  const stated = need.dataYear;
  return String(stated !== null && stated >= FIRST_YEAR && stated <= filled ? stated : filled - 1);
}
