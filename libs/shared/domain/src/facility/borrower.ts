import type { SizeClass } from '../codes/index.js';
import type { AdmissionRule, Atom, HoldingType } from '../matching/index.js';

/** Whom a document names as final borrowers, as a form asks for it; nothing named means anybody. */
export interface BorrowerCriteria {
  /** Whether a firm must be all of it, or any. */
  readonly join: 'all' | 'any';
  readonly sizeClasses: readonly SizeClass[];
  readonly holdingTypes: readonly HoldingType[];
  readonly agriculture: boolean;
  readonly foreignTrade: boolean;
}

/** The criteria as the rule that matching and the ledger test. */
export function borrowerRule(criteria: BorrowerCriteria): AdmissionRule {
  const { sizeClasses, holdingTypes, agriculture, foreignTrade, join } = criteria;
  const atoms: Atom[] = [];
  if (sizeClasses.length > 0) atoms.push({ attribute: 'sizeClass', op: 'in', operand: [...sizeClasses] });
  if (holdingTypes.length > 0) atoms.push({ attribute: 'holdingType', op: 'in', operand: [...holdingTypes] });
  if (agriculture) atoms.push({ attribute: 'agriculture', op: 'is', operand: true });
  if (foreignTrade) atoms.push({ attribute: 'foreignTrade', op: 'is', operand: true });
  // An empty `any` would admit nobody.
  return join === 'all' || atoms.length === 0 ? { all: atoms } : { any: atoms };
}

/** The same read back; undefined for a rule that says more than the form can ask. */
export function borrowerCriteria(rule: AdmissionRule): BorrowerCriteria | undefined {
  const join = 'any' in rule ? 'any' : 'all';
  const parts = 'any' in rule ? rule.any : 'all' in rule ? rule.all : [rule];
  let criteria: BorrowerCriteria = {
    join,
    sizeClasses: [],
    holdingTypes: [],
    agriculture: false,
    foreignTrade: false,
  };
  const seen = new Set<string>();
  for (const part of parts) {
    if (!('attribute' in part) || seen.has(part.attribute)) return undefined;
    seen.add(part.attribute);
    const read = criterionOf(part);
    if (read === undefined) return undefined;
    criteria = { ...criteria, ...read };
  }
  return criteria;
}

function criterionOf(atom: Atom): Partial<BorrowerCriteria> | undefined {
  // A document's own wording would be lost with the form's.
  if (atom.text !== undefined || atom.maxAgeDays !== undefined || atom.minProvenance !== undefined) {
    return undefined;
  }
  const { attribute, op, operand } = atom;
  if (attribute === 'agriculture' || attribute === 'foreignTrade') {
    return op === 'is' && operand === true ? { [attribute]: true } : undefined;
  }
  const codes = op === 'in' ? operand : op === 'is' && typeof operand === 'string' ? [operand] : undefined;
  if (codes === undefined) return undefined;
  // A stored rule was checked against the closed vocabulary of its attribute.
  if (attribute === 'sizeClass') return { sizeClasses: codes as readonly SizeClass[] };
  return attribute === 'holdingType' ? { holdingTypes: codes as readonly HoldingType[] } : undefined;
}
