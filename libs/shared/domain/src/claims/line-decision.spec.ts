import fc from 'fast-check';
import { QuotaBook, type Hold, type QuotaCommand } from '../quota/index.js';
import { DAY_MS, newPool, NOW_MS, sha256, stateOf, subjectOf } from '../quota/testing/ledger.js';
import { afterCorrection, agreesWithHold, openFen, type ClaimMoney } from './claim-money.js';
import { decideLine, type LineStep, type LineWord } from './line-decision.js';

const MATURES_ON = '2027-03-01';
const on = { maturesOn: MATURES_ON, nowMs: NOW_MS };
const claim = (reimbursedFen = 0n): ClaimMoney => ({ state: 'submitted', amountFen: 100n, reimbursedFen });
const reduce = (amountFen: bigint, rest: 'freed' | 'kept'): LineWord => ({
  kind: 'reduce',
  amountFen,
  rest,
  reason: 'PAPERS_INCOMPLETE',
});

describe('the word on a line', () => {
  it('reimburses all of it', () => {
    expect(decideLine(claim(), { kind: 'reimburse' }, on)).toMatchObject({
      after: { state: 'reimbursed', reimbursedFen: 100n },
      steps: [{ kind: 'post', amountFen: 100n, keep: false }],
    });
  });

  it('reimburses a part and frees the rest, or keeps it for a later batch', () => {
    expect(decideLine(claim(), reduce(60n, 'freed'), on)).toMatchObject({
      after: { state: 'reimbursed', reimbursedFen: 60n },
      steps: [{ kind: 'post', amountFen: 60n, keep: false }],
    });
    expect(decideLine(claim(), reduce(60n, 'kept'), on)).toMatchObject({
      after: { state: 'marked', reimbursedFen: 60n },
      steps: [{ kind: 'post', amountFen: 60n, keep: true }, { kind: 'uncommit' }, { kind: 'extend' }],
    });
    // 60 stand from before; of the 40 asked now 30 are reimbursed: 90 in all.
    expect(decideLine(claim(60n), reduce(30n, 'freed'), on)).toMatchObject({
      askedFen: 40n,
      after: { state: 'reimbursed', reimbursedFen: 90n },
    });
  });

  it('sends back what was asked now, and leaves what stands from before', () => {
    const word: LineWord = { kind: 'reject', reason: 'OTHER' };
    expect(decideLine(claim(), word, on)).toMatchObject({ after: { state: 'rejected', reimbursedFen: 0n } });
    expect(decideLine(claim(60n), word, on)).toMatchObject({
      after: { state: 'reimbursed', reimbursedFen: 60n },
    });
  });

  it.each([0n, 100n, 101n, -1n])('does not call %s of 100 a part', (amountFen) => {
    expect(decideLine(claim(), reduce(amountFen, 'freed'), on)).toEqual({ ok: false, fault: 'not_reduced' });
  });

  it('keeps nothing of a loan that has fallen due', () => {
    const late = { maturesOn: MATURES_ON, nowMs: Date.parse('2027-03-01T00:00:00+08:00') };
    expect(decideLine(claim(), reduce(60n, 'kept'), late)).toEqual({ ok: false, fault: 'rest_due' });
    expect(decideLine(claim(), reduce(60n, 'freed'), late)).toMatchObject({ ok: true });
  });
});

/** One claim with its hold in a book of its own, taken through its life by both. */
class Life {
  readonly book = new QuotaBook(stateOf([newPool('pool', { limitFen: 1_000n })]), sha256);
  claim: ClaimMoney = { state: 'marked', amountFen: 100n, reimbursedFen: 0n };
  private readonly posted: { readonly key: string; readonly fen: bigint }[] = [];
  private keys = 0;

  constructor() {
    const subject = subjectOf('firm', { claimKey: 'loan' });
    const money = { amountFen: 100n, currency: 'CNY' } as const;
    this.post({
      ...this.asked(),
      ...money,
      kind: 'reserve',
      subject,
      expiresAtMs: NOW_MS + DAY_MS,
      checks: [],
    });
  }

  get hold(): Hold {
    const hold = this.book.hold('claim');
    if (hold === undefined) throw new Error('no hold');
    return hold;
  }

  /** Handed in with the next batch, and decided. */
  decide(word: LineWord): void {
    if (this.claim.state !== 'marked') return;
    this.claim = { ...this.claim, state: 'submitted' };
    const amountFen = openFen(this.claim);
    this.post({ ...this.asked(), kind: 'commit', amountFen, currency: 'CNY' });
    this.agree();
    const decided = decideLine(this.claim, word, on);
    const line = decided.ok ? decided : decideLine(this.claim, { kind: 'reimburse' }, on);
    if (!line.ok) throw new Error(line.fault);
    for (const step of line.steps) this.step(step);
    this.claim = line.after;
  }

  correct(): void {
    const last = this.posted.pop();
    if (last === undefined) return;
    const corrects = { tenantId: 'holder', key: last.key };
    this.post({ ...this.asked(), kind: 'correct', corrects, approverId: 'second', reason: 'wrong' });
    this.claim = afterCorrection(this.claim, last.fen);
  }

  agree(): void {
    expect([agreesWithHold(this.claim, this.hold), this.claim, this.hold.state]).toEqual([
      true,
      this.claim,
      this.hold.state,
    ]);
  }

  private step(step: LineStep): void {
    const asked = this.asked();
    if (step.kind === 'post') this.posted.push({ key: asked.key, fen: step.amountFen });
    this.post(step.kind === 'post' ? { ...asked, ...step, currency: 'CNY' } : { ...asked, ...step });
  }

  private asked() {
    this.keys += 1;
    return {
      tenantId: 'holder',
      key: `k${String(this.keys)}`,
      actorId: 'one',
      poolId: 'pool',
      holdId: 'claim',
    };
  }

  private post(command: QuotaCommand): void {
    const result = this.book.decide(command, NOW_MS);
    if (result.outcome === 'rejected') throw new Error(result.rejection.code);
  }
}

const word: fc.Arbitrary<LineWord> = fc.oneof(
  fc.constant<LineWord>({ kind: 'reimburse' }),
  fc.constant<LineWord>({ kind: 'reject', reason: 'OTHER' }),
  fc
    .tuple(fc.bigInt({ min: 1n, max: 99n }), fc.constantFrom('freed', 'kept'))
    .map(([fen, rest]) => reduce(fen, rest)),
);

describe('a claim through all its batches', () => {
  it('says at every step what its hold in the ledger says', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.constant('correct' as const)), { maxLength: 8 }), (acts) => {
        const life = new Life();
        for (const act of acts) {
          if (act === 'correct') life.correct();
          else life.decide(act);
          life.agree();
        }
      }),
    );
  });
});
