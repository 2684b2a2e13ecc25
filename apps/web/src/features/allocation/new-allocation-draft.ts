import type { Quota } from '@yinqi/contracts/allocation';

export type Amounts = ReadonlyMap<string, bigint | undefined>;

/** What of a tool one bank may use; each part is chosen in its own field. */
export type BankShare = {
  readonly key: number;
  readonly facilityId: string;
  readonly bankId: string | null;
  readonly bankName: string | undefined;
  readonly fen: bigint | undefined;
};

export type DraftGap = 'new.nameMissing' | 'new.empty' | 'new.bank.incomplete' | 'new.bank.twice';

/** What a calculation is asked with; a share counts only under a tool that has an amount. */
export function quotasOf(amounts: Amounts, shares: readonly BankShare[]): Quota[] {
  return [...amounts].flatMap(([facilityId, fen]) => {
    if (fen === undefined) return [];
    const banks = shares.flatMap(({ facilityId: of, bankId, fen: part }) =>
      of === facilityId && bankId !== null && part !== undefined
        ? [{ bankId, capacityFen: String(part) }]
        : [],
    );
    return [{ facilityId, capacityFen: String(fen), banks }];
  });
}

/** The first thing that is missing, in the order of the page. */
export function gapIn(name: string, amounts: Amounts, shares: readonly BankShare[]): DraftGap | undefined {
  if (name.length < 2) return 'new.nameMissing';
  if ([...amounts.values()].every((fen) => fen === undefined)) return 'new.empty';
  const isWhole = ({ facilityId, bankId, fen }: BankShare) =>
    bankId !== null && fen !== undefined && amounts.get(facilityId) !== undefined;
  if (!shares.every(isWhole)) return 'new.bank.incomplete';
  const named = new Set(shares.map(({ facilityId, bankId }) => `${facilityId} ${bankId ?? ''}`));
  return named.size < shares.length ? 'new.bank.twice' : undefined;
}
