import { ownCpuMs } from '../rounds.mjs';
import { openDuckdb } from './peer-duckdb.mjs';
import { roaringPeer } from './peer-roaring.mjs';
import { jsonRulesPeer, zenPeer } from './peer-rule-engines.mjs';

const LOOPS = [
  { name: 'roaring', open: roaringPeer, countOf: ({ peer }) => peer },
  { name: 'zen', open: zenPeer, countOf: ({ zen }) => zen },
  { name: 'json-rules-engine', open: jsonRulesPeer, countOf: ({ jsonRules }) => jsonRules },
];

/** Peers of infra/bench/peers: those asked request by request, and those asked for sets. A run says which it lacks. */
export async function optionalPeers(world, { ask, folder }) {
  const loops = {};
  const sets = {};
  for (const { name, open, countOf } of LOOPS) {
    const answer = await installed(name, () => open(world));
    if (answer) loops[name] = { answer, count: countOf(ask) };
  }
  const sample = Math.min(100, ask.duckdb);
  const duckdb = await installed('duckdb', () => openDuckdb(world, { folder, cpuMs: ownCpuMs, sample }));
  if (duckdb) sets.duckdb = { ...duckdb, count: ask.duckdb };
  return { loops, sets, close: () => duckdb?.close() };
}

async function installed(name, open) {
  try {
    return await open();
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    console.log(`${name}: not installed (npm install --prefix infra/bench/peers)`);
    return undefined;
  }
}
