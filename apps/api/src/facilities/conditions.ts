import type { Conditions, FacilityView } from '@yinqi/contracts/facilities';
import { borrowerCriteria } from '@yinqi/domain/facility';
import { clausesOf, describeAtom, type AdmissionRule, type Atom } from '@yinqi/domain/matching';
import { nameOfCode } from './code-tables.js';

const sentenceOf = (atom: Atom) => ({
  zh: describeAtom(atom, 'zh', nameOfCode),
  en: describeAtom(atom, 'en', nameOfCode),
});

/** A rule as people read it: what always holds, and below it the alternatives. */
export function conditionsOf(rule: AdmissionRule): Conditions {
  const [first = [], ...others] = clausesOf(rule);
  // Distribution shares each atom object between the clauses it lands in, so identity tells what is common.
  const common = first.filter((atom) => others.every((clause) => clause.includes(atom)));
  const rest = [first, ...others].map((clause) => clause.filter((atom) => !common.includes(atom)));
  return {
    common: common.map(sentenceOf),
    alternatives: others.length === 0 ? [] : rest.map((clause) => clause.map(sentenceOf)),
  };
}

/** The rule as a form asks for it; null where it says more. */
export function criteriaOf(rule: AdmissionRule): FacilityView['borrowerCriteria'] {
  const criteria = borrowerCriteria(rule);
  if (criteria === undefined) return null;
  const { sizeClasses, holdingTypes, ...rest } = criteria;
  return { ...rest, sizeClasses: [...sizeClasses], holdingTypes: [...holdingTypes] };
}
