import { MatchIndex } from '@yinqi/domain/engine';
import { POLICY_V1 } from '@yinqi/domain/matching';
import { tuneWorld } from './matching/peers.mjs';
import { NEAR_MISS, openPostgres } from './matching/postgres.mjs';
import { context, matchProducts, requestFacts } from './matching/views.mjs';
import { generateWorld } from './matching/world.mjs';
import { interleave, ratioOf, rowsOf } from './rounds.mjs';

const COMPARED = 30;
const FEN_PER_WAN = 1_000_000n;

/** What keeps products from a request by itself, and at which lower amounts how many would fit. */
export async function measure({ folder, quick }) {
  const rounds = quick ? 2 : 9;
  const size = quick ? 1_000 : 20_000;
  const world = generateWorld({ products: size, requests: 1_000 });
  const index = new MatchIndex(matchProducts(world), context, POLICY_V1);
  const requests = requestFacts(world).map((facts) => index.prepare(facts));
  const postgres = await openPostgres(folder, tuneWorld(world));
  const ask = (at) => postgres.client.query(NEAR_MISS, [at]);
  try {
    for (const request of requests) index.nearMisses(request);
    const checks = await compare(index, requests, ask);
    const count = quick ? 20 : 5;
    const ours = (name, answer) => ({
      name,
      count: requests.length,
      run: (from, many) => {
        for (let at = from; at < from + many; at += 1) answer(requests[at]);
      },
    });
    const contenders = [
      ours('typescript', (request) => index.nearMisses(request)),
      ours('typescript, smallest changes of all products', (request) => index.counterfactuals(request)),
      ours('typescript, what-if', (request) => index.whatIf(request, halved(request.facts))),
      {
        name: 'postgres',
        count,
        cpuMs: postgres.cpuMs,
        run: async (from, many) => {
          for (let at = from; at < from + many; at += 1) await ask(at);
        },
      },
    ];
    const times = await interleave(contenders, { rounds, questions: requests.length });
    return {
      rounds,
      rows: rowsOf(times, size, 'CPU µs per request'),
      ratios: [
        ratioOf(times.get('typescript'), times.get('postgres'), {
          kernel: 'typescript',
          vs: 'postgres',
          size,
        }),
      ],
      checks,
    };
  } finally {
    await postgres.close();
  }
}

/** Half the amount for a year: what a form would ask while it is being filled in. */
const halved = (facts) => ({
  ...facts,
  amount: { ...facts.amount, value: { ...facts.amount.value, fen: facts.amount.value.fen / 2n } },
  termMonths: { ...facts.termMonths, value: 12 },
});

async function compare(index, requests, ask) {
  const checks = { compared: 0, different: 0 };
  for (let at = 0; at < COMPARED; at += 1) {
    const { blockers } = index.nearMisses(requests[at]);
    const { rows } = await ask(at);
    const ours = blockers.map(({ attribute, count }) => `${attribute}=${count}`);
    const amount = blockers.find(({ attribute }) => attribute === 'amount');
    const present = requests[at].facts.amount.value.fen;
    const lower = (amount?.advice ?? []).filter(({ change }) => change.to.fen < present);
    ours.push(...lower.map(({ change, adds }) => `${change.to.fen / FEN_PER_WAN}=${adds}`));
    const theirs = rows.map(({ what, n }) => `${what}=${n}`);
    checks.compared += 1;
    if (JSON.stringify(ours.sort()) !== JSON.stringify(theirs.sort())) {
      checks.different += 1;
      console.error(ours.join(' '), 'is not', theirs.join(' '));
    }
  }
  return checks;
}
