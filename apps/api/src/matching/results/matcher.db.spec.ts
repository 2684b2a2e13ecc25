import { explainMatch, getRequestMatches } from '@yinqi/contracts/matching';
import { MatchingWorld } from '../../../test/support/matching-world.js';
import { MatchUpkeepChore } from '../runs/match-upkeep.chore.js';

const DAY_MS = 86_400_000;

describe('the day a fit is tested on', () => {
  let world: MatchingWorld;

  beforeAll(async () => {
    world = await MatchingWorld.open();
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
    await installation.chore(MatchUpkeepChore);
    await installation.settled();
    expect(await why()).toMatchObject({ state: 'current', explanation: { verdict: 'needs_information' } });
    const { counts, state } = await reader(getRequestMatches, { params: { id } });
    expect({ state, eligible: counts.eligible }).toEqual({ state: 'current', eligible: 0 });
    // A day comes once: whoever asks again begins no second run.
    await installation.chore(MatchUpkeepChore);
    const runs = await installation.database.rows('select reason, total, done from match_run');
    expect(runs).toEqual([{ reason: 'day', total: 1, done: 1 }]);
  });
});
