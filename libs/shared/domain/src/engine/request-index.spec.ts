import type { Attribute, MatchContext, MatchProduct, RequestFacts } from '../matching/index.js';
import { ATTRIBUTES, HEADROOM_TIERS, matchRequest, POLICY_V1 } from '../matching/index.js';
import { fact, product } from '../matching/testing/arbitraries.js';
import { RequestIndex, type Affected } from './request-index.js';
import { atScale } from './testing/scale.js';
import { context, Dice, randomFacts, randomProduct, type WorldProfile } from './testing/worlds.js';

const FEW: readonly Attribute[] = ['amount', 'region', 'industry', 'collateral', 'sizeClass'];

const outcome = (facts: RequestFacts, one: MatchProduct | undefined) => {
  const result = one && matchRequest(facts, [one], context, POLICY_V1);
  return {
    verdict: result?.verdicts[0]?.verdict ?? 'ineligible',
    missing: JSON.stringify(result?.needsInformation ?? []),
    rank: JSON.stringify(result?.top ?? []),
  };
};

/** A neighbour of a product: most edits change one thing only. */
function edited(dice: Dice, before: MatchProduct, profile: WorldProfile): MatchProduct {
  const other = randomProduct(dice, before.id, profile);
  const { headroom: _before, ...facility } = before.facility;
  switch (dice.below(7)) {
    case 0:
      return { ...before, version: before.version + 1, facility: other.facility };
    case 1:
      return { ...before, conclusionDays: 3, preferredLists: other.preferredLists };
    case 2:
      return { ...before, published: !before.published };
    case 3:
      return { ...before, facility: { ...facility, headroom: dice.pick(HEADROOM_TIERS) } };
    case 4:
      return { ...before, clauses: [...before.clauses].reverse() };
    case 5:
      return {
        ...before,
        clauses: before.clauses.map((clause, at) => [...clause, ...(other.clauses[at] ?? [])]),
      };
    default:
      return other;
  }
}

const everyone = ({ gained, lost, reconsidered, reranked }: Affected): readonly string[] => [
  ...gained,
  ...lost,
  ...reconsidered,
  ...reranked,
];

/** Compares one answer with the definition, request by request; returns how many were touched. */
function check(
  requests: ReadonlyMap<string, RequestFacts>,
  { before, after }: { before: MatchProduct | undefined; after: MatchProduct | undefined },
  found: Affected,
): number {
  for (const [id, facts] of requests) {
    const [was, is] = [outcome(facts, before), outcome(facts, after)];
    const [fitted, fits] = [was.verdict === 'eligible', is.verdict === 'eligible'];
    expect(found.gained.includes(id)).toBe(fits && !fitted);
    expect(found.lost.includes(id)).toBe(fitted && !fits);
    const differs = was.verdict !== is.verdict || was.missing !== is.missing;
    expect(found.reconsidered.includes(id)).toBe(!fits && !fitted && differs);
    // Whatever ranks differently is among the reranked; those also hold scores that came out the same.
    if (fits && fitted && was.rank !== is.rank) expect(found.reranked).toContain(id);
    expect(found.reranked.includes(id) && !(fits && fitted)).toBe(false);
  }
  const all = everyone(found);
  expect(all.every((id) => requests.has(id))).toBe(true);
  expect(new Set(all).size).toBe(all.length);
  return all.length;
}

function randomRequests(dice: Dice, profile: WorldProfile, count: number): Map<string, RequestFacts> {
  return new Map(Array.from({ length: count }, (_, at) => [`r-${at}`, randomFacts(dice, profile)]));
}

const indexOf = (requests: ReadonlyMap<string, RequestFacts>, given: MatchContext = context) =>
  new RequestIndex(
    [...requests].map(([id, facts]) => ({ id, facts })),
    given,
    16_384,
  );

function profileOf(dice: Dice): WorldProfile {
  const attributes = dice.chance(0.5) ? FEW : ATTRIBUTES;
  return { attributes, products: 1, unknown: dice.pick([0, 0.1, 0.4]) };
}

describe('percolation', () => {
  it('touches exactly the requests that the definition answers otherwise', () => {
    let touched = 0;
    for (let seed = 1; seed <= atScale(12); seed += 1) {
      const dice = new Dice(seed);
      const profile = profileOf(dice);
      const requests = randomRequests(dice, profile, 40);
      const index = indexOf(requests);
      for (let step = 0; step < 10; step += 1) {
        const before = dice.chance(0.1) ? undefined : randomProduct(dice, 'p', profile);
        const after = dice.chance(0.1)
          ? undefined
          : edited(dice, before ?? randomProduct(dice, 'p', profile), profile);
        const found = index.affected(before, after);
        touched += check(requests, { before, after }, found);
        expect([...index.touched([{ before, after }])].sort()).toEqual([...everyone(found)].sort());
        if (after !== undefined) {
          const eligible = [...requests.values()].filter(
            (facts) => outcome(facts, after).verdict === 'eligible',
          ).length;
          expect(index.preview(before, after)).toEqual({
            requests: requests.size,
            eligible,
            gained: found.gained.length,
            lost: found.lost.length,
          });
        }
        const id = `r-${dice.below(60)}`;
        if (dice.chance(0.3)) {
          requests.delete(id);
          index.remove(id);
        } else {
          const facts = randomFacts(dice, profile);
          requests.set(id, facts);
          index.put({ id, facts });
        }
      }
    }
    expect(touched).toBeGreaterThan(150);
  });

  it('gathers what several products of one facility touch, each request once', () => {
    const dice = new Dice(5);
    const profile: WorldProfile = { attributes: FEW, products: 1, unknown: 0.1 };
    const requests = randomRequests(dice, profile, 60);
    const index = indexOf(requests);
    const changes = Array.from({ length: 6 }, (_, at) => {
      const before = randomProduct(dice, `p-${at}`, profile);
      return { before, after: { ...before, facility: { ...before.facility, open: !before.facility.open } } };
    });
    const one = new Set(changes.flatMap(({ before, after }) => everyone(index.affected(before, after))));
    expect(one.size).toBeGreaterThan(5);
    expect([...index.touched(changes)].sort()).toEqual([...one].sort());
  });

  it('answers alike whatever the order in which requests were entered', () => {
    const dice = new Dice(6);
    const profile: WorldProfile = { attributes: FEW, products: 1, unknown: 0.1 };
    const requests = randomRequests(dice, profile, 60);
    const [index, shuffled] = [indexOf(requests), indexOf(new Map(dice.shuffled([...requests])))];
    for (let at = 0; at < 20; at += 1) {
      const [before, after] = [randomProduct(dice, 'p', profile), randomProduct(dice, 'p', profile)];
      expect(JSON.stringify(shuffled.affected(before, after))).toBe(
        JSON.stringify(index.affected(before, after)),
      );
    }
  });

  it('leaves everyone alone when only the version, the wording or the order of conditions changed', () => {
    const index = new RequestIndex([{ id: 'r-1', facts: { firstLoan: fact(true) } }], context);
    const first = { attribute: 'firstLoan', op: 'is', operand: true } as const;
    const term = { attribute: 'termMonths', op: 'lte', operand: 12 } as const;
    const changed = index.affected(
      product({ clauses: [[first, term]] }),
      product({ version: 2, clauses: [[{ ...term, text: { zh: '一年内', en: 'within a year' } }, first]] }),
    );
    expect(changed).toEqual({ gained: [], lost: [], reconsidered: [], reranked: [] });
  });

  it('reconsiders a request that now waits for another fact', () => {
    const index = new RequestIndex([{ id: 'r-1', facts: { firstLoan: fact(true) } }], context);
    const asking = (attribute: 'staff' | 'termMonths') =>
      product({ clauses: [[{ attribute, op: 'lte', operand: 12 }]] });
    expect(index.affected(asking('staff'), asking('termMonths')).reconsidered).toEqual(['r-1']);
  });
});

describe('the preview of a draft', () => {
  it('counts only requests that certainly lie in the bank’s regions', () => {
    const at = (id: string, region?: string) => ({
      id,
      facts: { termMonths: fact(6), ...(region === undefined ? {} : { region: fact(region) }) },
    });
    const index = new RequestIndex(
      [at('r-1', '320583'), at('r-2', '320100'), at('r-3', '310000'), at('r-4'), at('r-5', '320000')],
      context,
    );
    const upTo = (operand: number) =>
      product({ clauses: [[{ attribute: 'termMonths', op: 'lte', operand }]] });
    expect(index.preview(upTo(3), upTo(12))).toEqual({ requests: 5, eligible: 5, gained: 5, lost: 0 });
    // The province as a whole holds r-1, r-2 and r-5; the city of 320500 only r-1.
    expect(index.preview(upTo(3), upTo(12), { regions: ['320000'] })).toEqual({
      requests: 3,
      eligible: 3,
      gained: 3,
      lost: 0,
    });
    expect(index.preview(upTo(12), upTo(3), { regions: ['320500'] })).toEqual({
      requests: 1,
      eligible: 0,
      gained: 0,
      lost: 1,
    });
    // Of the three in the province one is named; a stranger is passed over.
    const ids = ['r-1', 'r-3', 'nobody'];
    expect(index.preview(upTo(3), upTo(12), { regions: ['320000'], ids })).toEqual({
      requests: 1,
      eligible: 1,
      gained: 1,
      lost: 0,
    });
    expect(index.preview(upTo(3), upTo(12), { ids: [] })).toMatchObject({ requests: 0, eligible: 0 });
  });
});

describe('an update of requests that fails', () => {
  it('leaves the previous state answering, wherever the fault strikes', () => {
    const dice = new Dice(8);
    const profile: WorldProfile = { attributes: ATTRIBUTES, products: 1, unknown: 0.1 };
    // The code tables are asked on every way in: they fail at the n-th question, for every n.
    let failAfter = Infinity;
    const path = (code: string) => {
      failAfter -= 1;
      if (failAfter < 0) throw new Error('the code tables are gone');
      return context.hierarchies.region.path(code);
    };
    const frail = { ...context, hierarchies: { region: { path }, industry: { path } } };
    let faults = 0;
    for (let round = 0; round < atScale(6); round += 1) {
      const requests = randomRequests(dice, profile, 30);
      const index = indexOf(requests, frail);
      const changes = Array.from({ length: 6 }, () => ({
        before: randomProduct(dice, 'p', profile),
        after: randomProduct(dice, 'p', profile),
      }));
      for (const { before, after } of changes)
        check(requests, { before, after }, index.affected(before, after));
      const id = `r-${dice.below(40)}`;
      const facts = randomFacts(dice, profile);
      for (let questions = 0; ; questions += 1) {
        failAfter = questions;
        try {
          index.put({ id, facts });
          break;
        } catch {
          faults += 1;
        } finally {
          failAfter = Infinity;
        }
        for (const change of changes) check(requests, change, index.affected(change.before, change.after));
      }
      requests.set(id, facts);
      for (const change of changes) check(requests, change, index.affected(change.before, change.after));
    }
    expect(faults).toBeGreaterThan(10);
  });

  it('names the fact that cannot be read', () => {
    const index = new RequestIndex([], context);
    // Facts come from a database: what the compiler would not let through may still stand there.
    const misshapen = { amount: fact(5) } as unknown as RequestFacts;
    expect(() => index.put({ id: 'r-1', facts: misshapen })).toThrow(/amount.*r-1/);
    expect(index.size).toBe(0);
  });

  it('refuses a request that stands there twice, and a product that could not be matched', () => {
    const request = { id: 'r-1', facts: {} };
    expect(() => new RequestIndex([request, request], context)).toThrow(/twice/);
    const broken = product({ clauses: [[{ attribute: 'amount', op: 'lte', operand: 2n ** 60n }]] });
    expect(() => new RequestIndex([request], context).affected(undefined, broken)).toThrow(/amount/);
  });
});
