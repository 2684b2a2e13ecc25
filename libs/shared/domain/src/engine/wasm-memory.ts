import type { MemorySource } from './arena.js';
import { KERNEL_BASE64, SHARED_FLAG_AT } from './wasm-kernel-data.js';

const PAGE_BYTES = 65_536;
const MOST_PAGES = 65_536;
/** Of a memory's limits in a module: a maximum is given, and threads share it. */
const SHARED_WITH_MAXIMUM = 3;

export interface WasmMemory {
  readonly buffer: ArrayBufferLike;
  grow(pages: number): number;
}
/** The part of WebAssembly used here; the domain's compiler settings know neither browsers nor Node. */
interface WasmRuntime {
  readonly Memory: new (size: { initial: number; maximum: number; shared: boolean }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  validate(bytes: Uint8Array): boolean;
}

export interface WasmMemorySource extends MemorySource {
  readonly memory: WasmMemory;
}

// Both are globals of every browser, Node and worker thread of today; absent ones mean the other kernel.
const { WebAssembly: runtime, atob: decode } = globalThis as {
  WebAssembly?: WasmRuntime;
  atob?: (text: string) => string;
};
const bytes = decode && Uint8Array.from(decode(KERNEL_BASE64), (character) => character.charCodeAt(0));

/** Whether this machine runs the module, SIMD included. */
export const runsWasm = runtime !== undefined && bytes !== undefined && runtime.validate(bytes);

const compiled = new Map<boolean, object>();

/** The module's exports over a memory; the same code for a private and for a shared one. */
export function instantiate({ memory }: WasmMemorySource): unknown {
  if (runtime === undefined || bytes === undefined) throw new Error('this machine runs no WebAssembly');
  const isShared = memory.buffer[Symbol.toStringTag] === 'SharedArrayBuffer';
  const module = compiled.get(isShared) ?? new runtime.Module(isShared ? sharing(bytes) : bytes);
  compiled.set(isShared, module);
  return new runtime.Instance(module, { env: { memory } }).exports;
}

function sharing(module: Uint8Array): Uint8Array {
  const changed = module.slice();
  changed[SHARED_FLAG_AT] = SHARED_WITH_MAXIMUM;
  return changed;
}

/** Memory that a WebAssembly kernel and the bitmaps' makers share, of one thread or of several. */
export function wasmMemory(shared: boolean): WasmMemorySource {
  if (runtime === undefined) throw new Error('this machine runs no WebAssembly');
  return openMemory(new runtime.Memory({ initial: 1, maximum: MOST_PAGES, shared }));
}

export function openMemory(memory: WasmMemory): WasmMemorySource {
  return {
    memory,
    get buffer() {
      return memory.buffer;
    },
    growTo(byteLength) {
      const missing = byteLength - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
    },
  };
}
