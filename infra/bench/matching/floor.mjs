import asc from 'assemblyscript/asc';
import { ownCpuMs } from '../rounds.mjs';
import { quantile, rowOf } from '../statistics.mjs';

const BLOCK_BYTES = 32;
const MARK_BYTES = 16;
const ROUNDS = 9;

const READER = `
  export function read(from: usize, to: usize): i32 {
    let a = i32x4.splat(0), b = a, c = a, d = a;
    for (let at = from; at < to; at += 64) {
      a = v128.xor(a, v128.load(at));
      b = v128.xor(b, v128.load(at, 16));
      c = v128.xor(c, v128.load(at, 32));
      d = v128.xor(d, v128.load(at, 48));
    }
    return i32(v128.any_true(v128.xor(v128.xor(a, b), v128.xor(c, d))));
  }`;

/** How long it takes merely to read what a request has to read, at the speed memory of the bitmaps' size is read at. */
export async function bandwidthFloor(index, requests, size) {
  const { slots: table } = index;
  const bitmapBytes = 4 * table.shape.words * table.groups.reduce((sum, { rows }) => sum + rows.size, 0);
  const speed = await readingSpeed(bitmapBytes);
  const bytes = requests.reduce((sum, request) => sum + bytesRead(request, index), 0) / requests.length;
  return {
    row: rowOf('floor: reading alone', size, 'CPU µs per request', [bytes / speed]),
    text: `${Math.round(bytes)} bytes a request of ${Math.round(bitmapBytes / 2 ** 20)} MiB of bitmaps, read at ${(speed / 1000).toFixed(1)} GB/s`,
  };
}

function bytesRead(request, index) {
  const { arena, gates, shape } = index.slots;
  const rows = [...request.rows.map(({ notFalse }) => notFalse), gates];
  let blocks = 0;
  for (let part = 0; part < shape.summaryWords; part += 1) {
    let summary = rows.reduce((all, row) => all & arena.words[row + shape.words + part], -1);
    for (; summary !== 0; summary &= summary - 1) blocks += 1;
  }
  return (
    rows.length * (blocks * BLOCK_BYTES + 4 * shape.summaryWords) +
    MARK_BYTES * index.select(request).eligibleCount
  );
}

/** Bytes per µs, the median of several passes over a memory of that size. */
async function readingSpeed(byteLength) {
  const { binary, stderr } = await asc.compileString(READER, {
    optimizeLevel: 3,
    runtime: 'stub',
    enable: ['simd'],
    importMemory: true,
  });
  if (!binary) throw new Error(stderr.toString());
  const length = Math.ceil(byteLength / 65_536) * 65_536;
  const memory = new globalThis.WebAssembly.Memory({ initial: length / 65_536 });
  new Uint8Array(memory.buffer).fill(1);
  const { instance } = await globalThis.WebAssembly.instantiate(binary, { env: { memory } });
  const passes = Math.ceil(2 ** 29 / length);
  const speeds = Array.from({ length: ROUNDS }, () => {
    const began = ownCpuMs();
    for (let pass = 0; pass < passes; pass += 1) instance.exports.read(0, length);
    return (passes * length) / ((ownCpuMs() - began) * 1000);
  });
  return quantile(speeds, 0.5);
}
