import type { UnknownReason } from './atoms.js';
import type { MatchContext } from './context.js';
import type { Attribute } from './criteria.js';
import { criterionOf } from './criteria.js';
import { completeFacts } from './derive.js';
import type { EvaluatedAtom, MissingFact, Verdict } from './evaluate.js';
import { evaluate } from './evaluate.js';
import type { Fact, FactValue, IsoDate, Provenance, RequestFacts } from './facts.js';
import type { Gate, GateResult } from './gates.js';
import type { Truth } from './kleene.js';
import type { MatchProduct } from './product.js';
import type { Text } from './vocabulary.js';
import {
  describeAtom,
  describeNearMiss,
  describeRequirement,
  describeValue,
  inBoth,
  UNKNOWN_WORDS,
} from './wording.js';

export interface ExplainedAtom {
  readonly attribute: Attribute;
  readonly label: Text;
  readonly truth: Truth;
  readonly reason?: UnknownReason;
  readonly text: Text;
  readonly required: Text;
  /** Absent when nothing is known. */
  readonly actual?: ActualValue;
  /** Present on a false condition only. */
  readonly nearMiss?: Text;
  /** Present on an unknown condition only: what stands between it and an answer. */
  readonly toSettle?: Text;
  readonly changeable: boolean;
}
export interface ActualValue {
  readonly text: Text;
  readonly source: string;
  readonly date: IsoDate;
  readonly provenance: Provenance;
}
export interface ExplainedGate extends GateResult {
  readonly text: Text;
}
export interface ExplainedMissing extends MissingFact {
  readonly label: Text;
  readonly text: Text;
}
/** Plain JSON: the same inputs and versions give the same bytes. */
export interface Explanation {
  readonly productId: string;
  readonly productVersion: number;
  readonly asOf: IsoDate;
  readonly verdict: Verdict;
  readonly rules: Truth;
  readonly gates: readonly ExplainedGate[];
  readonly clauses: readonly {
    readonly index: number;
    readonly truth: Truth;
    readonly atoms: readonly ExplainedAtom[];
  }[];
  readonly missing: readonly ExplainedMissing[];
}

const GATE_WORDS: Readonly<Record<Gate, { open: Text; closed: Text }>> = {
  published: {
    open: { zh: '产品已发布', en: 'product published' },
    closed: { zh: '银行已停办或尚未发布该产品', en: 'the bank does not offer this product at present' },
  },
  confirmed: {
    open: { zh: '银行90天内已确认在办', en: 'confirmed by the bank within 90 days' },
    closed: { zh: '银行超过90天未确认在办', en: 'not confirmed by the bank for over 90 days' },
  },
  facility_open: {
    open: { zh: '资金渠道开放', en: 'funding open' },
    closed: { zh: '资金渠道已关闭', en: 'funding closed' },
  },
  facility_window: {
    open: { zh: '在政策期限内', en: 'within the policy window' },
    closed: { zh: '不在政策期限内', en: 'outside the policy window' },
  },
  lender: {
    open: { zh: '该行可使用此资金渠道', en: 'the bank may use this funding' },
    closed: { zh: '该行不在此资金渠道的适用机构内', en: 'the bank is not among the lenders of this funding' },
  },
  quota: {
    open: { zh: '额度未用完', en: 'quota not used up' },
    closed: { zh: '额度已用完', en: 'quota used up' },
  },
};

/** Every condition of one product with what is required, what is known, and where that comes from. */
export function explain(facts: RequestFacts, product: MatchProduct, context: MatchContext): Explanation {
  const known = completeFacts(facts, context);
  const { verdict, rules, gates, clauses, missing } = evaluate(known, product, context);
  return {
    productId: product.id,
    productVersion: product.version,
    asOf: context.asOf,
    verdict,
    rules,
    gates: gates.map(({ gate, open }) => ({ gate, open, text: GATE_WORDS[gate][open ? 'open' : 'closed'] })),
    clauses: clauses.map(({ index, truth, atoms }) => ({
      index,
      truth,
      atoms: atoms.map((atom) => explainAtom(atom, known, context)),
    })),
    missing: missing.map(({ attribute, reason }) => ({
      attribute,
      reason,
      label: criterionOf(attribute).label,
      text: UNKNOWN_WORDS[reason],
    })),
  };
}

function explainAtom(
  { atom, truth, reason }: EvaluatedAtom,
  facts: RequestFacts,
  { nameOf }: MatchContext,
): ExplainedAtom {
  const { attribute } = atom;
  const criterion = criterionOf(attribute);
  const fact: Fact<FactValue> | undefined = facts[attribute];
  return {
    attribute,
    label: criterion.label,
    truth,
    ...(reason === undefined ? {} : { reason, toSettle: UNKNOWN_WORDS[reason] }),
    text: inBoth((locale) => describeAtom(atom, locale, nameOf)),
    required: inBoth((locale) => describeRequirement(atom, locale, nameOf)),
    ...(fact === undefined
      ? {}
      : {
          actual: {
            text: inBoth((locale) => describeValue(attribute, fact.value, locale, nameOf)),
            source: fact.source,
            date: fact.date,
            provenance: fact.provenance,
          },
        }),
    ...(truth === 'false' ? { nearMiss: inBoth((locale) => describeNearMiss(atom, locale, nameOf)) } : {}),
    changeable: criterion.changeable,
  };
}
