import { explainMatch, getRequestMatches } from '@yinqi/contracts/matching';
import { MatchingWorld } from '../../test/support/matching-world.js';

const DAY_MS = 86_400_000;

describe('the day a fit is tested on', () => {
  let world: MatchingWorld;

  beforeAll(async () => {
    // Ahead of the database, so that the next day's run does not come before the test lets its day come.
    world = await MatchingWorld.open({ now: new Date(Date.now() + DAY_MS) });
  });
  afterAll(() => world.close());

  it('is today: a fact too old by then no longer counts, and the next day’s run says so', async () => {
    const { installation } = world;
    const today = new Date(installation.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    await installation.database.rows(`update enterprise set profile = $2 where id = $1`, [
      world.enterprise.id,
      { taxGrade: { value: 'A', source: '税务局', date: today, provenance: 'official' } },
    ]);
    const { id: productId } = await world.published({
      rule: { all: [{ attribute: 'taxGrade', op: 'in', operand: ['A'], maxAgeDays: 30 }] },
    });
    const id = await world.submitted({ neededBy: today });
    await installation.settled();
    let reader = world.finance;
    const why = () => reader(explainMatch, { params: { id, productId } });
    expect(await why()).toMatchObject({ state: 'current', explanation: { verdict: 'eligible' } });
    // Day 31: nobody changed anything, and yet the grade is older than the rule accepts.
    installation.clock.advance(31 * DAY_MS);
    // Sessions do not last a month.
    reader = await installation.signIn(
      await world.world.account('enterprise', world.enterprise.id, ['finance']),
    );
    expect(await why()).toMatchObject({ state: 'running', explanation: { verdict: 'needs_information' } });
    // The first midnight comes; the run that was put off until then takes the day it finds.
    await installation.database.rows(
      `update outbox_event set available_at = now() where dispatched_at is null`,
    );
    await installation.settled();
    expect(await why()).toMatchObject({ state: 'current', explanation: { verdict: 'needs_information' } });
    const { counts, state } = await reader(getRequestMatches, { params: { id } });
    expect({ state, eligible: counts.eligible }).toEqual({ state: 'current', eligible: 0 });
    const next = await installation.database.rows<{ at: string }>(
      `select available_at::text as at from outbox_event where topic = 'matching.requested' and dispatched_at is null`,
    );
    expect(next).toHaveLength(1);
  });
});
