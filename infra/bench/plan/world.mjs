import { fits, levelMet } from '../matching/fit.mjs';
import { scoreOf, tuneWorld } from '../matching/peers.mjs';
import { generateWorld } from '../matching/world.mjs';
import { seededRandom } from '../statistics.mjs';

const FEN_PER_WAN = 1_000_000n;
const PROVINCE_POOLS = 5;

/** Shares of what could be lent that products allow by themselves, banks got allotted, and so on upwards. */
const SCARCITY = { products: 0.6, banks: 0.5, provinces: 0.45, national: 0.4 };

/**
 * Requests and products of the matching suites, every product nationwide; pairs that fit, by score. Products
 * draw on their bank's allotment of a province's allotment of one national quota.
 */
export function planProblem({ requests, products, pools, seed = 20_200_805 }) {
  const world = generateWorld({ products, requests, loose: true, seed });
  for (const product of world.products) product.regions = [];
  const tuned = tuneWorld(world);
  const pairs = tuned.requests.flatMap((request) =>
    tuned.products
      .filter((product) => fits(product, request))
      .map((product) => ({
        requestId: idOf('r', request.number),
        productId: idOf('p', product.number),
        score: scoreOf(request, product, ...levelsOf(request, product)),
      })),
  );
  const asking = world.requests.map(({ number, region, wan }) => ({
    id: idOf('r', number),
    amountFen: BigInt(wan) * FEN_PER_WAN,
    province: region.slice(0, 2),
  }));
  const reachable = new Set(pairs.map(({ requestId }) => requestId));
  const demandWan = world.requests
    .filter(({ number }) => reachable.has(idOf('r', number)))
    .reduce((sum, { wan }) => sum + wan, 0);
  return { requests: asking, fits: pairs, ...limitsOf({ products, pools, demandWan, seed }) };
}

const idOf = (kind, number) => `${kind}-${String(number).padStart(5, '0')}`;

const levelsOf = (request, product) => [
  levelMet(product.regionCodes, product.regionLevel, request.regionPath),
  levelMet(product.includedCodes, product.includedLevel, request.industryPath),
];

function limitsOf({ products, pools, demandWan, seed }) {
  const random = seededRandom(seed ^ 0x9001);
  const spread = (count, share) => {
    const weights = Array.from({ length: count }, () => 0.2 + random.next() ** 3 * 3);
    const sum = weights.reduce((a, b) => a + b, 0);
    return weights.map((weight) => BigInt(Math.round((weight / sum) * share * demandWan)) * FEN_PER_WAN);
  };
  const banks = pools - 1 - PROVINCE_POOLS;
  const bankCapacity = spread(banks, SCARCITY.banks);
  const provinceCapacity = spread(PROVINCE_POOLS, SCARCITY.provinces);
  const [national] = spread(1, SCARCITY.national);
  const caps = spread(products, SCARCITY.products);
  return {
    pools: [
      { id: 'national', parentId: null, capacityFen: national },
      ...provinceCapacity.map((capacityFen, at) => ({
        id: idOf('province', at),
        parentId: 'national',
        capacityFen,
      })),
      ...bankCapacity.map((capacityFen, at) => ({
        id: idOf('bank', at),
        parentId: idOf('province', at % PROVINCE_POOLS),
        capacityFen,
      })),
    ],
    products: caps.map((capFen, at) => ({ id: idOf('p', at), poolId: idOf('bank', at % banks), capFen })),
  };
}
