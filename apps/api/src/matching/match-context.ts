import { enterpriseSize } from '@yinqi/domain/codes';
import { POLICY_V1, type MatchContext, type MatchPolicy } from '@yinqi/domain/matching';
import { HIERARCHIES, nameOfCode } from '../facilities/facilities.public.js';

/** Part of every stored result: a change of engine or policy makes results of another kind. */
export const ENGINE_VERSION = 'bitmap-1';
export const POLICY: MatchPolicy = POLICY_V1;

/** The tables and rates of one day. No exchange rates are published to the platform yet, so foreign amounts stay unknown. */
export const contextOn = (asOf: string): MatchContext => ({
  asOf,
  hierarchies: HIERARCHIES,
  rates: [],
  classifySize: (figures) => enterpriseSize(figures)?.size,
  nameOf: nameOfCode,
});
