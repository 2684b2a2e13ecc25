import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConnectionError, newIdempotencyKey, ProblemError, type Call } from '@yinqi/contracts/client';
import { createReservation, type QuotaHold } from '@yinqi/contracts/quota-ledger';
import { openProcesses, type RunningProcesses } from '../../../infra/local/processes.mjs';
import { SystemClock } from '../src/platform/clock/clock.js';
import { facilityIdOf } from '../src/seed/facilities.seed.js';
import { eventually } from './support/eventually.js';
import { signedIn } from './support/installation.js';
import { faultIn, QuotaWorld } from './support/quota-world.js';
import { Witness } from './support/witness.js';

/** How often each of the two is killed: once in every test run, twelve times in check:full. */
const KILLS = process.env['LEDGER_CHECKS'] === 'full' ? 12 : 1;
const CLIENTS = 16;
const ANSWERED_BETWEEN_KILLS = 80;
/** Between two tries at a program that is away; sixteen clients that ask without a pause would keep it from starting. */
const ASK_AGAIN_MS = 200;
const AMOUNT_FEN = 100;
/** A bound for what hangs: on a machine with other work a program may take half a minute to start. */
const ANSWER_LIMIT_MS = 240_000;
/** Room for fewer than are asked for, so that the limit is raced as well. */
const ROOM = KILLS * 4 * ANSWERED_BETWEEN_KILLS;
const TOOL = 'PBOC-RURAL-SME';
const params = { id: facilityIdOf(TOOL) };
const MONTH_MS = 30 * 86_400_000;

/** Sends a command again under its key until somebody is there to answer it. */
function untilAnswered<T>(send: () => Promise<T>): Promise<T | ProblemError> {
  return eventually(
    'the reservation is answered',
    async () => {
      try {
        return await send();
      } catch (error) {
        if (error instanceof ProblemError && error.status < 500) return error;
        if (error instanceof ProblemError || error instanceof ConnectionError) return undefined;
        throw error;
      }
    },
    ANSWER_LIMIT_MS,
    ASK_AGAIN_MS,
  );
}

describe('kill -9 under a load of reservations', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'yinqi-quota-kill-'));
  let processes: RunningProcesses;
  let witness: Witness;
  let quota: QuotaWorld;
  let officer: Call;
  let enterpriseId: string;
  let poolId: string;

  beforeAll(async () => {
    const durable = process.env['LEDGER_CHECKS'] === 'full';
    processes = await openProcesses({ dataDir, seed: ['--empty'], withWorker: false, durable });
    witness = new Witness(processes.adminUrl);
    const { adminUrl } = processes;
    quota = await QuotaWorld.open({ adminUrl, apiUrl: adminUrl }, new SystemClock());
    const bank = await quota.world.bank();
    await quota.world.insert('update organisation set local_legal_person = true where id = $1', [bank.id]);
    // By claim nothing is reserved: here the tool is one of a bank's own lending.
    await quota.world.insert(`update facility set mechanism = 'LENDING_SCALE' where code = $1`, [TOOL]);
    const poster = await quota.poster();
    poolId = (await quota.pool(poster, { bank, limitFen: BigInt(ROOM * AMOUNT_FEN) })).id;
    officer = await signedIn(processes.origin, await quota.world.account('bank', bank.id, ['officer']));
    enterpriseId = (await quota.world.enterprise()).id;
  }, 600_000);
  afterAll(async () => {
    await witness.close();
    await quota.close();
    await processes.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const answered = new Map<string, QuotaHold>();
  let refused = 0;
  let stopped = false;

  const client = async (): Promise<void> => {
    const holdUntil = new Date(Date.now() + MONTH_MS).toISOString();
    while (!stopped) {
      const idempotencyKey = newIdempotencyKey();
      const body = {
        enterpriseId,
        amountFen: String(AMOUNT_FEN),
        currency: 'CNY' as const,
        annualRateBp: 320,
        holdUntil,
        claimKey: null,
        borrower: { sizeClass: 'small' as const },
      };
      const answer = await untilAnswered(() =>
        officer(createReservation, { params, body }, { idempotencyKey }),
      );
      if (answer instanceof ProblemError) {
        expect(answer.code).toBe('quota.insufficient');
        refused += 1;
      } else answered.set(idempotencyKey, answer);
    }
  };
  const answers = (): number => answered.size + refused;
  const untilBusy = (): Promise<unknown> => {
    const enough = answers() + ANSWERED_BETWEEN_KILLS;
    return eventually(
      'reservations go on',
      async () => (answers() >= enough ? true : undefined),
      ANSWER_LIMIT_MS,
    );
  };

  it(`loses nothing that was answered and does nothing twice, killed ${2 * KILLS} times`, async () => {
    const clients = Promise.all(Array.from({ length: CLIENTS }, client));
    for (let kill = 0; kill < KILLS; kill += 1) {
      for (const victim of [processes.postgres, processes.api]) {
        await untilBusy();
        await victim.kill();
        await victim.start();
      }
    }
    await untilBusy();
    stopped = true;
    await clients;

    const entries = await witness.rows<{ key: string; hold_id: string; amount_fen: string }>(
      `select key, hold_id, amount_fen from quota_entry where kind = 'reserve'`,
    );
    const byKey = new Map(entries.map((entry) => [entry.key, entry]));
    expect(byKey.size).toBe(entries.length);
    // Every answer stands, under the hold that was answered; and since every key was asked until it was answered, there
    // is nothing else.
    for (const [key, hold] of answered) expect(byKey.get(key)?.hold_id).toBe(hold.id);
    expect(entries.length).toBe(answered.size);
    expect(entries.length).toBeLessThanOrEqual(ROOM);
    const [pool] = await witness.rows<{ reserved: string }>(
      'select reserved_fen as reserved from quota_pool where id = $1',
      [poolId],
    );
    expect(pool?.reserved).toBe(String(entries.length * AMOUNT_FEN));
    expect(await faultIn(witness)).toBeUndefined();
  }, 3_600_000);
});
