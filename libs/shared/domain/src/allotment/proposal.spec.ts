import fc from 'fast-check';
import {
  POSTED_KINDS,
  answerProposal,
  needsSecondPerson,
  PROPOSAL_ACTS,
  PROPOSAL_STATES,
  type Weighed,
} from './index.js';
import { SECOND_PERSON_FROM_FEN } from '../quota/index.js';

const YI = 10_000_000_000n;
const amounts = fc.bigInt({ min: 1n, max: 10n ** 16n });
const kinds = fc.constantFrom(...POSTED_KINDS);
const weighed = (kind: Weighed['kind'], amountFen: bigint | undefined, limitFen = 0n): boolean =>
  needsSecondPerson({ kind, amountFen, limitFen }, SECOND_PERSON_FROM_FEN);

describe('whether a second person must agree', () => {
  it('begins at 1亿元 where the holder names nothing else', () => {
    expect(weighed('allot', YI - 1n)).toBe(false);
    expect(weighed('allot', YI)).toBe(true);
  });

  it('weighs an act upon the whole pool by what the pool may hold', () => {
    expect(weighed('close', undefined, YI)).toBe(true);
    expect(weighed('unfreeze', undefined, YI - 1n)).toBe(false);
  });

  it('lets anyone stop a pool at once, and nobody correct an entry alone', () => {
    fc.assert(
      fc.property(amounts, amounts, (amountFen, limitFen) => {
        expect(weighed('freeze', undefined, limitFen)).toBe(false);
        expect(weighed('correct', amountFen, limitFen)).toBe(true);
      }),
    );
  });

  it('never asks less of a larger amount', () => {
    fc.assert(
      fc.property(kinds, amounts, amounts, amounts, (kind, one, other, from) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        const asks = (amountFen: bigint): boolean =>
          needsSecondPerson({ kind, amountFen, limitFen: 0n }, from);
        expect(asks(more) || !asks(less)).toBe(true);
      }),
    );
  });
});

describe('the answer to a proposal', () => {
  const proposal = { state: 'proposed', proposedBy: 'zheng' } as const;

  it('comes from a colleague, and never from the proposer', () => {
    expect(answerProposal(proposal, 'approve', 'lu')).toEqual({ ok: true, state: 'posted' });
    expect(answerProposal(proposal, 'refuse', 'lu')).toEqual({ ok: true, state: 'refused' });
    expect(answerProposal(proposal, 'approve', 'zheng')).toEqual({ ok: false, code: 'own_proposal' });
    expect(answerProposal(proposal, 'refuse', 'zheng')).toEqual({ ok: false, code: 'own_proposal' });
  });

  it('may be taken back by the proposer alone', () => {
    expect(answerProposal(proposal, 'withdraw', 'zheng')).toEqual({ ok: true, state: 'withdrawn' });
    expect(answerProposal(proposal, 'withdraw', 'lu')).toEqual({ ok: false, code: 'not_proposer' });
  });

  it('is given once: whatever follows finds it closed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PROPOSAL_STATES),
        fc.constantFrom(...PROPOSAL_ACTS),
        fc.constantFrom(...PROPOSAL_ACTS),
        fc.constantFrom('zheng', 'lu', 'he'),
        (state, first, second, by) => {
          const answer = answerProposal({ state, proposedBy: 'zheng' }, first, by);
          if (!answer.ok) return;
          expect(answer.state).not.toBe('proposed');
          expect(answerProposal({ state: answer.state, proposedBy: 'zheng' }, second, 'he')).toEqual({
            ok: false,
            code: 'not_open',
          });
        },
      ),
    );
  });
});
