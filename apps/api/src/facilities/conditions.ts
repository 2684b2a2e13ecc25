import type { Conditions } from '@yinqi/contracts/facilities';
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
