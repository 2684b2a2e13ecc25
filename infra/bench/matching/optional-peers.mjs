/** Peers that are installed for benchmarks only (infra/bench/peers); without them their ratios are left out. */
export async function optionalPeers(_world, _ask) {
  return {};
}
