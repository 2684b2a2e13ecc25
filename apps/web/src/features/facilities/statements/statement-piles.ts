import type { Statement } from '@yinqi/contracts/statements';
import { bridgeOf, type Bridge, type Tallies } from '@yinqi/domain/quota';

// Written out: the contract's own list would bring its schemas along.
export const PILES = ['differing', 'only_statement', 'only_ledger', 'faulty', 'matched'] as const;

/** What nobody has explained or set right yet; what could not be read is for another file. */
export const openCount = ({ piles }: Statement): number =>
  piles.differing.open + piles.only_statement.open + piles.only_ledger.open;

/** From the statement's balances to the ledger's; nothing before the statement was read. */
export function bridgeOfStatement({ piles, stated, ledger }: Statement): Bridge | undefined {
  if (ledger === null) return undefined;
  const tally = (of: keyof Tallies): Tallies[typeof of] => ({
    statementFen: BigInt(piles[of].statementFen),
    ledgerFen: BigInt(piles[of].ledgerFen),
  });
  const tallies = {
    matched: tally('matched'),
    differing: tally('differing'),
    only_statement: tally('only_statement'),
    only_ledger: tally('only_ledger'),
  };
  const ledgerFen = BigInt(ledger.openingFen);
  return bridgeOf(tallies, { statementFen: BigInt(stated.openingFen ?? ledgerFen), ledgerFen });
}
