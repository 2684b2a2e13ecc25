import {
  checkUscc,
  findRegion,
  parsePhone,
  parseSizeClass,
  resolveIndustry,
  resolveRegion,
} from '../codes/index.js';
import { parseCurrency, type AmountContext, type Currency, type Fen, type Money } from '../money/index.js';
import { cellText, cleanText, type SheetCell } from './cells.js';
import { addYears, lastDayOfMonth } from './days.js';
import type { SurveyField, SurveyNeed } from './fields.js';
import type { ColumnMatch, HeaderMatch } from './header.js';
import {
  amountRepair,
  issueOf,
  readAmount,
  readCount,
  readDate,
  readList,
  readName,
  readOverdueDays,
  readRate,
  readShare,
  readTerm,
  readText,
  textReader,
  valueOf,
  type Reading,
} from './read-cells.js';
import { parseCustomsGrade, parseHoldingType, parseTaxGrade, parseYesNo } from './words.js';

export interface ReadContext {
  /** Six-digit code of the importing bureau's province. */
  readonly province: string;
  /** Day of the upload, for rows without 填报日期. */
  readonly importDate: string;
}

/** What a reader may need besides its own cell and column. */
export interface RowScope {
  readonly header: HeaderMatch;
  readonly context: ReadContext;
  /** Currency of the row's need. */
  readonly currency: Currency;
  readonly capitalCurrency: Currency | undefined;
  readonly filledOn: string;
}

type Column = ColumnMatch | undefined;
type Read<T> = (cell: SheetCell, scope: RowScope, column: Column) => Reading<T>;

const unitOf = ({ header }: RowScope, column: Column): AmountContext['defaultUnit'] =>
  column?.unit ?? header.titleUnit ?? 'wan';

const domestic: Read<Fen> = (cell, scope, column) => {
  const amount = readAmount(cell, {
    defaultUnit: unitOf(scope, column),
    currency: column?.currency ?? 'CNY',
  });
  if (!amount.ok) return issueOf('unreadable');
  return amount.currency === 'CNY' ? valueOf(amount.fen) : issueOf('currency-unknown');
};

/** Columns the form counts in US dollars, unless title or column say otherwise. */
const foreign: Read<Money> = (cell, scope, column) => {
  const fallback = scope.header.titleUnit === undefined ? 'USD' : (scope.header.titleCurrency ?? 'CNY');
  const currency = column?.currency ?? fallback;
  const amount = readAmount(cell, { defaultUnit: unitOf(scope, column), currency });
  return amount.ok ? valueOf({ fen: amount.fen, currency: amount.currency }) : issueOf('unreadable');
};

const capital: Read<Money> = (cell, scope, column) => {
  const currency = scope.capitalCurrency ?? column?.currency ?? 'CNY';
  const amount = readAmount(cell, { defaultUnit: unitOf(scope, column), currency });
  return amount.ok ? valueOf({ fen: amount.fen, currency: amount.currency }) : issueOf('unreadable');
};

// A spreadsheet number keeps 15 digits: an all-digit code of 18 typed as a number has lost its end.
const MAX_EXACT_DIGITS = 15;

const uscc: Read<string> = (cell) => {
  if (cleanText(cell) === '') return issueOf('blank');
  const check = checkUscc(cellText(cell), (code) => findRegion(code) !== undefined);
  if (check.problem === undefined) {
    return check.unknownRegion === undefined
      ? valueOf(check.uscc)
      : { value: check.uscc, issue: 'unknown-division', params: { division: check.unknownRegion } };
  }
  const lost = cell.kind === 'number' && String(cell.value).length > MAX_EXACT_DIGITS;
  return {
    value: check.uscc,
    issue: lost ? 'number-cell' : check.problem,
    params: { length: check.uscc.length },
    ...(check.suggestion !== undefined && { repair: check.suggestion }),
  };
};

const requested: Read<Fen> = (cell, scope, column) => {
  const context: AmountContext = { defaultUnit: unitOf(scope, column), currency: scope.currency };
  const amount = readAmount(cell, context);
  if (!amount.ok) return issueOf(amount.problem, amountRepair(cell, context));
  // 500万美元 in a row of 人民币: no one but the enterprise knows which is meant.
  if (amount.currency !== scope.currency) return issueOf('currency-conflict');
  return amount.fen > 0n ? valueOf(amount.fen) : issueOf('not-positive');
};

const currencyCell: Read<Currency> = (cell) => {
  const currency = parseCurrency(cleanText(cell));
  return currency === undefined ? issueOf('currency-unknown') : valueOf(currency);
};

const phone: Read<string> = (cell) => {
  const text = cleanText(cell);
  if (text === '') return issueOf('blank');
  const found = parsePhone(text);
  return found === undefined ? issueOf('not-a-phone') : valueOf(found.number);
};

const MAX_YEARS_AHEAD = 10;

const neededBy: Read<string> = (cell, { filledOn }) => {
  const day = readDate(cell);
  if (day.value === null) {
    const offered = lastDayOfMonth(cleanText(cell));
    return issueOf(
      day.issue ?? 'unreadable',
      offered !== undefined && offered >= filledOn ? offered : undefined,
    );
  }
  if (day.value < filledOn) return { ...issueOf('before-filing'), params: { filledOn } };
  const last = addYears(filledOn, MAX_YEARS_AHEAD);
  return day.value > last ? { ...issueOf('too-late'), params: { last } } : day;
};

const region: Read<string> = (cell, { context }) => {
  const found = resolveRegion(cellText(cell), { province: context.province });
  if (found === undefined) return issueOf('unreadable');
  return found.exact ? valueOf(found.code) : { value: found.code, issue: 'inexact' };
};

const industry: Read<string> = (cell) => {
  const found = resolveIndustry(cellText(cell));
  if (found === undefined) return issueOf('unreadable');
  return found.exact ? valueOf(found.code) : { value: found.code, issue: 'inexact' };
};

const yesNo = textReader(parseYesNo);

/** How each column is read. */
export const FIELD_READERS: { readonly [F in SurveyField]: Read<NonNullable<SurveyNeed[F]>> } = {
  serial: readText,
  name: readName,
  uscc,
  regionCode: region,
  keyEnterprise: yesNo,
  enterpriseType: readText,
  holdingType: textReader(parseHoldingType),
  establishedOn: readDate,
  capitalOrigin: readText,
  foreignShareBp: readShare,
  totalInvestment: foreign,
  registeredCapital: capital,
  registeredCapitalCurrency: textReader(parseCurrency),
  paidInCapital: capital,
  industry,
  sizeClass: textReader(parseSizeClass),
  employees: readCount,
  dataYear: readCount,
  revenueFen: domestic,
  netProfitFen: domestic,
  totalAssetsFen: domestic,
  totalLiabilitiesFen: domestic,
  netAssetsFen: domestic,
  taxPaidFen: domestic,
  taxGrade: textReader(parseTaxGrade),
  customsGrade: textReader(parseCustomsGrade),
  tradeVolume: foreign,
  exports: foreign,
  ordersOnHandFen: domestic,
  capacityUseBp: readRate,
  loanBalanceFen: domestic,
  earliestMaturityOn: readDate,
  mainLender: readText,
  longestOverdueDays: readOverdueDays,
  foreignDebtUsed: foreign,
  firstLoan: yesNo,
  amountFen: requested,
  currency: currencyCell,
  financingForm: readText,
  purpose: readText,
  termMonths: (cell, _scope, column) => readTerm(cell, column?.inYears === true),
  rateBp: readRate,
  neededBy,
  collateral: readList,
  exportCreditInsured: yesNo,
  policyNumber: readText,
  parentGuarantee: yesNo,
  intendedBank: readText,
  difficulties: readText,
  discredited: yesNo,
  contactName: readText,
  phone,
  filledOn: readDate,
  willingToShare: yesNo,
  originalRow: readCount,
};
