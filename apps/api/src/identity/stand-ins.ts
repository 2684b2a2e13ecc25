/** A deputy stands in for somebody on the day that is asked about. */
export type StandIn = { readonly accountId: string; readonly deputyId: string };

/** Who stands in for somebody in the end: a deputy who is away has a deputy too, and a ring of them has none. */
export function standInFor(
  accountId: string,
  standIns: readonly StandIn[],
  seen: readonly string[] = [],
): string {
  const next = standIns.find((one) => one.accountId === accountId)?.deputyId;
  return next === undefined || seen.includes(next)
    ? accountId
    : standInFor(next, standIns, [...seen, accountId]);
}
