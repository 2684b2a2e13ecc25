import type { Verdict } from '@yinqi/domain/matching';
import { unpack } from '../../src/matching/results/packed-result.js';
import type { TestDatabase } from './test-database.js';

type Stored = ReturnType<typeof unpack>;

/** A stored result as it lies in the database, read with the administrator's eyes. */
export async function storedResult(
  { rows }: Pick<TestDatabase, 'rows'>,
  requestId: string,
): Promise<Stored & { readonly idOf: (number: number) => string }> {
  const [row] = await rows<{ results: Uint8Array }>(
    'select results from match_result where request_id = $1',
    [requestId],
  );
  if (!row) throw new Error(`request ${requestId} has no result`);
  const ids = new Map(
    (await rows<{ number: number; id: string }>('select number, product_id as id from match_product')).map(
      ({ number, id }) => [number, id],
    ),
  );
  return { ...unpack(row.results), idOf: (number) => ids.get(number) ?? `number ${number}` };
}

/** Per product, for every product but those that do not fit. */
export async function storedVerdicts(
  database: Pick<TestDatabase, 'rows'>,
  requestId: string,
): Promise<ReadonlyMap<string, Verdict>> {
  const { eligible, needsInformation, unavailable, idOf } = await storedResult(database, requestId);
  const of = (list: readonly number[], verdict: Verdict) =>
    list.map((number) => [idOf(number), verdict] as const);
  return new Map([
    ...of(eligible, 'eligible'),
    ...of(needsInformation, 'needs_information'),
    ...of(unavailable, 'unavailable'),
  ]);
}
