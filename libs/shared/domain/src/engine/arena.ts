/** Where an arena's bytes live: the JavaScript heap, or the memory of a WebAssembly module. */
export interface MemorySource {
  readonly buffer: ArrayBufferLike;
  /** Makes the buffer at least this long, keeping its content; the old buffer must not be used again. */
  growTo(byteLength: number): void;
}

/** Plain memory of the JavaScript heap. */
export function heapMemory(): MemorySource {
  let buffer = new ArrayBuffer(0);
  return {
    get buffer() {
      return buffer;
    },
    growTo(byteLength) {
      const larger = new ArrayBuffer(byteLength);
      new Uint8Array(larger).set(new Uint8Array(buffer));
      buffer = larger;
    },
  };
}

const LINE_BYTES = 64;
const CHUNK_BYTES = 1 << 20;

/** The first line, which nobody allocates, so that offset 0 can mean "none": words that threads share. */
const HEADER = {
  /** Lines given out so far. */
  lines: 1,
  /** Odd while a change is being written, and another even number after it. */
  epoch: 2,
} as const;

interface Chunk {
  readonly from: number;
  readonly to: number;
}

/**
 * One growing block that holds everything a kernel reads, addressed by byte offsets, so that a kernel in
 * WebAssembly sees the same data. The views are replaced when the block grows: read them anew after allocating.
 * Every arena over one memory takes chunks of its own, so that threads make bitmaps side by side.
 */
export class Arena {
  bytes: Uint8Array = new Uint8Array(0);
  halves: Int16Array = new Int16Array(0);
  words: Int32Array = new Int32Array(0);
  cachedBytes = 0;
  private chunks: Chunk[] = [];
  private current = -1;
  private top = 0;

  /** Over fresh memory, or over one that another thread has filled. */
  constructor(
    private readonly memory: MemorySource,
    isFilled = false,
  ) {
    if (isFilled) {
      this.view();
    } else {
      this.reserve(CHUNK_BYTES);
      this.words[HEADER.lines] = 1;
    }
  }

  /** Zeroed bytes at a cache line's start. */
  allocate(byteLength: number): number {
    const size = Math.ceil(byteLength / LINE_BYTES) * LINE_BYTES;
    while (this.top + size > (this.chunks[this.current]?.to ?? 0)) this.enter(this.current + 1, size);
    const at = this.top;
    this.top += size;
    this.cachedBytes += size;
    this.bytes.fill(0, at, this.top);
    return at;
  }

  /** What is allocated up to now stays when the rest is dropped. */
  keep(): void {
    const rest = this.chunks[this.current];
    this.chunks = rest === undefined ? [] : [{ from: this.top, to: rest.to }];
    this.current = this.chunks.length - 1;
    this.cachedBytes = 0;
  }

  dropCached(): void {
    this.current = -1;
    this.top = this.cachedBytes = 0;
  }

  /** Given out over the whole memory, by this arena and others. */
  get usedBytes(): number {
    return Atomics.load(this.words, HEADER.lines) * LINE_BYTES;
  }

  /** Even, and the same as long as nothing that was written before is changed. */
  get epoch(): number {
    return Atomics.load(this.words, HEADER.epoch);
  }

  /** Marks a change to what others may be reading; while it lasts, and ever after, they can tell. */
  change<T>(make: () => T): T {
    const { memory } = this;
    Atomics.add(this.words, HEADER.epoch, 1);
    try {
      return make();
    } finally {
      // The block may have grown meanwhile; the memory is the same.
      Atomics.add(new Int32Array(memory.buffer, 0, LINE_BYTES / 4), HEADER.epoch, 1);
    }
  }

  private enter(number: number, size: number): void {
    const chunk = this.chunks[number] ?? this.claim(Math.max(size, CHUNK_BYTES));
    this.chunks[number] = chunk;
    this.current = number;
    this.top = chunk.from;
  }

  private claim(byteLength: number): Chunk {
    const from = Atomics.add(this.words, HEADER.lines, byteLength / LINE_BYTES) * LINE_BYTES;
    this.reserve(from + byteLength);
    return { from, to: from + byteLength };
  }

  private reserve(byteLength: number): void {
    if (byteLength <= this.bytes.length) return;
    this.memory.growTo(Math.ceil(Math.max(byteLength, this.bytes.length * 1.5) / 65_536) * 65_536);
    this.view();
  }

  private view(): void {
    const { buffer } = this.memory;
    this.bytes = new Uint8Array(buffer);
    this.halves = new Int16Array(buffer);
    this.words = new Int32Array(buffer);
  }
}
