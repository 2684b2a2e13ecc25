import type { PipelineRequest } from '@yinqi/contracts/pipeline';
import { REQUEST_STATE_LABELS } from '@yinqi/domain/lifecycle';
import { MINOR_UNITS, type Currency } from '@yinqi/domain/money';
import type { FunnelStage } from '@yinqi/domain/metrics';
import { writeXlsx, type Cell, type CellValue } from 'hucre/xlsx';
import { chinaDate } from '../platform/clock/china-date.js';

export type Language = 'zh' | 'en';

export type ExportedRequests = {
  readonly rows: readonly PipelineRequest[];
  readonly stage: FunnelStage;
  /** The lines that say what the list is: population, filters, as-of. */
  readonly heading: readonly string[];
};

const STAGES: Readonly<Record<FunnelStage, Readonly<Record<Language, string>>>> = {
  registered: { zh: '登记', en: 'Registered' },
  verified: { zh: '核验', en: 'Verified' },
  matched: { zh: '匹配', en: 'Matched' },
  pushed: { zh: '推送', en: 'Sent to a bank' },
  accepted: { zh: '受理', en: 'Taken up' },
  approved: { zh: '授信', en: 'Approved' },
  disbursed: { zh: '放款', en: 'Paid out' },
};
export const stageWord = (stage: FunnelStage, language: Language): string => STAGES[stage][language];

// prettier-ignore
const TITLES: Readonly<Record<Language, readonly string[]>> = {
  zh: ['需求编号', '企业', '填报单位', '行业门类', '需求金额（万）', '币种', '授信金额（万）', '放款金额（万）', '需求状态', '已到环节', '是否超时', '银行', '登记日期', '到达本环节日期'],
  en: ['Request', 'Enterprise', 'Reporting unit', 'Industry section', 'Requested (10,000)', 'Currency', 'Approved (10,000)', 'Paid out (10,000)', 'State', 'Stage reached', 'Late', 'Banks', 'Registered on', 'Stage reached on'],
};
const MONEY_COLUMNS = [4, 6, 7];
const TEXT = { numFmt: '@' };
const MONEY = { numFmt: '#,##0.00' };

/** Ten-thousands of the currency; a spreadsheet's double holds sixteen digits, more than any request has. */
const tenThousands = (minor: string, currency: Currency): number =>
  Number(BigInt(minor)) / 10 ** (MINOR_UNITS[currency] + 4);

function lineOf(row: PipelineRequest, language: Language): CellValue[] {
  return [
    row.number,
    row.enterprise.name,
    row.unitName,
    row.industry?.[language] ?? '',
    tenThousands(row.amountFen, row.currency),
    row.currency,
    tenThousands(row.approvedFen, row.currency),
    tenThousands(row.disbursedFen, row.currency),
    REQUEST_STATE_LABELS[row.status][language],
    stageWord(row.stage, language),
    row.late ? (language === 'zh' ? '超时' : 'late') : '',
    row.banks.join(language === 'zh' ? '、' : ', '),
    chinaDate(new Date(row.registeredAt)),
    row.reachedAt === null ? '' : chinaDate(new Date(row.reachedAt)),
  ];
}

/** The list as it is shown, as a workbook; names are written as text whatever they begin with. */
export function pipelineWorkbook(exported: ExportedRequests, language: Language): Promise<Uint8Array> {
  const heading = [...exported.heading.map((line): CellValue[] => [line]), [...TITLES[language]]];
  const rows = [...heading, ...exported.rows.map((row) => lineOf(row, language))];
  const cells = new Map<string, Partial<Cell>>();
  rows.forEach((line, index) =>
    line.forEach((_, column) => {
      const isMoney = index >= heading.length && MONEY_COLUMNS.includes(column);
      cells.set(`${index},${column}`, { style: isMoney ? MONEY : TEXT });
    }),
  );
  const name = stageWord(exported.stage, language);
  return writeXlsx({ sheets: [{ name, rows, cells, freezePane: { rows: heading.length } }] });
}
