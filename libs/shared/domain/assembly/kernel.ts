// The kernel in AssemblyScript: the same memory, the same answers as src/engine/{scan,kernel,ranking}.ts, which are
// the readable statement of what happens here. Built by infra/wasm/build-kernel.mjs.

// src/engine/plan.ts, as byte offsets
const P_ROWS: usize = 0;
const P_OPEN_ROWS: usize = 4;
const P_TABLES: usize = 8;
const P_REGION: usize = 32;
const P_INDUSTRY: usize = 36;
const P_BITMAPS: usize = 40;

// src/engine/records.ts, as byte offsets
const RECORD_SHIFT: usize = 5;
const PRODUCT: usize = 0;
const RANK: usize = 4;
const CLAUSE: usize = 12;
const HOME: usize = 16;
const REGION: usize = 20;
const INDUSTRY: usize = 24;
const MARK_SHIFT: usize = 4;
const SEVERAL: i32 = 1;
const GRADED: i32 = 2;

// src/engine/wasm-kernel.ts: FRAME, as byte offsets
const F_SUMMARIES: usize = 0;
const F_PARTS: usize = 4;
const F_SEVERAL: usize = 8;
const F_RECORDS: usize = 12;
const F_MARKS: usize = 16;
const F_SHARES: usize = 20;
const F_LIMIT: usize = 24;
const F_SLOTS: usize = 28;
const F_SCORES: usize = 32;
const F_OTHERS: usize = 36;
const F_HOLDS_IN: usize = 40;
const F_OPEN_IN: usize = 44;
const F_ENTRY_OF: usize = 48;
const F_BUCKETS: usize = 52;
const F_KEYS: usize = 56;
const F_KEY_SLOTS: usize = 60;
const F_HITS: usize = 64;
const F_CANDIDATES: usize = 68;
const F_RUN: usize = 72;
const O_ELIGIBLE: usize = 76;
const O_OPEN: usize = 80;
const O_SIZE: usize = 84;
const O_SCORES: usize = 88;
const O_PRODUCTS: usize = 92;
const O_CLAUSES: usize = 96;

const GRADE_SHIFT: i32 = 3;
const GRADE_TABLE: usize = 128;
const BUCKET_SHIFT: i32 = 7;
const BUCKETS: i32 = 128;

function word(base: usize, index: i32): i32 {
  return load<i32>(base + ((<usize>index) << 2));
}

function put(base: usize, index: i32, value: i32): void {
  store<i32>(base + ((<usize>index) << 2), value);
}

function half(base: usize, index: i32): i32 {
  return <i32>load<i16>(base + ((<usize>index) << 1));
}

// Four are stored in any case, which is quicker than asking; the lists have room behind their end.
function emit(bits: u64, first: i32, at: usize): usize {
  const count = <usize>popcnt(bits);
  let rest = bits;
  store<i32>(at, first + <i32>ctz(rest));
  rest &= rest - 1;
  store<i32>(at, first + <i32>ctz(rest), 4);
  rest &= rest - 1;
  store<i32>(at, first + <i32>ctz(rest), 8);
  rest &= rest - 1;
  store<i32>(at, first + <i32>ctz(rest), 12);
  rest &= rest - 1;
  for (let end = at + 16; rest != 0; rest &= rest - 1) {
    store<i32>(end, first + <i32>ctz(rest));
    end += 4;
  }
  return at + (count << 2);
}

function conjunction(rows: usize, count: i32, at: usize): v128 {
  let bits = v128.load(((<usize>word(rows, 0)) << 2) + at);
  for (let row = 1; row < count; row++) {
    bits = v128.and(bits, v128.load(((<usize>word(rows, row)) << 2) + at));
  }
  return bits;
}

// Returns the end of the slots that hold; those of several clauses that are open are listed in F_OTHERS. Slots are
// taken apart only when all bitmaps were read: what cannot be foreseen would keep the loads behind it waiting.
function scan(frame: usize, plan: usize): usize {
  const rows = plan + P_BITMAPS;
  const count = load<i32>(plan, P_ROWS);
  const a = (<usize>word(rows, 0)) << 2;
  const b = (<usize>word(rows, 1)) << 2;
  const c = (<usize>word(rows, 2)) << 2;
  const d = (<usize>word(rows, 3)) << 2;
  const e = (<usize>word(rows, 4)) << 2;
  const f = (<usize>word(rows, 5)) << 2;
  const g = (<usize>word(rows, 6)) << 2;
  const h = (<usize>word(rows, 7)) << 2;
  const i = (<usize>word(rows, 8)) << 2;
  const j = (<usize>word(rows, 9)) << 2;
  const summaries = <usize>load<u32>(frame, F_SUMMARIES);
  const parts = load<i32>(frame, F_PARTS);
  let hits = <usize>load<u32>(frame, F_HITS);
  for (let part = 0; part < parts; part++) {
    const summary = summaries + ((<usize>part) << 2);
    let blocks =
      load<u32>(a + summary) &
      load<u32>(b + summary) &
      load<u32>(c + summary) &
      load<u32>(d + summary) &
      load<u32>(e + summary) &
      load<u32>(f + summary) &
      load<u32>(g + summary) &
      load<u32>(h + summary) &
      load<u32>(i + summary) &
      load<u32>(j + summary);
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
        bits = v128.and(bits, v128.and(v128.load(i + at), v128.load(j + at)));
        for (let row = 10; row < count; row++) {
          bits = v128.and(bits, v128.load(((<usize>word(rows, row)) << 2) + at));
        }
        v128.store(hits, bits);
        store<u32>(hits, <u32>at, 16);
        hits += 32 * <usize>i32(v128.any_true(bits));
      }
    }
  }
  const openRows = load<i32>(plan, P_OPEN_ROWS);
  return openRows == 0
    ? emitKnown(frame, hits)
    : emitOpen(frame, rows + ((<usize>count) << 2), openRows, hits);
}

function emitKnown(frame: usize, to: usize): usize {
  let end = <usize>load<u32>(frame, F_SLOTS);
  for (let hit = <usize>load<u32>(frame, F_HITS); hit < to; hit += 32) {
    const slot = load<i32>(hit, 16) << 3;
    end = emit(load<u64>(hit), slot, end);
    end = emit(load<u64>(hit, 8), slot + 64, end);
  }
  return end;
}

function emitOpen(frame: usize, bitmaps: usize, count: i32, to: usize): usize {
  let end = <usize>load<u32>(frame, F_SLOTS);
  let others = <usize>load<u32>(frame, F_OTHERS);
  for (let hit = <usize>load<u32>(frame, F_HITS); hit < to; hit += 32) {
    const at = <usize>load<u32>(hit, 16);
    const slot = <i32>(at << 3);
    const possible = v128.load(hit);
    const holding = v128.and(possible, conjunction(bitmaps, count, at));
    others = noteOpen(frame, v128.andnot(possible, holding), at, others);
    end = emit(v128.extract_lane<u64>(holding, 0), slot, end);
    end = emit(v128.extract_lane<u64>(holding, 1), slot + 64, end);
  }
  store<i32>(others, -1);
  return end;
}

// Undecided slots: products of one clause are counted, the others listed.
function noteOpen(frame: usize, open: v128, at: usize, others: usize): usize {
  const multiple = v128.load(((<usize>load<i32>(frame, F_SEVERAL)) << 2) + at);
  const kept = v128.and(open, multiple);
  const alone = v128.andnot(open, multiple);
  const slot = <i32>(at << 3);
  const count = <i32>(popcnt(v128.extract_lane<u64>(alone, 0)) + popcnt(v128.extract_lane<u64>(alone, 1)));
  store<i32>(frame, load<i32>(frame, O_OPEN) + count, O_OPEN);
  const end = emit(v128.extract_lane<u64>(kept, 0), slot, others);
  return emit(v128.extract_lane<u64>(kept, 1), slot + 64, end);
}

// Of products with several clauses that are open, those none of whose clauses holds; each once.
function countOthers(frame: usize, run: i32): i32 {
  const records = <usize>load<u32>(frame, F_RECORDS);
  const holdsIn = <usize>load<u32>(frame, F_HOLDS_IN);
  const openIn = <usize>load<u32>(frame, F_OPEN_IN);
  let count = 0;
  for (let at = <usize>load<u32>(frame, F_OTHERS); load<i32>(at) >= 0; at += 4) {
    const slot = load<i32>(at);
    const home = load<i32>(records + ((<usize>slot) << RECORD_SHIFT), HOME);
    if (word(holdsIn, home) == run || word(openIn, home) == run) continue;
    put(openIn, home, run);
    count++;
  }
  return count;
}

// Turns the slots that hold, in their own place, into one entry per product; returns how many.
function scoreAll(frame: usize, plan: usize, end: usize, run: i32): i32 {
  const marks = <usize>load<u32>(frame, F_MARKS);
  const slots = <usize>load<u32>(frame, F_SLOTS);
  const scores = <usize>load<u32>(frame, F_SCORES);
  const cost = <usize>load<u32>(plan, P_TABLES);
  const pools = <usize>load<u32>(plan, P_TABLES + 4);
  const amount = <usize>load<u32>(plan, P_TABLES + 8);
  const term = <usize>load<u32>(plan, P_TABLES + 12);
  const security = <usize>load<u32>(plan, P_TABLES + 16);
  const lists = <usize>load<u32>(plan, P_TABLES + 20);
  const buckets = <usize>load<u32>(frame, F_BUCKETS);
  for (let at: usize = 0; at < 4 * <usize>BUCKETS; at += 16) v128.store(buckets + at, i32x4.splat(0));
  let count = 0;
  for (let at = slots; at < end; at += 4) {
    const slot = load<i32>(at);
    const mark = marks + ((<usize>slot) << MARK_SHIFT);
    const score =
      half(mark, 0) +
      half(cost, half(mark, 2)) +
      half(pools, half(mark, 3)) +
      half(amount, half(mark, 4)) +
      half(term, half(mark, 5)) +
      half(security, half(mark, 6)) +
      half(lists, half(mark, 7));
    const flags = half(mark, 1);
    if (flags != 0) {
      count = enterFlagged(frame, plan, slot, score, flags, run, count);
      continue;
    }
    put(slots, count, slot);
    store<i16>(scores + ((<usize>count) << 1), <i16>score);
    note(frame, score, 1);
    count++;
  }
  return count;
}

function note(frame: usize, score: i32, more: i32): void {
  const buckets = <usize>load<u32>(frame, F_BUCKETS);
  const bucket = (score >> BUCKET_SHIFT) & (BUCKETS - 1);
  put(buckets, bucket, word(buckets, bucket) + more);
}

function enterFlagged(
  frame: usize,
  plan: usize,
  slot: i32,
  share: i32,
  flags: i32,
  run: i32,
  count: i32,
): i32 {
  const records = <usize>load<u32>(frame, F_RECORDS);
  const record = records + ((<usize>slot) << RECORD_SHIFT);
  const slots = <usize>load<u32>(frame, F_SLOTS);
  const scores = <usize>load<u32>(frame, F_SCORES);
  let score = share;
  if (flags & GRADED) {
    const shares = <usize>load<u32>(frame, F_SHARES);
    const region = load<u8>(<usize>load<u32>(plan, P_REGION) + <usize>load<u32>(record, REGION));
    const industry = load<u8>(<usize>load<u32>(plan, P_INDUSTRY) + <usize>load<u32>(record, INDUSTRY));
    score += word(shares, (<i32>region) >> GRADE_SHIFT);
    score += word(shares + GRADE_TABLE, (<i32>industry) >> GRADE_SHIFT);
  }
  let entry = count;
  let next = count + 1;
  if (flags & SEVERAL) {
    const home = load<i32>(record, HOME);
    const holdsIn = <usize>load<u32>(frame, F_HOLDS_IN);
    const entryOf = <usize>load<u32>(frame, F_ENTRY_OF);
    if (word(holdsIn, home) == run) {
      entry = word(entryOf, home);
      next = count;
      const best = half(scores, entry);
      const other = records + ((<usize>word(slots, entry)) << RECORD_SHIFT);
      if (score < best || (score == best && load<i32>(record, CLAUSE) > load<i32>(other, CLAUSE)))
        return next;
      note(frame, best, -1);
    }
    put(holdsIn, home, run);
    put(entryOf, home, entry);
  }
  put(slots, entry, slot);
  store<i16>(scores + ((<usize>entry) << 1), <i16>score);
  note(frame, score, 1);
  return next;
}

// A score that at least as many entries reach as are wanted, and few more.
function leastOf(frame: usize, limit: i32): i32 {
  const buckets = <usize>load<u32>(frame, F_BUCKETS);
  let bucket = BUCKETS - 1;
  for (let missing = limit; bucket > 0; bucket--) {
    missing -= word(buckets, bucket);
    if (missing <= 0) break;
  }
  return bucket << BUCKET_SHIFT;
}

// Scores and ranks of the entries that may be among the best, as one number each: higher scores first, then lower ranks.
function best(frame: usize, count: i32): i32 {
  const limit = load<i32>(frame, F_LIMIT);
  const slots = <usize>load<u32>(frame, F_SLOTS);
  const scores = <usize>load<u32>(frame, F_SCORES);
  const records = <usize>load<u32>(frame, F_RECORDS);
  const keys = <usize>load<u32>(frame, F_KEYS);
  const keySlots = <usize>load<u32>(frame, F_KEY_SLOTS);
  const least = i16x8.splat(count > limit ? <i16>leastOf(frame, limit) : 0);
  const end = scores + ((<usize>count) << 1);
  v128.store(end, i16x8.splat(-1));
  v128.store(end, i16x8.splat(-1), 16);
  let candidates = <usize>load<u32>(frame, F_CANDIDATES);
  const from = candidates;
  for (let first = 0; first < count; first += 16) {
    const at = scores + ((<usize>first) << 1);
    const low = i16x8.ge_s(v128.load(at), least);
    const high = i16x8.ge_s(v128.load(at, 16), least);
    for (let hits = i8x16.bitmask(i8x16.narrow_i16x8_s(low, high)); hits != 0; hits &= hits - 1) {
      const entry = first + ctz(hits);
      const slot = word(slots, entry);
      const rank = load<u32>(records + ((<usize>slot) << RECORD_SHIFT), RANK);
      store<i64>(candidates, ((<i64>half(scores, entry)) << 32) | ((<i64>~rank) & 0xffffffff));
      store<i32>(candidates, slot, 8);
      candidates += 16;
    }
  }
  let size = 0;
  for (let at = from; at < candidates; at += 16)
    size = insert(keys, keySlots, load<i64>(at), load<i32>(at, 8), size, limit);
  return size;
}

function insert(keys: usize, keySlots: usize, key: i64, slot: i32, size: i32, limit: i32): i32 {
  let at = size;
  if (size == limit) {
    if (key < load<i64>(keys + ((<usize>(size - 1)) << 3))) return size;
    at--;
  }
  const end = at + 1;
  for (; at > 0; at--) {
    const above = load<i64>(keys + ((<usize>(at - 1)) << 3));
    if (above > key) break;
    store<i64>(keys + ((<usize>at) << 3), above);
    put(keySlots, at, word(keySlots, at - 1));
  }
  store<i64>(keys + ((<usize>at) << 3), key);
  put(keySlots, at, slot);
  return end;
}

/** Counts and ranks what fits a plan, and leaves it in the frame. */
export function select(frame: usize, plan: usize): void {
  const run = load<i32>(frame, F_RUN);
  store<i32>(frame, 0, O_OPEN);
  const end = scan(frame, plan);
  const eligible = scoreAll(frame, plan, end, run);
  store<i32>(frame, eligible, O_ELIGIBLE);
  if (load<i32>(plan, P_OPEN_ROWS) != 0) {
    store<i32>(frame, load<i32>(frame, O_OPEN) + countOthers(frame, run), O_OPEN);
  }
  const size = best(frame, eligible);
  store<i32>(frame, size, O_SIZE);
  const records = <usize>load<u32>(frame, F_RECORDS);
  const keys = <usize>load<u32>(frame, F_KEYS);
  const keySlots = <usize>load<u32>(frame, F_KEY_SLOTS);
  for (let at = 0; at < size; at++) {
    const record = records + ((<usize>word(keySlots, at)) << RECORD_SHIFT);
    put(<usize>load<u32>(frame, O_SCORES), at, load<i32>(keys + ((<usize>at) << 3), 4));
    put(<usize>load<u32>(frame, O_PRODUCTS), at, load<i32>(record, PRODUCT));
    put(<usize>load<u32>(frame, O_CLAUSES), at, load<i32>(record, CLAUSE) >> 1);
  }
}

/** Leaves the slots of a plan in the frame's list, without a score; returns how many. */
export function list(frame: usize, plan: usize): i32 {
  const end = scan(frame, plan);
  return <i32>((end - <usize>load<u32>(frame, F_SLOTS)) >> 2);
}
