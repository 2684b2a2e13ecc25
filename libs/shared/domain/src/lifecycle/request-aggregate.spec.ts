import fc from 'fast-check';
import type { EngagementState } from './engagement-states.js';
import { ENGAGEMENT_STATES } from './engagement-states.js';
import { aggregateRequest } from './request-aggregate.js';
import type { RequestState } from './request-lifecycle.js';
import { decideRequest, REQUEST_STATES } from './request-lifecycle.js';

const derive = (state: RequestState, ...engagements: [EngagementState, bigint][]) =>
  aggregateRequest({
    state,
    requestedFen: 100n,
    engagements: engagements.map(([one, disbursedFen]) => ({ state: one, disbursedFen })),
  });

describe('the state of a request from its engagements', () => {
  it.each<[string, RequestState, [EngagementState, bigint][], RequestState]>([
    ['a proposal alone reaches no bank', 'matched', [['proposed', 0n]], 'matched'],
    [
      'the first push engages it',
      'matched',
      [
        ['pushed', 0n],
        ['proposed', 0n],
      ],
      'engaged',
    ],
    [
      'one refusal among two changes nothing',
      'engaged',
      [
        ['declined', 0n],
        ['accepted', 0n],
      ],
      'engaged',
    ],
    [
      'when all have ended it is matched again',
      'engaged',
      [
        ['declined', 0n],
        ['no_response', 0n],
      ],
      'verified',
    ],
    ['a late answer brings it back', 'verified', [['accepted', 0n]], 'engaged'],
    ['30 of 100 is part of the money', 'engaged', [['partially_disbursed', 30n]], 'partially_funded'],
    [
      '60 + 40 from two banks is all of it',
      'partially_funded',
      [
        ['disbursed', 60n],
        ['disbursed', 40n],
      ],
      'funded',
    ],
    ['all in one disbursement skips the middle', 'engaged', [['disbursed', 100n]], 'funded'],
    ['part of the money and no bank left waits', 'partially_funded', [['closed', 30n]], 'partially_funded'],
    [
      'paid and every case closed ends it',
      'engaged',
      [
        ['closed', 100n],
        ['not_selected', 0n],
      ],
      'closed',
    ],
    ['a withdrawn request stays withdrawn', 'withdrawn', [['disbursed', 100n]], 'withdrawn'],
  ])('%s', (_title, from, engagements, to) => {
    expect(derive(from, ...engagements).state).toBe(to);
  });

  it('names each step on the way', () => {
    expect(derive('matched', ['closed', 100n]).actions).toEqual(['engage', 'fund_in_full', 'close']);
  });

  it('settles, follows the table, and a second derivation changes nothing', () => {
    const engagement = fc.record({
      state: fc.constantFrom(...ENGAGEMENT_STATES),
      disbursedFen: fc.bigInt(0n, 150n),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...REQUEST_STATES),
        fc.array(engagement, { maxLength: 6 }),
        (state, engagements) => {
          const result = aggregateRequest({ state, requestedFen: 100n, engagements });
          let walked = state;
          for (const action of result.actions) {
            const decision = decideRequest(walked, action, 'system');
            expect(decision.ok).toBe(true);
            if (decision.ok) walked = decision.to;
          }
          expect(walked).toBe(result.state);
          const again = aggregateRequest({ state: result.state, requestedFen: 100n, engagements });
          expect(again).toEqual({ state: result.state, actions: [] });
        },
      ),
    );
  });
});
