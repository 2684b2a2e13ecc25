import { randomUUID } from 'node:crypto';
import { quantile } from '../statistics.mjs';

const EXPIRES_MS = Date.parse('2035-01-01T00:00:00Z');
const RESERVED_FEN = 100n;
const COMMITTED_FEN = 90n;
const POSTED_FEN = 80n;

/**
 * Clients that reserve; of what they hold they commit and use seven in ten and give up three. Every call is a new command
 * with a key of its own, and the next one is sent when the answer is there.
 */
export async function runLifeCycle(poster, pools, { clients, ms }) {
  const tookMs = [];
  const refused = new Map();
  const began = performance.now();
  const end = began + ms;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const held = [];
      while (performance.now() < end) {
        const command = nextCommand(pools, held);
        const sent = performance.now();
        const result = await poster.post([command]);
        tookMs.push(performance.now() - sent);
        if (result.outcome === 'rejected') {
          refused.set(result.rejection.code, (refused.get(result.rejection.code) ?? 0) + 1);
        } else if (command.kind === 'reserve' || command.kind === 'commit') held.push(command);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  return { perSecond: tookMs.length / seconds, p99Ms: quantile(tookMs, 0.99), refused: [...refused] };
}

function nextCommand(pools, held) {
  const common = { tenantId: pools[0].bankId, key: randomUUID(), actorId: 'bench', currency: 'CNY' };
  const dice = Math.random();
  const last = dice < 0.5 ? undefined : held.pop();
  if (last === undefined) {
    const pool = pools[Math.floor(Math.random() * pools.length)];
    const subject = {
      customerId: randomUUID(),
      bankId: pool.bankId,
      engagementId: null,
      requestId: null,
      claimKey: null,
    };
    return {
      ...common,
      kind: 'reserve',
      poolId: pool.id,
      holdId: randomUUID(),
      amountFen: RESERVED_FEN,
      subject,
      expiresAtMs: EXPIRES_MS,
      checks: [],
    };
  }
  const { poolId, holdId } = last;
  if (last.kind === 'commit') {
    return { ...common, kind: 'post', poolId, holdId, amountFen: POSTED_FEN, keep: false };
  }
  if (dice < 0.85) return { ...common, kind: 'commit', poolId, holdId, amountFen: COMMITTED_FEN };
  return { ...common, kind: 'void', poolId, holdId, reason: '到期未用' };
}
