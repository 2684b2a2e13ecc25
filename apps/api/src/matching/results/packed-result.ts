import { ByteReader, ByteWriter } from './bytes.js';

/** Products of a result by number, each list ascending; who is in none of them does not fit. */
export type NumberLists = {
  readonly eligible: readonly number[];
  readonly needsInformation: readonly number[];
  readonly unavailable: readonly number[];
};
export type RankedNumber = { readonly number: number; readonly score: number; readonly clause: number };
export type PackedResult = NumberLists & { readonly top: readonly RankedNumber[] };

/** Begins every packed row, so that a later form can be told from this one. */
const FORM = 1;

const writer = new ByteWriter();

/** The best first with score and clause, then the lists as distances: some three hundred bytes at twenty thousand products. */
export function pack({ top, eligible, needsInformation, unavailable }: PackedResult): Uint8Array {
  writer.clear();
  writer.number(FORM);
  writer.number(top.length);
  for (const { number, score, clause } of top) {
    writer.number(number);
    writer.number(score);
    writer.number(clause);
  }
  for (const list of [eligible, needsInformation, unavailable]) writer.ascending(list);
  return writer.bytes();
}

export function unpack(bytes: Uint8Array): PackedResult {
  const reader = new ByteReader(bytes);
  const form = reader.number();
  if (form !== FORM) throw new Error(`A result packed in form ${form} cannot be read`);
  const top = Array.from({ length: reader.number() }, () => ({
    number: reader.number(),
    score: reader.number(),
    clause: reader.number(),
  }));
  return {
    top,
    eligible: reader.ascending(),
    needsInformation: reader.ascending(),
    unavailable: reader.ascending(),
  };
}
