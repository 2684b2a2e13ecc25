import type { DossierField } from '../disclosure/index.js';
import type { DeclineCode } from './decline-codes.js';
import { DECLINE_REASONS } from './decline-reasons.js';

/** Who does a task of a repair: the bank says what it could not verify, the bureau asks another authority. */
export const REPAIR_OWNERS = ['enterprise', 'bureau', 'bank'] as const;
export type RepairOwner = (typeof REPAIR_OWNERS)[number];

export interface RepairTaskTemplate {
  readonly reason: DeclineCode;
  readonly owner: RepairOwner;
  readonly zh: string;
  readonly en: string;
  /** Where in the dossier the repaired fact would stand, when there is one place for it. */
  readonly field: DossierField | null;
}

interface Step {
  readonly owner: Exclude<RepairOwner, 'enterprise'>;
  readonly zh: string;
  readonly en: string;
}

/** Which fact of the dossier a repaired reason would show in. */
const FIELD_OF: Readonly<Partial<Record<DeclineCode, DossierField>>> = {
  BUSINESS_CREDIT: 'adverseRecord',
  CASH_FLOW: 'ordersInHandFen',
  LEVERAGE: 'totalLiabilitiesFen',
  COLLATERAL: 'collateralKinds',
  COLLATERAL_ENCUMBERED: 'collateralText',
  TAX_OR_FILING_ARREARS: 'taxCreditGrade',
  USE_OF_PROCEEDS: 'purposeText',
  FX_DEBT_HEADROOM: 'foreignDebtUsedFen',
  UNREACHABLE: 'contactPhone',
};

/** What the enterprise cannot do alone. 国办发〔2020〕28号 asks bureaus to help solve what stands in the way. */
const HELP: Readonly<Partial<Record<DeclineCode, Step>>> = {
  UNVERIFIABLE_INFORMATION: {
    owner: 'bank',
    zh: '逐项列出无法核实的事项和可接受的材料。',
    en: 'List each point that could not be verified and what would be accepted as proof.',
  },
  TRADE_BACKGROUND_UNVERIFIED: {
    owner: 'bank',
    zh: '指出哪几笔贸易背景无法核实。',
    en: 'Name the transactions whose background could not be verified.',
  },
  ENVIRONMENTAL: {
    owner: 'bureau',
    zh: '联系生态环境部门，确认整改和验收的办理时间。',
    en: 'Ask the environmental authority when rectification and acceptance can be handled.',
  },
  FX_DEBT_HEADROOM: {
    owner: 'bureau',
    zh: '联系外汇管理部门，确认外债额度调整的办理条件。',
    en: 'Ask the foreign-exchange authority on what terms the headroom can be adjusted.',
  },
};

/** The tasks a plan of repair opens with; a reason nothing can be done about adds none. */
export function repairTasksFor(codes: readonly DeclineCode[]): RepairTaskTemplate[] {
  return [...new Set(codes)].flatMap((reason) => {
    const { repair } = DECLINE_REASONS[reason];
    if (repair === null) return [];
    const help = HELP[reason];
    const own: RepairTaskTemplate = {
      reason,
      owner: 'enterprise',
      zh: repair.zh,
      en: repair.en,
      field: FIELD_OF[reason] ?? null,
    };
    // What another side clears up comes first: the enterprise builds on it.
    return help === undefined ? [own] : [{ reason, ...help, field: null }, own];
  });
}

/** Which limit of the service policies a task runs under. */
export const REPAIR_LIMIT_OF = {
  enterprise: 'repair_by_enterprise',
  bureau: 'repair_by_bureau',
  bank: 'repair_by_bank',
} as const satisfies Record<RepairOwner, string>;

export interface RepairProgress {
  readonly owner: RepairOwner;
  readonly doneAt: string | null;
  readonly dueAt: string;
}

/**
 * A plan is done when the enterprise has done its part and each other side too, or has let its time pass: whoever was
 * to help does not stand in the way. A plan without tasks repairs nothing.
 */
export const isRepairDone = (tasks: readonly RepairProgress[], asOfMs: number): boolean =>
  tasks.length > 0 &&
  tasks.every(
    ({ owner, doneAt, dueAt }) => doneAt !== null || (owner !== 'enterprise' && Date.parse(dueAt) <= asOfMs),
  );
