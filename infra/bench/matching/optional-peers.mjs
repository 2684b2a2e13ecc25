import { roaringPeer } from './peer-roaring.mjs';
import { jsonRulesPeer, zenPeer } from './peer-rule-engines.mjs';

const PEERS = [
  { name: 'roaring', open: roaringPeer, countOf: ({ peer }) => peer },
  { name: 'zen', open: zenPeer, countOf: ({ zen }) => zen },
  { name: 'json-rules-engine', open: jsonRulesPeer, countOf: ({ jsonRules }) => jsonRules },
];

/** Peers of infra/bench/peers; a run without them says which it lacks. */
export async function optionalPeers(world, ask) {
  const found = {};
  for (const { name, open, countOf } of PEERS) {
    try {
      found[name] = { answer: await open(world), count: countOf(ask) };
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
      console.log(`${name}: not installed (npm install --prefix infra/bench/peers)`);
    }
  }
  return found;
}
