import type { PipelineFilter } from '@yinqi/contracts/pipeline';
import type { SqlValue } from '../platform/database/database.js';

/** The population of a question, read out of the address and bounded by what the reader may see. */
export type Scope = {
  readonly filter: PipelineFilter;
  /** Positions of the unit asked for. */
  readonly lo: number;
  readonly hi: number;
  readonly asOf: Date;
};

/** The parameters of `populationSql`, in its order. */
export const parametersOf = ({ filter, lo, hi, asOf }: Scope): SqlValue[] => [
  filter.from ?? null,
  filter.to ?? null,
  lo,
  hi,
  filter.bankId ?? null,
  filter.industry ?? null,
  asOf,
];
