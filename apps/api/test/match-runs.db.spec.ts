import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { listMatchRuns } from '@yinqi/contracts/match-runs';
import { MatchUpkeepChore } from '../src/matching/runs/match-upkeep.chore.js';
import type { WorkerApp } from '../src/worker-app.js';
import { openInstallation, type Installation } from './support/installation.js';
import { MatchCrowd } from './support/match-crowd.js';
import { NOW } from './support/matching-world.js';
import { World } from './support/world.js';

const REQUESTS = 24;

describe('a run over all open requests', () => {
  let installation: Installation;
  let world: World;
  let crowd: MatchCrowd;
  let other: WorkerApp;

  beforeAll(async () => {
    installation = await openInstallation({ now: NOW });
    other = await installation.anotherWorker();
    world = await World.open(installation.database);
    crowd = await MatchCrowd.open(installation, { products: 12, requests: REQUESTS, seed: 7 });
    await installation.settled();
  });
  afterAll(async () => {
    await world.close();
    await crowd.close();
    await other.close();
    await installation.close();
  });

  const rows = <Row>(sql: string) => installation.database.rows<Row>(sql);
  const lastWrite = async () =>
    (
      await rows<{ low: string; high: string }>(
        'select min(write_number) as low, max(write_number) as high from match_result',
      )
    )[0] ?? { low: '0', high: '0' };

  type Announced = { readonly kind: string; readonly id: string };
  /** What open pages are told while something happens, in the order of telling. */
  const announcementsOf = async (happens: () => Promise<void>): Promise<Announced[]> => {
    const client = new pg.Client({ connectionString: installation.database.adminUrl });
    const heard: Announced[] = [];
    client.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '') as Announced)); // as announce writes it
    await client.connect();
    try {
      await client.query('listen live');
      await happens();
      // Whatever was sent before this statement has come before its answer.
      await client.query('select 1');
      return heard;
    } finally {
      await client.end();
    }
  };

  it('is begun by a release that judges otherwise, once however many workers see it', async () => {
    await rows(
      `update match_result set engine_version = 'older'; update match_state set engine_version = 'older'`,
    );
    expect(await crowd.differing(other)).toEqual([]);
    const before = await lastWrite();
    await installation.chore(MatchUpkeepChore);
    await other.context.get(MatchUpkeepChore, { strict: false }).run();
    await installation.settled();
    expect(Number((await lastWrite()).low)).toBeGreaterThan(Number(before.high));
    expect(await rows('select reason, total, done, shards_done from match_run')).toEqual([
      { reason: 'engine', total: REQUESTS, done: REQUESTS, shards_done: 1 },
    ]);
    expect(await rows('select distinct engine_version as version from match_result')).toHaveLength(1);
    expect(await crowd.differing(other)).toEqual([]);
  });

  it('leaves alone what is as it should be, unless somebody asks for everything', async () => {
    installation.clock.advance(1_000);
    await rows(`update match_state set policy_version = 'older'`);
    const before = await lastWrite();
    await installation.chore(MatchUpkeepChore);
    await installation.settled();
    expect(await lastWrite()).toEqual(before);
    installation.clock.advance(1_000);
    const runId = randomUUID();
    const heard = await announcementsOf(async () => {
      await crowd.announce('matching.all', { runId });
      await installation.settled();
    });
    expect(Number((await lastWrite()).low)).toBeGreaterThan(Number(before.high));
    // Pages hear of the run once, however many requests it matched.
    expect(heard.filter(({ kind }) => kind.startsWith('match'))).toEqual([
      expect.objectContaining({ kind: 'match_run', id: runId, sides: ['enterprise', 'bureau'] }),
    ]);
    expect(await crowd.differing(other)).toEqual([]);
  });

  it('renews on another day what facts’ ages and closed windows make of it', async () => {
    installation.clock.advance(45 * 86_400_000);
    await installation.chore(MatchUpkeepChore);
    await installation.settled();
    expect(await crowd.differing(other)).toEqual([]);
  });

  it('shows bureaus and the platform’s administrators how far it is, those under way first', async () => {
    await rows(`insert into match_run (id, reason, total, done, shards, shards_done, started_at)
      values ('${randomUUID()}', 'catalogue', 9, 3, 3, 1, '2020-01-01')`);
    const institution = await world.institution('platform');
    const readers = [
      await world.bureauOfficer('320500'),
      await world.account('platform', institution, ['system_administrator']),
    ];
    for (const account of readers) {
      const reader = await installation.signIn(account);
      const { items } = await reader(listMatchRuns, {});
      expect(items.map(({ reason, done, total }) => ({ reason, done, total }))).toEqual([
        { reason: 'catalogue', done: 3, total: 9 },
        ...['day', 'command', 'policy', 'engine'].map((reason) => ({
          reason,
          done: REQUESTS,
          total: REQUESTS,
        })),
      ]);
      expect(items[0]).toMatchObject({ finishedAt: null, startedAt: '2020-01-01T00:00:00.000Z' });
    }
  });
});
