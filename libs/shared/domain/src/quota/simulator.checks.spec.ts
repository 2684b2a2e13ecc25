import type { RejectionCode } from './index.js';
import { simulate } from './testing/simulator.js';

/** `npm run check:full` takes ten times as many. */
// eslint-disable-next-line no-restricted-properties -- a switch of the test run, not of the platform
const isFull = process.env['LEDGER_CHECKS'] === 'full';
const STEPS = isFull ? 10_000_000 : 1_000_000;
/** Seconds on a free core; a machine that does much else takes many times as long. */
const LIMIT_MS = isFull ? 3_600_000 : 300_000;
/** Many short lives find more than a long one, and are forgotten one after the other. */
const STEPS_PER_WORLD = 20_000;

describe('the ledger through crashes, repeats and disorder', () => {
  it(
    `gives nothing twice, loses nothing it has acknowledged, and its book can be worked out again, over ${STEPS} commands`,
    () => {
      const counts: Record<string, number> = {};
      const seen = new Set<RejectionCode>();
      let steps = 0;
      for (let seed = 1; steps < STEPS; seed += 1) {
        const run = simulate(seed, STEPS_PER_WORLD);
        expect({ seed, faults: run.faults }).toEqual({ seed, faults: [] });
        steps += run.steps;
        for (const [what, count] of Object.entries(run.counts)) counts[what] = (counts[what] ?? 0) + count;
        for (const code of run.rejections.keys()) seen.add(code);
      }
      // It only proves something if everything happened: quota ran out, keys came back, processes died.
      expect(steps).toBeGreaterThanOrEqual(STEPS);
      expect(counts.accepted).toBeGreaterThan(STEPS / 7);
      for (const what of ['replayed', 'rejected', 'crashed', 'failed', 'lostAnswer']) {
        expect(counts[what]).toBeGreaterThan(STEPS / 1_000);
      }
      const mustOccur: readonly RejectionCode[] = [
        'pool.insufficient',
        'pool.frozen',
        'pool.below_use',
        'customer.limit_exceeded',
        'key.conflict',
        'claim.already_live',
        'hold.expired',
        'hold.not_expired',
        'hold.ended',
        'hold.exceeded',
        'hold.not_in_state',
        'repay.exceeds_outstanding',
        'correct.already_corrected',
        'correct.repaid',
      ];
      expect(mustOccur.filter((code) => !seen.has(code))).toEqual([]);
    },
    LIMIT_MS,
  );
});
