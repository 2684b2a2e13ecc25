import type { FieldFault } from '@yinqi/contracts/errors';
import type { ProductTerms } from '@yinqi/contracts/products';
import {
  checkRule,
  countClauses,
  MAX_CLAUSES,
  ruleToWire,
  type AdmissionRule,
  type RuleProblem,
} from '@yinqi/domain/matching';
import { capOn, HIERARCHIES, type FacilityRecord } from '../facilities/facilities.public.js';
import { DomainError } from '../platform/errors/domain-error.js';

/** As JSON; a rule of the largest allowed shape with short codes stays far below. */
const MAX_RULE_BYTES = 49_152;

/** A rule as it arrived, or a refusal that names each condition that cannot be read. */
export function readRule(input: unknown, facility: FacilityRecord): AdmissionRule {
  const checked = checkRule(input, HIERARCHIES);
  const faults = checked.ok ? sizeFaults(checked.rule, facility) : checked.problems.map(faultOf);
  if (checked.ok && faults.length === 0) return checked.rule;
  throw new DomainError('product.rule_invalid', { faults });
}

function faultOf({ path, code, attribute, detail, text }: RuleProblem): FieldFault {
  return {
    pointer: `/body/rule${path}`,
    code,
    params: { detail, zh: text.zh, en: text.en, ...(attribute === undefined ? {} : { attribute }) },
  };
}

/** The funding's own alternatives multiply with the product's, and both together must stay readable. */
function sizeFaults(rule: AdmissionRule, facility: FacilityRecord): FieldFault[] {
  const pointer = '/body/rule';
  const alternatives = countClauses(rule) * countClauses(facility.borrower);
  if (alternatives > MAX_CLAUSES) {
    return [{ pointer, code: 'too_many_clauses', params: { alternatives, maximum: MAX_CLAUSES } }];
  }
  const bytes = Buffer.byteLength(JSON.stringify(ruleToWire(rule)));
  return bytes > MAX_RULE_BYTES ? [{ pointer, code: 'too_long', params: { maximum: MAX_RULE_BYTES } }] : [];
}

/** Rates stand in order, and below what the funding lets a borrower be charged today. */
export function termFaults(terms: ProductTerms, facility: FacilityRecord, today: string): FieldFault[] {
  const { rateFromBp, rateToBp } = terms;
  const faults: FieldFault[] = [];
  if (rateFromBp !== null && rateToBp !== null && rateToBp < rateFromBp) {
    faults.push({ pointer: '/body/terms/rateToBp', code: 'below_lowest_rate', params: { rateFromBp } });
  }
  const cap = facility.rateCap === null ? undefined : capOn(facility.rateCap, today);
  const highest = rateToBp ?? rateFromBp;
  if (cap !== undefined && highest !== null && highest > cap.rateBp) {
    const pointer = rateToBp === null ? '/body/terms/rateFromBp' : '/body/terms/rateToBp';
    faults.push({ pointer, code: 'above_rate_cap', params: { capBp: cap.rateBp } });
  }
  return faults;
}
