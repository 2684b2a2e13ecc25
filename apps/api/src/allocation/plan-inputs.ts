import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { AllocationProblem } from '@yinqi/domain/allocation';

/** A tool, or a bank's part of it; capacities as digits, since this is kept as JSON. */
export type PlanPool = {
  readonly facilityId: string;
  readonly bankId: string | null;
  readonly capacityFen: string;
};

/** Everything a plan is computed from: the same inputs give the same plan, whatever has moved on since. */
export type PlanInputs = {
  readonly seed: number;
  readonly planVersion: number;
  readonly policyVersion: string;
  readonly engineVersion: string;
  readonly asOf: string;
  readonly requests: readonly {
    readonly id: string;
    readonly number: string;
    readonly enterpriseId: string;
    readonly area: string;
    readonly amountFen: string;
  }[];
  readonly products: readonly {
    readonly id: string;
    readonly bankId: string;
    readonly facilityId: string;
    readonly name: string;
    readonly nameEn: string | null;
  }[];
  readonly pools: readonly PlanPool[];
  /** Places in `requests` and `products` with the score of the pair, three numbers each. */
  readonly fits: readonly number[];
};

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];
/** Far above what the bounds on requests and products allow; a damaged row must not fill the memory. */
const MOST_BYTES = 256 * 2 ** 20;

export const packInputs = (inputs: PlanInputs): Promise<Uint8Array> => pack(JSON.stringify(inputs));

export async function unpackInputs(packed: Uint8Array): Promise<PlanInputs> {
  const json = await unpack(packed, { maxOutputLength: MOST_BYTES });
  return JSON.parse(json.toString('utf8')) as PlanInputs; // written by packInputs alone
}

/** Of the same keys in the same order: inputs and results are always built by the same literals. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex');

export const poolIdOf = (facilityId: string, bankId: string | null): string =>
  bankId === null ? facilityId : `${facilityId}/${bankId}`;

export function problemOf({ requests, products, pools, fits }: PlanInputs): AllocationProblem {
  const known = new Set(pools.map(({ facilityId, bankId }) => poolIdOf(facilityId, bankId)));
  const triples = Array.from({ length: fits.length / 3 }, (_, at) => fits.slice(3 * at, 3 * at + 3));
  return {
    requests: requests.map(({ id, area, amountFen }) => ({
      id,
      province: area,
      amountFen: BigInt(amountFen),
    })),
    products: products.map(({ id, facilityId, bankId }) => {
      const own = poolIdOf(facilityId, bankId);
      return { id, poolId: known.has(own) ? own : facilityId, capFen: null };
    }),
    pools: pools.map(({ facilityId, bankId, capacityFen }) => ({
      id: poolIdOf(facilityId, bankId),
      parentId: bankId === null ? null : facilityId,
      capacityFen: BigInt(capacityFen),
    })),
    fits: triples.map(([request = 0, product = 0, score = 0]) => ({
      requestId: requests[request]?.id ?? '',
      productId: products[product]?.id ?? '',
      score,
    })),
  };
}
