import { CLAIM_STATES } from './claim-life.js';
import { afterCorrection, agreesWithHold, openFen, type ClaimHold, type ClaimMoney } from './claim-money.js';

const claim = (state: ClaimMoney['state'], reimbursedFen = 0n): ClaimMoney => ({
  state,
  amountFen: 100n,
  reimbursedFen,
});
const hold = (state: ClaimHold['state'], heldFen = 0n, postedFen = 0n): ClaimHold =>
  // Whether it is live or ended is what the tests are about.
  ({ state, heldFen, postedFen });

describe('a claim and its hold', () => {
  it.each([
    [claim('marked'), hold('reserved', 100n)],
    [claim('marked'), hold('expired')],
    [claim('submitted'), hold('committed', 100n)],
    [claim('reimbursed', 100n), hold('posted', 0n, 100n)],
    [claim('reimbursed', 100n), hold('repaid', 0n, 100n)],
    [claim('rejected'), hold('voided')],
    [claim('released'), hold('expired')],
    [claim('corrected'), hold('voided')],
  ])('agree: %o and %o', (of, held) => {
    expect(agreesWithHold(of, held)).toBe(true);
  });

  it.each([
    // The correction went past the claim.
    [claim('reimbursed', 100n), hold('voided')],
    // The claim was taken back and the ledger was not.
    [claim('corrected'), hold('posted', 0n, 100n)],
    [claim('reimbursed', 60n), hold('posted', 0n, 100n)],
    [claim('marked'), hold('reserved', 40n)],
    [claim('submitted'), hold('reserved', 100n)],
    [claim('rejected'), hold('committed', 100n)],
  ])('do not: %o and %o', (of, held) => {
    expect(agreesWithHold(of, held)).toBe(false);
  });

  it('part once what was reimbursed is taken back', () => {
    // 100 asked, 100 reimbursed, 100 taken back: nothing stands.
    const after = afterCorrection(claim('reimbursed', 100n), 100n);
    expect(after).toEqual(claim('corrected'));
    expect(openFen(after)).toBe(100n);
    expect(() => afterCorrection(claim('reimbursed', 40n), 50n)).toThrow(RangeError);
  });

  it('are compared in every state', () => {
    for (const state of CLAIM_STATES)
      expect(agreesWithHold(claim(state), hold('repaid', 0n, 100n))).toBe(false);
  });
});
