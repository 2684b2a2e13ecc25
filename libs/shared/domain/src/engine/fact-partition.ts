import type { Attribute, Fact, FactValue, RequestFacts } from '../matching/index.js';

/** Live requests sorted by what they say of one attribute: few say different things. */
export class FactPartition {
  /** The class of the request at each position. */
  readonly classOf: Int32Array;
  /** What the requests of each class say. */
  readonly facts: RequestFacts[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(
    private readonly attribute: Attribute,
    /** Conditions that ask for fresh or proven facts tell more requests apart than others do. */
    private readonly withEvidence: boolean,
    room: number,
  ) {
    this.classOf = new Int32Array(room);
  }

  /** The class such facts are of, new or known. */
  numberOf(facts: RequestFacts): number {
    const fact: Fact<FactValue> | undefined = facts[this.attribute];
    const key = fact === undefined ? 'absent' : this.keyOf(fact);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.facts.push({ [this.attribute]: fact }) - 1;
    this.numbers.set(key, number);
    return number;
  }

  enter(position: number, number: number): void {
    this.classOf[position] = number;
  }

  private keyOf({ value, date, provenance }: Fact<FactValue>): string {
    const content = keyOfValue(value);
    return this.withEvidence ? `${date}/${provenance}/${content}` : content;
  }
}

function keyOfValue(value: FactValue): string {
  if (typeof value !== 'object') return String(value);
  if ('fen' in value) return `${value.fen} ${value.currency}`;
  return `${value.complete ? '!' : '?'}${JSON.stringify([...value.members].sort())}`;
}
