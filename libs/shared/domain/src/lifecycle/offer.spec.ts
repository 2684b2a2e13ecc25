import fc from 'fast-check';
import { ACTORS } from './actors.js';
import type { ChoiceInput, Offer } from './offer.js';
import {
  chooseOffer,
  decideOffer,
  heldFen,
  OFFER_STATES,
  OFFER_TERMINAL_STATES,
  OFFER_TRANSITIONS,
  leftToFund,
  offerStateAt,
  reviveStandby,
} from './offer.js';

const WAN = 1_000_000n;
const offer = (id: string, wan: bigint, more: Partial<Offer> = {}): Offer => ({
  id,
  state: 'sent',
  amountFen: wan * WAN,
  validUntilMs: 100,
  ...more,
});
const choose = (more: Partial<ChoiceInput> & Pick<ChoiceInput, 'offers'>) =>
  chooseOffer({ requestedFen: 3_200n * WAN, chosenId: 'a', asOfMs: 0, ...more });

describe('what a chosen offer holds', () => {
  const chosen = { chosenFen: 3_200n * WAN, approvedFen: null, disbursedFen: 0n };
  const approved = { ...chosen, approvedFen: 2_000n * WAN };

  it('is the choice until the bank approves, then the approval', () => {
    expect(heldFen({ ...chosen, state: 'credit_review' })).toBe(3_200n * WAN);
    expect(heldFen({ ...approved, state: 'contracted' })).toBe(2_000n * WAN);
    expect(heldFen({ ...approved, state: 'partially_disbursed', disbursedFen: 500n * WAN })).toBe(
      2_000n * WAN,
    );
  });

  it('is what was paid out once nothing more will be', () => {
    expect(heldFen({ ...approved, state: 'closed', disbursedFen: 500n * WAN })).toBe(500n * WAN);
    expect(heldFen({ ...approved, state: 'disbursed', disbursedFen: 2_100n * WAN })).toBe(2_100n * WAN);
  });
});

describe('choosing an offer', () => {
  it('ends every other offer at once when one covers the need', () => {
    expect(
      choose({ offers: [offer('a', 3_200n), offer('b', 3_000n), offer('c', 100n, { state: 'draft' })] }),
    ).toEqual({
      ok: true,
      chosenFen: 3_200n * WAN,
      restFen: 0n,
      outcomes: [
        { id: 'a', state: 'chosen', usableFen: 3_200n * WAN },
        { id: 'b', state: 'not_chosen', usableFen: 0n },
        { id: 'c', state: 'withdrawn', usableFen: 0n },
      ],
    });
  });

  it('caps the others at the rest of a split need', () => {
    // 3,200 − 2,000 = 1,200 left: b offered 3,000 and is good for 1,200; c offered 800 and stays at 800.
    expect(choose({ offers: [offer('a', 2_000n), offer('b', 3_000n), offer('c', 800n)] })).toMatchObject({
      restFen: 1_200n * WAN,
      outcomes: [
        { id: 'a', state: 'chosen', usableFen: 2_000n * WAN },
        { id: 'b', state: 'sent', usableFen: 1_200n * WAN },
        { id: 'c', state: 'sent', usableFen: 800n * WAN },
      ],
    });
  });

  it('chooses the second bank of a split only up to the rest, and then ends the third', () => {
    // 3,200 − 2,000 already chosen = 1,200; a offered 3,000, so 1,200 of it is chosen and nothing is left.
    const offers = [offer('a', 3_000n), offer('first', 2_000n, { state: 'chosen' }), offer('c', 800n)];
    expect(choose({ offers })).toMatchObject({
      chosenFen: 1_200n * WAN,
      restFen: 0n,
      outcomes: [{ state: 'chosen' }, { id: 'first', usableFen: 2_000n * WAN }, { state: 'not_chosen' }],
    });
  });

  it('keeps one standby, which comes back when the chosen bank is gone', () => {
    const offers = [offer('a', 3_200n), offer('b', 3_000n), offer('c', 3_200n)];
    const choice = choose({ offers, standbyId: 'b' });
    expect(choice).toMatchObject({
      outcomes: [{ state: 'chosen' }, { id: 'b', state: 'standby', usableFen: 0n }, { state: 'not_chosen' }],
    });
    const after = [offer('a', 3_200n, { state: 'withdrawn' }), offer('b', 3_000n, { state: 'standby' })];
    expect(reviveStandby(3_200n * WAN, after, 0)).toEqual({
      id: 'b',
      state: 'sent',
      usableFen: 3_000n * WAN,
    });
    expect(reviveStandby(3_200n * WAN, after, 100)).toBeNull();
  });

  it('keeps nothing in reserve while a part is still open', () => {
    // 3,200 − 2,000 = 1,200 left: b can be chosen for it at once, and waits for nobody.
    expect(choose({ offers: [offer('a', 2_000n), offer('b', 3_000n)], standbyId: 'b' })).toMatchObject({
      outcomes: [{ state: 'chosen' }, { id: 'b', state: 'sent', usableFen: 1_200n * WAN }],
    });
  });

  it.each([
    ['offer.unknown', { offers: [offer('b', 1n)] }],
    ['offer.not_open', { offers: [offer('a', 1n, { state: 'lapsed' })] }],
    ['offer.expired', { offers: [offer('a', 1n)], asOfMs: 100 }],
    ['offer.nothing_left', { offers: [offer('a', 1n), offer('b', 3_200n, { state: 'chosen' })] }],
    ['offer.standby_is_the_chosen', { offers: [offer('a', 1n)], standbyId: 'a' }],
    [
      'offer.standby_not_open',
      { offers: [offer('a', 1n), offer('b', 1n, { state: 'draft' })], standbyId: 'b' },
    ],
    ['offer.expired', { offers: [offer('a', 1n), offer('b', 1n, { validUntilMs: 0 })], standbyId: 'b' }],
    [
      'offer.standby_already_kept',
      { offers: [offer('a', 1n), offer('b', 1n), offer('c', 1n, { state: 'standby' })], standbyId: 'b' },
    ],
  ] as const)('refuses with %s', (code, input) => {
    expect(choose(input)).toEqual({ ok: false, code });
  });

  it('never lets the chosen offers pass the request, however long one goes on choosing', () => {
    const offers = fc.array(
      fc.record({ fen: fc.bigInt(1n, 10n ** 15n), state: fc.constantFrom('sent', 'draft', 'lapsed') }),
      { minLength: 1, maxLength: 8 },
    );
    const picks = fc.array(fc.nat(7), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 15n), offers, picks, (requestedFen, drawn, chosenIndexes) => {
        let current: readonly Offer[] = drawn.map(({ fen, state }, index) => ({
          id: String(index),
          state,
          amountFen: fen,
          validUntilMs: 1,
        }));
        for (const index of chosenIndexes) {
          const choice = chooseOffer({ requestedFen, offers: current, chosenId: String(index), asOfMs: 0 });
          if (!choice.ok) continue;
          expect(choice.outcomes).toHaveLength(current.length);
          current = current.map((one, place) => {
            const outcome = choice.outcomes[place];
            const chosen = outcome?.state === 'chosen';
            return {
              ...one,
              state: outcome?.state ?? one.state,
              amountFen: chosen ? outcome.usableFen : one.amountFen,
            };
          });
          const chosenFen = current
            .filter((one) => one.state === 'chosen')
            .reduce((sum, one) => sum + one.amountFen, 0n);
          expect(chosenFen + choice.restFen).toBe(requestedFen);
          expect(choice.restFen).toBeGreaterThanOrEqual(0n);
          expect(choice.restFen > 0n || current.every((one) => one.state !== 'sent')).toBe(true);
        }
      }),
    );
  });
});

describe('an offer past its last day', () => {
  it('has lapsed by the clock alone, chosen or not, until the bank approves', () => {
    for (const state of ['sent', 'standby', 'chosen'] as const) {
      expect(offerStateAt(offer('a', 1n, { state }), false, 99)).toBe(state);
      expect(offerStateAt(offer('a', 1n, { state }), false, 100)).toBe('lapsed');
    }
    expect(offerStateAt(offer('a', 1n, { state: 'chosen' }), true, 100)).toBe('chosen');
    expect(offerStateAt(offer('a', 1n, { state: 'withdrawn' }), false, 100)).toBe('withdrawn');
  });
});

describe('offers over the life of a request', () => {
  const REQUESTED = 1_000n;
  const drawn = fc.array(fc.record({ fen: fc.bigInt(1n, 1_500n), days: fc.integer({ min: 1, max: 9 }) }), {
    minLength: 2,
    maxLength: 6,
  });
  const acts = fc.array(
    fc.oneof(
      fc.record({ act: fc.constant('choose' as const), id: fc.nat(5), standby: fc.option(fc.nat(5)) }),
      fc.record({ act: fc.constant('withdraw' as const), id: fc.nat(5) }),
      fc.record({ act: fc.constant('day' as const) }),
    ),
    { maxLength: 20 },
  );

  /** What the platform does after every change: the clock first, then the standby. */
  function settled(offers: readonly Offer[], day: number): readonly Offer[] {
    const current = offers.map((one) => ({ ...one, state: offerStateAt(one, false, day) }));
    const revived = reviveStandby(REQUESTED, current, day);
    return current.map((one) => (one.id === revived?.id ? { ...one, state: revived.state } : one));
  }

  function chosenOf(
    offers: readonly Offer[],
    chosenId: string,
    standbyId: string | undefined,
    asOfMs: number,
  ) {
    const choice = chooseOffer({
      requestedFen: REQUESTED,
      offers,
      chosenId,
      asOfMs,
      ...(standbyId === undefined ? {} : { standbyId }),
    });
    if (!choice.ok) return offers;
    return offers.map((one, at) => {
      const outcome = choice.outcomes[at];
      if (outcome === undefined) throw new Error('every offer has an outcome');
      const { state, usableFen } = outcome;
      return { ...one, state, amountFen: state === 'chosen' ? usableFen : one.amountFen };
    });
  }

  it('hold at most what was asked for, keep one standby at most and lose none that could still be chosen', () => {
    fc.assert(
      fc.property(drawn, acts, (terms, steps) => {
        let day = 0;
        let offers: readonly Offer[] = terms.map(({ fen, days }, index) => ({
          id: String(index),
          state: 'sent',
          amountFen: fen,
          validUntilMs: days,
        }));
        for (const step of steps) {
          if (step.act === 'day') day += 1;
          if (step.act === 'choose') {
            const standby = step.standby === null ? undefined : String(step.standby);
            offers = chosenOf(offers, String(step.id), standby, day);
          }
          if (step.act === 'withdraw') {
            offers = offers.map((one) =>
              one.id === String(step.id) && decideOffer(one.state, 'withdraw', 'officer').ok
                ? { ...one, state: 'withdrawn' }
                : one,
            );
          }
          offers = settled(offers, day);
          const left = leftToFund(REQUESTED, offers);
          const inState = (state: Offer['state']) => offers.filter((one) => one.state === state);
          expect(left).toBeGreaterThanOrEqual(0n);
          expect(inState('standby').length).toBeLessThanOrEqual(1);
          // Nothing open beside a full choice, and nobody in reserve beside an open need.
          expect(left === 0n ? inState('sent') : inState('standby')).toEqual([]);
          for (const open of [...inState('sent'), ...inState('standby'), ...inState('chosen')]) {
            expect(open.validUntilMs).toBeGreaterThan(day);
          }
        }
      }),
    );
  });
});

describe('the offer table', () => {
  it('lets nobody but the signatory choose, and nothing leave a final state', () => {
    expect(ACTORS.filter((actor) => decideOffer('sent', 'choose', actor).ok)).toEqual(['signatory']);
    for (const state of OFFER_TERMINAL_STATES) {
      expect(OFFER_TRANSITIONS.filter((row) => row.from.includes(state))).toEqual([]);
    }
    const entered = new Set(OFFER_TRANSITIONS.map((row) => row.to));
    expect(OFFER_STATES.filter((state) => !entered.has(state))).toEqual(['draft']);
  });

  it('knows every change that choosing and reviving make', () => {
    expect(decideOffer('sent', 'pass_over', 'system')).toEqual({ ok: true, to: 'not_chosen' });
    expect(decideOffer('draft', 'withdraw', 'system')).toEqual({ ok: true, to: 'withdrawn' });
    expect(decideOffer('standby', 'revive', 'system')).toEqual({ ok: true, to: 'sent' });
    expect(decideOffer('standby', 'choose', 'signatory')).toEqual({
      ok: false,
      code: 'transition.not_from_this_state',
    });
  });
});
