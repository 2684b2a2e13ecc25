import type { Dimension, EngagementSet } from '@yinqi/contracts/pipeline';
import type { FunnelStage } from '@yinqi/domain/metrics';
import type { Span } from './periods.js';

// Written out: routes are part of every page, and the contract's own lists would bring its schemas along.
const DIMENSIONS = ['unit', 'bank', 'industry'] as const satisfies readonly Dimension[];
// prettier-ignore
const SETS = ['pushed', 'answered', 'late', 'silent', 'contacted', 'overdue', 'late_work'] as const satisfies readonly EngagementSet[];
// prettier-ignore
const STAGES = ['registered', 'verified', 'matched', 'pushed', 'accepted', 'approved', 'disbursed'] as const satisfies readonly FunnelStage[];

/** The population of every figure, as it stands in the address: a link shows somebody else the same numbers. */
export type PopulationSearch = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly unitId?: string | undefined;
  readonly direct?: true | undefined;
  readonly bankId?: string | undefined;
  readonly industry?: string | undefined;
};
export type BoardSearch = PopulationSearch & { readonly by?: Dimension | undefined };
export type RowsSearch = PopulationSearch & {
  readonly stage?: FunnelStage | undefined;
  readonly late?: true | undefined;
};
export type CasesSearch = PopulationSearch & { readonly set?: EngagementSet | undefined };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SECTION = /^([A-T]|none)$/;

const textOf = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;
const flagOf = (value: unknown): true | undefined => (value === true || value === 'true' ? true : undefined);

type Raw = Record<string, unknown>;

/** An address may say anything; what it cannot mean is left out. */
export const populationSearch = (search: Raw): PopulationSearch => ({
  from: textOf(search['from'], DAY),
  to: textOf(search['to'], DAY),
  unitId: textOf(search['unitId'], UUID),
  direct: flagOf(search['direct']),
  bankId: textOf(search['bankId'], UUID),
  industry: textOf(search['industry'], SECTION),
});

export const boardSearch = (search: Raw): BoardSearch => ({
  ...populationSearch(search),
  by: DIMENSIONS.find((dimension) => dimension === search['by']),
});

export const rowsSearch = (search: Raw): RowsSearch => ({
  ...populationSearch(search),
  stage: STAGES.find((stage) => stage === search['stage']),
  late: flagOf(search['late']),
});

export const casesSearch = (search: Raw): CasesSearch => ({
  ...populationSearch(search),
  set: SETS.find((set) => set === search['set']),
});

/** A bank chooses the period alone: which cases are its own is not in the address. */
export const spanSearch = (search: Raw): Span => ({
  from: textOf(search['from'], DAY),
  to: textOf(search['to'], DAY),
});

export const spanFilterOf = ({ from, to }: Span) => ({
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
});

/** The population as the API asks for it. */
export const filterOf = ({ unitId, direct, bankId, industry, ...span }: PopulationSearch) => ({
  ...spanFilterOf(span),
  ...(unitId !== undefined && { unitId }),
  ...(direct === true && { direct: 'true' as const }),
  ...(bankId !== undefined && { bankId }),
  ...(industry !== undefined && { industry }),
});

/** Only the population of a search, for links to other pages about the same records. */
export const populationOf = ({
  from,
  to,
  unitId,
  direct,
  bankId,
  industry,
}: PopulationSearch): PopulationSearch => ({
  from,
  to,
  unitId,
  direct,
  bankId,
  industry,
});
