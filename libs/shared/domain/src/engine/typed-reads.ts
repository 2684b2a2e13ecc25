// Reads within bounds by construction. The fallbacks satisfy the compiler; the optimiser drops them.
export const int = (list: Int32Array, index: number): number => list[index] ?? 0;
export const byte = (list: Uint8Array, index: number): number => list[index] ?? 0;
export const double = (list: Float64Array, index: number): number => list[index] ?? 0;
