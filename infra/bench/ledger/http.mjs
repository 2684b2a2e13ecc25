import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../local/ports.mjs';
import { launchNode } from '../../local/service.mjs';
import { BenchClient } from '../client.mjs';
import { quantile } from '../statistics.mjs';

const PROGRAM = fileURLToPath(new URL('noop-api.mjs', import.meta.url));
const READY_LIMIT_MS = 30_000;
const BIG_FEN = 9_000_000_000_000_000n;
const TOOL = 'OWN-FUNDS';
const HELD_UNTIL = new Date(Date.now() + 30 * 86_400_000).toISOString();

/** The API with a command that does nothing beside it, and an officer of a bank with a pool of its own. */
export class ReservationsOverHttp {
  static async open({ urls, folder, admin, poster }) {
    const port = await freePort();
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATA_DIR: path.join(folder, 'http'),
      DATABASE_KIND: 'embedded',
      DATABASE_API_URL: urls.app_api,
      DATABASE_WORKER_URL: urls.app_worker,
      DATABASE_QUEUE_URL: urls.app_queue,
      LOG_LEVEL: 'warn',
    };
    let announce;
    const ready = new Promise((resolve) => (announce = resolve));
    let output = '';
    const onOutput = (text) => (output = (output + text).slice(-4_000));
    const running = launchNode(PROGRAM, { env, onReady: () => announce(true), onOutput });
    const timer = setTimeout(() => announce(false), READY_LIMIT_MS);
    const isUp = await Promise.race([ready, running.exited.then(() => false)]);
    clearTimeout(timer);
    if (!isUp) {
      await running.stop(1_000);
      throw new Error(`the API did not come up\n${output}`);
    }
    const bench = new ReservationsOverHttp(running, new BenchClient(`http://127.0.0.1:${port}`));
    await bench.enter(admin, poster);
    return bench;
  }

  constructor(running, client) {
    this.running = running;
    this.client = client;
  }

  async enter(admin, poster) {
    const [bankId, poolId] = [randomUUID(), randomUUID()];
    const { rows } = await admin.query(
      `insert into organisation (id, kind, name, bank_type, region_code, local_legal_person, lft, rgt)
       select $1, 'bank', '示例银行', 'CITY_COMMERCIAL', '320000', true, coalesce(max(rgt), 0) + 10, coalesce(max(rgt), 0) + 20
       from organisation where kind = 'bank' returning id`,
      [bankId],
    );
    const facility = await admin.query('select id from facility where code = $1', [TOOL]);
    this.facilityId = facility.rows[0].id;
    await admin.query(
      `insert into quota_pool (id, facility_id, level, unit_id, unit_position, bank_id, currency, basis, authority, head_hash)
       select $1, $2, 'bank', o.id, o.lft, $3, 'CNY', 'FLOW', 'ALLOTTED_BY_HOLDER', decode(repeat('00', 32), 'hex')
       from organisation o where o.kind = 'bureau' and o.region_code = '320000'`,
      [poolId, this.facilityId, rows[0].id],
    );
    const limit = {
      kind: 'adjust_limit',
      poolId,
      limitFen: BIG_FEN,
      currency: 'CNY',
      tenantId: bankId,
      key: randomUUID(),
      actorId: 'bench',
      approverId: 'bench-2',
    };
    const opened = await poster.post([limit]);
    if (opened.outcome !== 'done') throw new Error(`no pool: ${opened.rejection.code}`);
    await admin.query(
      `insert into account (id, organisation_id, side, username, display_name, password_hash, roles, created_at)
       select $1, $2, 'bank', 'bench.officer', '经办', password_hash, '{officer}', now() from account where username = 'bureau.jiangsu'`,
      [randomUUID(), bankId],
    );
  }

  async signIn(accounts) {
    const { password } = accounts.find(({ side }) => side === 'bureau');
    this.cookie = await this.client.signIn({ username: 'bench.officer', password });
  }

  /** Commands a second of as many callers, each waiting for its answer. */
  async perSecond(kind, { clients, ms }) {
    const address = kind === 'noop' ? '/bench/noop' : `/facilities/${this.facilityId}/reservations`;
    const tookMs = [];
    const began = performance.now();
    const end = began + ms;
    await Promise.all(
      Array.from({ length: clients }, async () => {
        while (performance.now() < end) {
          const sent = performance.now();
          await this.client.send('POST', address, { cookie: this.cookie, json: bodyOf() });
          tookMs.push(performance.now() - sent);
        }
      }),
    );
    const seconds = (performance.now() - began) / 1_000;
    return { perSecond: tookMs.length / seconds, p99Ms: quantile(tookMs, 0.99) };
  }

  async close() {
    this.client.close();
    await this.running.stop(3_000);
  }
}

const bodyOf = () => ({
  enterpriseId: randomUUID(),
  amountFen: '100',
  currency: 'CNY',
  annualRateBp: 320,
  holdUntil: HELD_UNTIL,
  claimKey: null,
  borrower: { sizeClass: 'small' },
});
