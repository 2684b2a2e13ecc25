/** Whole numbers from 0, seven bits a byte, the lowest first. */
export class ByteWriter {
  private buffer = new Uint8Array(512);
  private length = 0;

  number(value: number): void {
    if (this.length + 8 > this.buffer.length) this.grow();
    let rest = value;
    while (rest >= 0x80) {
      this.buffer[this.length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.buffer[this.length++] = rest;
  }

  /** As the length and the distance from each to the next: small numbers where the list is dense. */
  ascending(list: readonly number[]): void {
    this.number(list.length);
    let last = 0;
    for (const value of list) {
      if (value < last) throw new RangeError(`${value} after ${last}: the list does not ascend`);
      this.number(value - last);
      last = value;
    }
  }

  /** Forgets what was written and keeps the room. */
  clear(): void {
    this.length = 0;
  }

  bytes(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  private grow(): void {
    const larger = new Uint8Array(2 * this.buffer.length);
    larger.set(this.buffer);
    this.buffer = larger;
  }
}

export class ByteReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new RangeError('The bytes end within a number');
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  ascending(): number[] {
    let last = 0;
    return Array.from({ length: this.number() }, () => (last += this.number()));
  }
}
