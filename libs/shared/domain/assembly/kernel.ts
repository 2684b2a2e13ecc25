// The kernel in AssemblyScript: the same memory, the same answers as src/engine/{scan,ranking}.ts, which are the
// readable statement of what happens here. Built by infra/wasm/build-kernel.mjs.

// src/engine/plan.ts, as byte offsets
const GROUPS: usize = 0;
const OPEN: usize = 4;
const REGION: usize = 8;
const INDUSTRY: usize = 12;
const COLLATERAL: usize = 16;
const LISTS: usize = 20;
const PROGRAMME: usize = 24;
const HOLDS: usize = 64;
const NOT_FALSE: usize = HOLDS + 160;
const AMOUNT: usize = 384;
const TERM: usize = 392;
const CEILING: usize = 400;

// src/engine/records.ts, as byte offsets
const RECORD_SHIFT: usize = 6;
const RANK: usize = 4;
const FIXED: usize = 8;
const POOL: usize = 12;
const MECHANISM: usize = 16;
const RATE: usize = 20;
const R_REGION: usize = 24;
const R_INDUSTRY: usize = 28;
const R_COLLATERAL: usize = 32;
const R_LISTS: usize = 36;
const R_AMOUNT: usize = 40;
const R_TERM: usize = 48;
const CLAUSE: usize = 56;
const BEST: usize = 60;

// src/engine/wasm-kernel.ts: FRAME, as byte offsets
const F_WORDS: usize = 0;
const F_SUMMARY: usize = 4;
const F_SEVERAL: usize = 8;
const F_RECORDS: usize = 12;
const F_POOLS: usize = 16;
const F_LIMIT: usize = 20;
const F_KEYS: usize = 24;
const F_SLOTS: usize = 28;
const F_SURVIVORS: usize = 32;
const F_OTHERS: usize = 36;
const F_EXHAUSTED: usize = 40;
const F_SHARES: usize = 44;
const F_SCORES: usize = 84;
const F_COST: usize = 48;
const F_PER_RATE: usize = 52;
const F_COST_NEUTRAL: usize = 56;
const F_AMOUNT: usize = 60;
const F_TERM: usize = 72;
const O_ELIGIBLE: usize = 96;
const O_OPEN: usize = 100;
const O_OTHERS: usize = 104;
const O_SEVERAL: usize = 108;
const O_SIZE: usize = 112;

const GRADE_SHIFT: i32 = 3;
const GRADE_TABLE: usize = 128;
const RANK_SPACE: f64 = 4294967296;
const EXACT_SPAN: f64 = 9007199254740;
const NO_RATE: i32 = i32.MIN_VALUE;

let threshold: i32 = 0;

function word(base: usize, index: i32): i32 {
  return load<i32>(base + ((<usize>index) << 2));
}

function emit(bits: u64, first: i32, at: usize): usize {
  let end = at;
  for (let rest = bits; rest != 0; rest &= rest - 1) {
    store<i32>(end, first + <i32>ctz(rest));
    end += 4;
  }
  return end;
}

function summaryOf(rows: usize, count: i32, at: usize): u32 {
  let blocks = load<u32>(((<usize>load<u32>(rows)) << 2) + at);
  for (let row = 1; row < count && blocks != 0; row++) {
    blocks &= load<u32>(((<usize>word(rows, row)) << 2) + at);
  }
  return blocks;
}

function conjunction(rows: usize, count: i32, at: usize): v128 {
  let bits = v128.load(((<usize>load<u32>(rows)) << 2) + at);
  for (let row = 1; row < count; row++) {
    bits = v128.and(bits, v128.load(((<usize>word(rows, row)) << 2) + at));
  }
  return bits;
}

function scanKnown(frame: usize, plan: usize): usize {
  const rows = plan + HOLDS;
  const count = load<i32>(plan, GROUPS);
  const a = (<usize>word(rows, 0)) << 2,
    b = (<usize>word(rows, 1)) << 2;
  const c = (<usize>word(rows, 2)) << 2,
    d = (<usize>word(rows, 3)) << 2;
  const e = (<usize>word(rows, 4)) << 2,
    f = (<usize>word(rows, 5)) << 2;
  const g = (<usize>word(rows, 6)) << 2,
    h = (<usize>word(rows, 7)) << 2;
  const summaries = (<usize>load<i32>(frame, F_WORDS)) << 2;
  const parts = load<i32>(frame, F_SUMMARY);
  let end = <usize>load<u32>(frame, F_SURVIVORS);
  for (let part = 0; part < parts; part++) {
    let blocks = summaryOf(rows, count, summaries + ((<usize>part) << 2));
    for (; blocks != 0; blocks &= blocks - 1) {
      const first = (((<usize>part) << 5) + ctz(blocks)) << 5;
      for (let at = first; at < first + 32; at += 16) {
        let bits = v128.and(
          v128.and(v128.load(a + at), v128.load(b + at)),
          v128.and(v128.load(c + at), v128.load(d + at)),
        );
        bits = v128.and(
          bits,
          v128.and(
            v128.and(v128.load(e + at), v128.load(f + at)),
            v128.and(v128.load(g + at), v128.load(h + at)),
          ),
        );
        for (let row = 8; row < count; row++)
          bits = v128.and(bits, v128.load(((<usize>word(rows, row)) << 2) + at));
        if (!v128.any_true(bits)) continue;
        end = emit(v128.extract_lane<u64>(bits, 0), <i32>(at << 3), end);
        end = emit(v128.extract_lane<u64>(bits, 1), <i32>(at << 3) + 64, end);
      }
    }
  }
  return end;
}

function scanOpen(frame: usize, plan: usize): usize {
  const count = load<i32>(plan, GROUPS);
  const summaries = (<usize>load<i32>(frame, F_WORDS)) << 2;
  const parts = load<i32>(frame, F_SUMMARY);
  const several = (<usize>load<u32>(frame, F_SEVERAL)) << 2;
  const exhausted = load<i32>(frame, F_EXHAUSTED) != 0;
  let end = <usize>load<u32>(frame, F_SURVIVORS);
  let others = <usize>load<u32>(frame, F_OTHERS);
  let open: i32 = 0;
  for (let part = 0; part < parts; part++) {
    let blocks = summaryOf(plan + NOT_FALSE, count, summaries + ((<usize>part) << 2));
    for (; blocks != 0; blocks &= blocks - 1) {
      const first = (((<usize>part) << 5) + ctz(blocks)) << 5;
      for (let at = first; at < first + 32; at += 16) {
        const possible = conjunction(plan + NOT_FALSE, count, at);
        if (!v128.any_true(possible)) continue;
        const holding = conjunction(plan + HOLDS, count, at);
        const slot = <i32>(at << 3);
        end = emit(v128.extract_lane<u64>(holding, 0), slot, end);
        end = emit(v128.extract_lane<u64>(holding, 1), slot + 64, end);
        const undecided = v128.andnot(possible, holding);
        if (!v128.any_true(undecided)) continue;
        const multiple = v128.load(several + at);
        const kept = v128.and(undecided, multiple);
        const alone = v128.andnot(undecided, multiple);
        others = emit(v128.extract_lane<u64>(kept, 0), slot, others);
        others = emit(v128.extract_lane<u64>(kept, 1), slot + 64, others);
        open += countOpen(frame, exhausted, v128.extract_lane<u64>(alone, 0), slot);
        open += countOpen(frame, exhausted, v128.extract_lane<u64>(alone, 1), slot + 64);
      }
    }
  }
  store<i32>(frame, open, O_OPEN);
  store<i32>(frame, <i32>((others - <usize>load<u32>(frame, F_OTHERS)) >> 2), O_OTHERS);
  return end;
}

function countOpen(frame: usize, exhausted: bool, bits: u64, first: i32): i32 {
  if (!exhausted) return <i32>popcnt(bits);
  let count = 0;
  for (let rest = bits; rest != 0; rest &= rest - 1) {
    const record = <usize>load<u32>(frame, F_RECORDS) + ((<usize>(first + <i32>ctz(rest))) << RECORD_SHIFT);
    if (word(<usize>load<u32>(frame, F_POOLS), load<i32>(record, POOL)) >= 0) count++;
  }
  return count;
}

// Weight, full and neutral share stand at `part`; an unknown wish is NaN, no ceiling is Infinity.
function headroom(part: usize, ceiling: f64, wish: f64): i32 {
  if (ceiling == Infinity) return load<i32>(part, 4);
  if (wish != wish) return load<i32>(part, 8);
  if (ceiling <= 0) return 0;
  const left = ceiling - wish;
  if (left <= 0) return 0;
  if (left >= ceiling) return load<i32>(part, 4);
  const points =
    left <= EXACT_SPAN ? <i32>Math.floor((left * 1000) / ceiling) : <i32>((<i64>left * 1000) / <i64>ceiling);
  return (load<i32>(part) * points) / 1000;
}

function costShare(frame: usize, rate: i32, ceiling: f64): i32 {
  if (rate == NO_RATE || ceiling != ceiling) return load<i32>(frame, F_COST_NEUTRAL);
  const points = (ceiling - <f64>rate) * <f64>load<i32>(frame, F_PER_RATE);
  if (points <= 0) return 0;
  return <i32>Math.floor((<f64>load<i32>(frame, F_COST) * Math.min(1000, points)) / 1000);
}

function score(frame: usize, plan: usize, record: usize, poolShare: i32): i32 {
  const cost = costShare(frame, load<i32>(record, RATE), load<f64>(plan, CEILING));
  const programme = word(plan + PROGRAMME, load<i32>(record, MECHANISM));
  let bound = load<i32>(record, BEST) + poolShare + programme + cost;
  if (bound < threshold) return bound;
  const amount = headroom(frame + F_AMOUNT, load<f64>(record, R_AMOUNT), load<f64>(plan, AMOUNT));
  const term = headroom(frame + F_TERM, load<f64>(record, R_TERM), load<f64>(plan, TERM));
  bound += amount + term - load<i32>(frame + F_AMOUNT, 4) - load<i32>(frame + F_TERM, 4);
  if (bound < threshold) return bound;
  const shares = <usize>load<u32>(frame, F_SHARES);
  const region = load<u8>(<usize>load<u32>(plan, REGION) + <usize>load<u32>(record, R_REGION));
  const industry = load<u8>(<usize>load<u32>(plan, INDUSTRY) + <usize>load<u32>(record, R_INDUSTRY));
  const collateral = load<u8>(<usize>load<u32>(plan, COLLATERAL) + <usize>load<u32>(record, R_COLLATERAL));
  const lists = word((<usize>load<u32>(plan, LISTS)) << 2, load<i32>(record, R_LISTS));
  return (
    load<i32>(record, FIXED) +
    poolShare +
    programme +
    cost +
    amount +
    term +
    lists +
    word(shares, (<i32>region) >> GRADE_SHIFT) +
    word(shares + GRADE_TABLE, (<i32>industry) >> GRADE_SHIFT) +
    word(shares + 2 * GRADE_TABLE, (<i32>collateral) >> GRADE_SHIFT)
  );
}

export function select(frame: usize, plan: usize): void {
  store<i32>(frame, 0, O_OPEN);
  store<i32>(frame, 0, O_OTHERS);
  store<i32>(frame, 0, O_SIZE);
  threshold = 0;
  const end = load<i32>(plan, OPEN) == 0 ? scanKnown(frame, plan) : scanOpen(frame, plan);
  const records = <usize>load<u32>(frame, F_RECORDS);
  const pools = <usize>load<u32>(frame, F_POOLS);
  const survivors = <usize>load<u32>(frame, F_SURVIVORS);
  let several = survivors;
  let scores = <usize>load<u32>(frame, F_SCORES);
  let eligible = 0;
  for (let at = survivors; at < end; at += 4) {
    const slot = load<i32>(at);
    const record = records + ((<usize>slot) << RECORD_SHIFT);
    const poolShare = word(pools, load<i32>(record, POOL));
    if (poolShare < 0) continue;
    const total = score(frame, plan, record, poolShare);
    if (load<i32>(record, CLAUSE) & 1) {
      // The caller looks for their best clause; the list overwrites survivors that were read already.
      store<i32>(several, slot);
      store<i32>(scores, total);
      several += 4;
      scores += 4;
      continue;
    }
    eligible++;
    offer(frame, total, load<i32>(record, RANK), slot);
  }
  store<i32>(frame, eligible, O_ELIGIBLE);
  store<i32>(frame, <i32>((several - survivors) >> 2), O_SEVERAL);
}

export function offer(frame: usize, total: i32, rank: i32, slot: i32): void {
  const key = <f64>total * RANK_SPACE + (RANK_SPACE - 1 - <f64>rank);
  const size = load<i32>(frame, O_SIZE);
  const limit = load<i32>(frame, F_LIMIT);
  const keys = <usize>load<u32>(frame, F_KEYS);
  const slots = <usize>load<u32>(frame, F_SLOTS);
  if (size < limit) {
    siftUp(keys, slots, key, slot, size);
    store<i32>(frame, size + 1, O_SIZE);
    if (size + 1 < limit) return;
  } else if (key > load<f64>(keys)) {
    siftDown(keys, slots, key, slot, size);
  } else {
    return;
  }
  threshold = <i32>Math.floor(load<f64>(keys) / RANK_SPACE);
}

/** Sorts the heap in its own place, best first. */
export function drain(frame: usize): void {
  const keys = <usize>load<u32>(frame, F_KEYS);
  const slots = <usize>load<u32>(frame, F_SLOTS);
  for (let last = load<i32>(frame, O_SIZE) - 1; last > 0; last--) {
    const key = load<f64>(keys + ((<usize>last) << 3));
    const slot = word(slots, last);
    // A heap with the worst on top sorts into descending order from the back.
    store<f64>(keys + ((<usize>last) << 3), load<f64>(keys));
    store<i32>(slots + ((<usize>last) << 2), load<i32>(slots));
    siftDown(keys, slots, key, slot, last);
  }
}

function siftUp(keys: usize, slots: usize, key: f64, slot: i32, size: i32): void {
  let at = size;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = load<f64>(keys + ((<usize>parent) << 3));
    if (above <= key) break;
    store<f64>(keys + ((<usize>at) << 3), above);
    store<i32>(slots + ((<usize>at) << 2), word(slots, parent));
    at = parent;
  }
  store<f64>(keys + ((<usize>at) << 3), key);
  store<i32>(slots + ((<usize>at) << 2), slot);
}

function siftDown(keys: usize, slots: usize, key: f64, slot: i32, size: i32): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    let below = load<f64>(keys + ((<usize>child) << 3));
    if (child + 1 < size) {
      const other = load<f64>(keys + ((<usize>(child + 1)) << 3));
      if (other < below) {
        below = other;
        child++;
      }
    }
    if (below >= key) break;
    store<f64>(keys + ((<usize>at) << 3), below);
    store<i32>(slots + ((<usize>at) << 2), word(slots, child));
    at = child;
  }
  store<f64>(keys + ((<usize>at) << 3), key);
  store<i32>(slots + ((<usize>at) << 2), slot);
}
