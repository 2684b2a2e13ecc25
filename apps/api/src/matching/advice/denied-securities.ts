import {
  applyChanges,
  COLLATERALS,
  evaluate,
  GUARANTEES,
  type Change,
  type Collateral,
  type MatchContext,
  type MatchProduct,
  type RequestFacts,
} from '@yinqi/domain/matching';

type Answers = {
  readonly parentGuarantee?: boolean | null | undefined;
  readonly exportCreditInsured?: boolean | null | undefined;
};

/** Securities that an enterprise has said it does not have: it is not advised to offer them. */
export const deniedSecurities = ({
  parentGuarantee,
  exportCreditInsured,
}: Answers): readonly Collateral[] => [
  ...(parentGuarantee === false ? (['parent_guarantee'] as const) : []),
  ...(exportCreditInsured === false ? (['export_credit_insurance'] as const) : []),
];

export const isDenied = (change: Change, denied: readonly Collateral[]): boolean =>
  'add' in change && denied.includes(change.add);

type Asked = {
  readonly facts: RequestFacts;
  readonly product: MatchProduct;
  readonly context: MatchContext;
  readonly denied: readonly Collateral[];
};

/** The same changes with another security in place of a denied one; undefined where no other would do. */
export function withoutDenied(
  changes: readonly Change[],
  { facts, product, context, denied }: Asked,
): readonly Change[] | undefined {
  if (!changes.some((change) => isDenied(change, denied))) return changes;
  return COLLATERALS.filter((code) => !denied.includes(code))
    .map((add): readonly Change[] => {
      const kind = GUARANTEES.includes(add) ? 'guarantee' : 'collateral';
      return changes.map((change) => (isDenied(change, denied) ? { kind, add } : change));
    })
    .find((others) => evaluate(applyChanges(facts, others), product, context).verdict === 'eligible');
}
