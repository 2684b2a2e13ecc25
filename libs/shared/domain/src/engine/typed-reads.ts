// Reads within bounds by construction. The fallbacks satisfy the compiler; the optimiser drops them.
export const int = (list: Int32Array, index: number): number => list[index] ?? 0;
export const byte = (list: Uint8Array, index: number): number => list[index] ?? 0;
export const half = (list: Int16Array, index: number): number => list[index] ?? 0;
export const double = (list: Float64Array, index: number): number => list[index] ?? 0;

export function popcount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
