import type { MatchPolicy } from '../matching/index.js';
import { TOP_K } from '../matching/index.js';
import { TypescriptKernel, type Kernel, type KernelName } from './kernel.js';
import type { SlotTable } from './slot-table.js';
import { WasmKernel } from './wasm-kernel.js';
import type { WasmMemorySource } from './wasm-memory.js';

/** The kernel of a name over a table; the plain one needs no memory of its own kind. */
export function openKernel(
  name: KernelName,
  table: SlotTable,
  policy: MatchPolicy,
  memory: WasmMemorySource | undefined,
): Kernel {
  if (name === 'typescript') return new TypescriptKernel(table, policy, TOP_K);
  if (memory === undefined) throw new Error('the WebAssembly kernel reads the memory of a module');
  return new WasmKernel(table, policy, TOP_K, memory);
}
