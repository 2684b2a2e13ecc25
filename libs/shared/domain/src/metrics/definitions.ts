interface Wording {
  readonly zh: string;
  readonly en: string;
}

export const FIGURE_UNITS = ['count', 'fen', 'basis_points', 'working_hours', 'working_minutes'] as const;
export type FigureUnit = (typeof FIGURE_UNITS)[number];

export interface FigureDefinition {
  /** Raised whenever the sentence below changes its meaning. */
  readonly version: number;
  readonly unit: FigureUnit;
  readonly name: Wording;
  readonly definition: Wording;
  /** Whether figures of parts may be added up to the figure of the whole. */
  readonly additive: boolean;
}

const figure = (
  unit: FigureUnit,
  additive: boolean,
  name: readonly [zh: string, en: string],
  definition: readonly [zh: string, en: string],
): FigureDefinition => ({
  version: 1,
  unit,
  additive,
  name: { zh: name[0], en: name[1] },
  definition: { zh: definition[0], en: definition[1] },
});

/** What every figure means; shown beside it together with population and as-of time. */
export const FIGURE_DEFINITIONS = {
  funnel: figure(
    'count',
    true,
    ['对接漏斗', 'Funnel'],
    [
      '范围内曾到达该环节的需求数（去重）；到达后续环节即视为经过前序环节。金额：受理及以前为需求金额，授信为批准额度，放款为实际放款，分币种。',
      'Distinct requests in the population that ever reached the stage; a later stage implies the earlier ones. Amount: requested up to taken up, approved limit at approved, paid out at disbursed, by currency.',
    ],
  ),
  contactRate: figure(
    'basis_points',
    false,
    ['对接率', 'Contact rate'],
    [
      '期内首次推送的办件中，已实现双向首次联系的占比。',
      'Engagements with a two-way first contact ÷ engagements first pushed in the period.',
    ],
  ),
  approvalRate: figure(
    'basis_points',
    false,
    ['授信率', 'Approval rate'],
    [
      '期内首次推送的企业（去重）中，获得授信的企业占比；各银行、各产品之间不可相加。',
      'Distinct enterprises with an approval ÷ distinct enterprises pushed; not additive over banks or products.',
    ],
  ),
  fundedRate: figure(
    'basis_points',
    false,
    ['获贷率', 'Funded rate'],
    [
      '期内首次推送的企业（去重）中，已获放款的企业占比；各银行、各产品之间不可相加。',
      'Distinct enterprises paid out ÷ distinct enterprises pushed; not additive over banks or products.',
    ],
  ),
  amountMet: figure(
    'basis_points',
    false,
    ['资金满足率', 'Amount met'],
    [
      '逐笔需求取放款额与需求额的较小者，合计后除以需求额合计，分币种。',
      'Σ of the smaller of disbursed and requested per request ÷ Σ requested, by currency.',
    ],
  ),
  weightedAvgRate: figure(
    'basis_points',
    false,
    ['加权平均利率', 'Weighted average rate'],
    ['利率乘放款额之和除以放款额之和，分币种。', 'Σ(rate × disbursed) ÷ Σ disbursed, by currency.'],
  ),
  firstLoanShare: figure(
    'basis_points',
    false,
    ['首贷占比', 'First-loan share'],
    [
      '已获放款企业（去重）中，首次获得银行贷款的占比。',
      'Distinct funded enterprises whose loan was their first ÷ distinct funded enterprises.',
    ],
  ),
  unsecuredShare: figure(
    'basis_points',
    false,
    ['信用贷款占比', 'Unsecured share'],
    [
      '无抵质押、无担保的放款额占放款额的比重，分币种。',
      'Disbursed without collateral or guarantee ÷ disbursed, by currency.',
    ],
  ),
  lateAnswerRate: figure(
    'basis_points',
    false,
    ['超时率', 'Late-answer rate'],
    [
      '期内首次推送的办件中，首次答复晚于时限或逾时仍未答复的占比。',
      'Engagements first answered after the time limit, or still unanswered past it ÷ pushed.',
    ],
  ),
  silenceRate: figure(
    'basis_points',
    false,
    ['未答复率', 'Silence rate'],
    [
      '期内首次推送的办件中，曾记为超时未答复的占比；事后答复不予冲销。',
      'Engagements that were ever recorded as unanswered ÷ pushed; a late answer does not wipe it out.',
    ],
  ),
  onTimeConclusionRate: figure(
    'basis_points',
    false,
    ['按时办结率', 'On-time conclusion rate'],
    [
      '已有结论或结论时限已到的办件中，在时限内给出结论的占比；时限自资料齐全起算。',
      'Concluded within the limit ÷ concluded or due; the limit runs from complete documents.',
    ],
  ),
  approvedNotTakenShare: figure(
    'basis_points',
    false,
    ['批而未用占比', 'Approved, not taken'],
    ['已授信办件中，最终未用信的占比。', 'Approved engagements that were not taken ÷ approved engagements.'],
  ),
  repairSuccess: figure(
    'basis_points',
    false,
    ['补强成功率', 'Repair success'],
    [
      '进入补强的办件中，再次推送后被受理的占比。',
      'Engagements taken up again after a repair ÷ repairs begun.',
    ],
  ),
  medianFirstResponseHours: figure(
    'working_hours',
    false,
    ['首次答复中位时长', 'Median time to first answer'],
    [
      '自推送至首次答复的工作时间中位数（偶数取较小者）；未答复的不计入。',
      'Lower median of working time from push to first answer; unanswered ones have no time.',
    ],
  ),
  stageTimes: figure(
    'working_minutes',
    false,
    ['各环节用时', 'Time per stage'],
    [
      '期内首次推送的办件中，已走完该环节的，银行与企业各自用去的工作时间：中位数（偶数取较小者）与 90 分位数；一方等待另一方时不计，转办前后合并计算，尚在环节中的不计入。',
      'Engagements first pushed in the period that have left the stage: working time of the bank and of the enterprise, lower median and 90th percentile (nearest rank). One side’s time stops while the other is waited for; a transferred case is one case; a stage still under way is not counted.',
    ],
  ),
  unreconciledAmount: figure(
    'fen',
    true,
    ['已报未核金额', 'Reported, not reconciled'],
    [
      '银行已报告放款、尚未与对账文件核对一致的金额，分币种。',
      'Reported as disbursed and not yet matched with a statement, by currency.',
    ],
  ),
} as const satisfies Record<string, FigureDefinition>;

export type FigureCode = keyof typeof FIGURE_DEFINITIONS;
// Object.keys forgets the literal keys; the table is a literal, so they are exactly its codes.
export const FIGURE_CODES = Object.keys(FIGURE_DEFINITIONS) as readonly FigureCode[];
