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
const FIRST_BYTES = 1 << 20;

/**
 * One growing block that holds everything a kernel reads, addressed by byte offsets, so that a kernel in
 * WebAssembly sees the same data. The views are replaced when the block grows: read them anew after allocating.
 */
export class Arena {
  bytes: Uint8Array = new Uint8Array(0);
  words: Int32Array = new Int32Array(0);
  doubles: Float64Array = new Float64Array(0);
  // Offset 0 stays unused, so that 0 can mean "none".
  private top = LINE_BYTES;
  private floor = LINE_BYTES;

  constructor(private readonly memory: MemorySource) {
    this.reserve(FIRST_BYTES);
  }

  /** Zeroed bytes at a cache line's start. */
  allocate(byteLength: number): number {
    const at = this.top;
    this.top = at + Math.ceil(byteLength / LINE_BYTES) * LINE_BYTES;
    this.reserve(this.top);
    this.bytes.fill(0, at, this.top);
    return at;
  }

  /** What is allocated up to now stays when the rest is dropped. */
  keep(): void {
    this.floor = this.top;
  }

  dropCached(): void {
    this.top = this.floor;
  }

  get cachedBytes(): number {
    return this.top - this.floor;
  }

  get usedBytes(): number {
    return this.top;
  }

  private reserve(byteLength: number): void {
    if (byteLength <= this.bytes.length) return;
    this.memory.growTo(Math.ceil(Math.max(byteLength, this.bytes.length * 1.5) / 65_536) * 65_536);
    const { buffer } = this.memory;
    this.bytes = new Uint8Array(buffer);
    this.words = new Int32Array(buffer);
    this.doubles = new Float64Array(buffer);
  }
}
