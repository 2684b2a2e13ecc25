import { InStep } from '../src/matching/percolation/in-step.js';
import { MatchUpkeepChore } from '../src/matching/runs/match-upkeep.chore.js';
import { facilityIdOf } from '../src/seed/facilities.seed.js';
import type { WorkerApp } from '../src/worker-app.js';
import { openInstallation, type Installation } from './support/installation.js';
import { MatchCrowd } from './support/match-crowd.js';
import { NOW } from './support/matching-world.js';
import { Witness } from './support/witness.js';

const SIZE = { products: 40, requests: 30 };
const STEPS = 24;

describe('stored results', () => {
  let installation: Installation;
  let crowd: MatchCrowd;
  let other: WorkerApp;
  let witness: Witness;

  beforeAll(async () => {
    installation = await openInstallation({ now: NOW });
    other = await installation.anotherWorker();
    witness = new Witness(installation.database.adminUrl);
    crowd = await MatchCrowd.open(installation, { ...SIZE, seed: 20_261_122 });
    await installation.settled();
  });
  afterAll(async () => {
    await witness.close();
    await crowd.close();
    await other.close();
    await installation.close();
  });

  const writes = async (): Promise<Map<string, string>> => {
    const rows = await installation.database.rows<{ id: string; write: string }>(
      'select request_id as id, write_number as write from match_result',
    );
    return new Map(rows.map(({ id, write }) => [id, write]));
  };

  it('are what the definition answers', async () => {
    expect(await writes()).toHaveProperty('size', SIZE.requests);
    expect(await crowd.differing(other)).toEqual([]);
  });

  it('are explained as they were stored, each of them', async () => {
    expect(await crowd.explained(other)).toEqual({ pairs: SIZE.products * SIZE.requests, otherwise: [] });
  });

  it('stay so through any history of changes, each percolated to whom it touches', async () => {
    let spared = 0;
    for (let step = 0; step < STEPS; step += 1) {
      const before = await writes();
      await crowd.change();
      await installation.settled();
      const after = await writes();
      spared += [...after].filter(([id, write]) => before.get(id) === write).length;
      if (step % 8 === 7) expect(await crowd.differing(other)).toEqual([]);
    }
    // Most results were left alone each time: matching everything again would have spared none.
    expect(spared).toBeGreaterThan((STEPS * SIZE.requests) / 2);
  });

  it('stay so when changes and two workers run into each other', async () => {
    for (let round = 0; round < 4; round += 1) {
      for (let step = 0; step < 12; step += 1) await crowd.change();
      await installation.settled();
      expect(await crowd.differing(other)).toEqual([]);
    }
  });

  it('follow a product that changes while a shard is being written', async () => {
    await witness.hold('match_result');
    await crowd.announce('financing-request.changed', { requestIds: crowd.requests });
    for (const id of crowd.requests.slice(0, 5)) await crowd.changeRequest(id);
    await witness.untilWaitedFor('match_result');
    for (const id of crowd.products.slice(0, 5)) await crowd.changeProduct(id);
    await witness.release();
    await installation.settled();
    expect(await crowd.differing(other)).toEqual([]);
  });

  it('follow what is left of a quota, step by step, once it is told', async () => {
    const { rows } = installation.database;
    const facility = facilityIdOf('OWN-FUNDS');
    await rows(
      `insert into quota_pool (id, facility_id, level, unit_id, unit_position, currency, basis, authority, limit_fen, head_hash)
       select gen_random_uuid(), $1, 'nation', id, lft, 'CNY', 'FLOW', 'OFFICIAL', 1000, sha256('origin')
       from organisation where kind = 'bureau' limit 1`,
      [facility],
    );
    const tier = async (usedFen: number) => {
      await rows('update quota_pool set used_fen = $2 where facility_id = $1', [facility, usedFen]);
      await crowd.announce('facility.headroom-changed', { facilityIds: [facility] });
      await installation.settled();
      expect(await crowd.differing(other)).toEqual([]);
      return (
        await rows<{ tier: number }>(
          `select tier from matching_facts where kind = 'facility_headroom' and subject_id = $1`,
          [facility],
        )
      )[0]?.tier;
    };
    // Of 1,000 are left 950, 300, 50, none, and 700 again: ample, moderate, low, exhausted, ample.
    const tiers: (number | undefined)[] = [];
    for (const used of [50, 700, 950, 1_000, 300]) tiers.push(await tier(used));
    expect(tiers).toEqual([3, 2, 1, 0, 3]);
  });

  it('follow changes by the facts they were made from, whatever the register says meanwhile', async () => {
    const [first = ''] = crowd.requests;
    const { rows } = installation.database;
    const [{ fen } = { fen: '' }] = await rows<{ fen: string }>(
      'select amount_fen as fen from financing_request where id = $1',
      [first],
    );
    await rows('update financing_request set amount_fen = 1, version = version + 1 where id = $1', [first]);
    const before = await writes();
    const late = await installation.anotherWorker();
    // Nothing that matching reads of the product is another, so nobody is touched, whoever can be judged.
    await rows('update loan_product set version = version + 1 where id = $1', [crowd.products[0]]);
    await late.context.get(InStep, { strict: false }).percolate();
    await installation.settled();
    await late.close();
    expect(await writes()).toEqual(before);
    await rows('update financing_request set amount_fen = $2, version = version + 1 where id = $1', [
      first,
      fen,
    ]);
    expect(await crowd.differing(other)).toEqual([]);
  });

  it('are not trusted where nobody can tell any more what a change means for them', async () => {
    const [first = ''] = crowd.requests;
    const { rows } = installation.database;
    const amountOf = async () =>
      (
        await rows<{ fen: string }>('select amount_fen as fen from financing_request where id = $1', [first])
      )[0]?.fen;
    const before = await amountOf();
    // The facts a result was made from are gone when a worker starts that never saw them.
    await rows('update financing_request set amount_fen = 1 where id = $1', [first]);
    await rows('update match_input set form = 0 where request_id = $1', [first]);
    const late = await installation.anotherWorker();
    for (const id of crowd.products.slice(0, 3)) await crowd.editProduct(id);
    await late.context.get(InStep, { strict: false }).percolate();
    await installation.settled();
    await late.close();
    // They come back, and the result made before does not pass for one that followed the change.
    await rows('update financing_request set amount_fen = $2 where id = $1', [first, before]);
    expect(await crowd.differing(other)).toEqual([first]);
    await crowd.announce('financing-request.changed', { requestIds: [first] });
    await installation.settled();
    expect(await crowd.differing(other)).toEqual([]);
  });

  it('are percolated by the next round of upkeep where an event was given up', async () => {
    for (const id of crowd.products.slice(5, 15)) await crowd.editProduct(id);
    await installation.chore(MatchUpkeepChore);
    await installation.settled();
    expect(await crowd.differing(other)).toEqual([]);
  });
});
