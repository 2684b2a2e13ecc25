/** Requests by the first byte of their id, which is random: 256 parts of nearly the same size. */
export const BUCKETS = 256;

/** Both ends belong to it. */
export type BucketRange = { readonly from: number; readonly to: number };

export const bucketOf = (id: string): number => Number.parseInt(id.slice(0, 2), 16);

/** The lowest and the highest id of a range. */
export type IdRange = { readonly first: string; readonly last: string };

export const idsOf = ({ from, to }: BucketRange): IdRange => ({
  first: `${hex(from)}000000-0000-0000-0000-000000000000`,
  last: `${hex(to)}ffffff-ffff-ffff-ffff-ffffffffffff`,
});

const hex = (bucket: number): string => bucket.toString(16).padStart(2, '0');

/** So many ranges of nearly equal length that together hold every bucket. */
export function bucketRanges(count: number): BucketRange[] {
  const bounds = Array.from({ length: count + 1 }, (_, at) => Math.round((at * BUCKETS) / count));
  return bounds.slice(1).map((end, at) => ({ from: bounds[at] ?? 0, to: end - 1 }));
}
