import { int } from './typed-reads.js';

/** Small whole numbers, entered in any order and as often as one likes, taken out once each and in order. */
export class NumberSet {
  private bits = new Int32Array(64);
  private isEmpty = true;

  add(number: number): void {
    const word = number >> 5;
    if (word >= this.bits.length) this.growTo(word + 1);
    this.bits[word] = int(this.bits, word) | (1 << (number & 31));
    this.isEmpty = false;
  }

  /** Ascending; the set is empty afterwards. */
  drain(): number[] {
    return this.drainWithout(undefined);
  }

  /** The same but for those that stand in another set, which are dropped. */
  drainWithout(other: NumberSet | undefined): number[] {
    const numbers: number[] = [];
    if (this.isEmpty) return numbers;
    const { bits } = this;
    for (let word = 0; word < bits.length; word += 1) {
      const present = int(bits, word);
      if (present === 0) continue;
      bits[word] = 0;
      for (let rest = present & ~(other?.bits[word] ?? 0); rest !== 0; rest &= rest - 1) {
        numbers.push((word << 5) + 31 - Math.clz32(rest & -rest));
      }
    }
    this.isEmpty = true;
    return numbers;
  }

  private growTo(words: number): void {
    const larger = new Int32Array(Math.max(words, 2 * this.bits.length));
    larger.set(this.bits);
    this.bits = larger;
  }
}
