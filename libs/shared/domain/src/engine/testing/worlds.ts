import type {
  Atom,
  Attribute,
  Fact,
  FactValue,
  MatchProduct,
  RequestFacts,
  Clause,
} from '../../matching/index.js';
import {
  ATTRIBUTES,
  criterionOf,
  HEADROOM_TIERS,
  MECHANISMS,
  OPERATORS_OF,
  PROVENANCES,
  RESPONSIVENESS_TIERS,
} from '../../matching/index.js';
import { AS_OF, context as smallContext, product } from '../../matching/testing/arbitraries.js';

/** mulberry32: a failing world is found again by its seed. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  }

  some<T>(list: readonly T[], share: number): readonly T[] {
    const chosen = list.filter(() => this.chance(share));
    return chosen.length > 0 ? chosen : [this.pick(list)];
  }

  shuffled<T>(list: readonly T[]): readonly T[] {
    return list
      .map((value) => ({ value, order: this.next() }))
      .sort((a, b) => a.order - b.order)
      .map(({ value }) => value);
  }
}

/** The small world of regions and rates, with a size classifier so that derived facts take part. */
export const context: typeof smallContext = {
  ...smallContext,
  classifySize: ({ staff, revenueFen }) =>
    staff === undefined || revenueFen === undefined
      ? undefined
      : staff < 100
        ? 'micro'
        : staff < 300
          ? 'small'
          : 'large',
};

const REGIONS = ['320000', '320500', '320583', '320100', '310000', '999999'];
const INDUSTRIES = ['C', 'C39', 'C396', 'C3963', 'C397', 'C36', 'I', 'Z99'];
const LISTS = ['key-2026', 'foreign-trade-2026', 'specialised-2025'];
const DAYS = [AS_OF, '2026-05-01', '2025-06-30'];
const FEN_PER_WAN = 1_000_000n;

function codesOf(attribute: Attribute): readonly string[] {
  if (attribute === 'region') return REGIONS;
  if (attribute === 'industry') return INDUSTRIES;
  const { words } = criterionOf(attribute);
  return words === undefined ? LISTS : Object.keys(words).slice(0, 6);
}

// Few distinct values, so that bounds are often met exactly.
const quantity = (dice: Dice): number => dice.below(8) * 100;
const fen = (dice: Dice): bigint => BigInt(dice.below(12)) * FEN_PER_WAN;

/** One random condition on an attribute, with any operator the registry allows it. */
export function randomAtom(dice: Dice, attribute: Attribute): Atom {
  const { kind } = criterionOf(attribute);
  const op = dice.pick(OPERATORS_OF[kind]);
  const evidence = {
    ...(dice.chance(0.1) ? { maxAgeDays: dice.pick([0, 60, 365]) } : {}),
    ...(dice.chance(0.1) ? { minProvenance: dice.pick(PROVENANCES) } : {}),
  };
  const magnitude = () => (kind === 'money' ? fen(dice) : quantity(dice));
  switch (op) {
    case 'between': {
      const [a, b] = [magnitude(), magnitude()];
      return { attribute, op, operand: a < b ? { min: a, max: b } : { min: b, max: a }, ...evidence };
    }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return { attribute, op, operand: magnitude(), ...evidence };
    case 'is': {
      const operand =
        kind === 'flag' ? dice.chance(0.5) : kind === 'one-of' ? dice.pick(codesOf(attribute)) : magnitude();
      return { attribute, op, operand, ...evidence };
    }
    default:
      return { attribute, op, operand: dice.some(codesOf(attribute), 0.4), ...evidence };
  }
}

export interface WorldProfile {
  readonly attributes: readonly Attribute[];
  readonly products: number;
  /** Share of facts nobody gave. */
  readonly unknown: number;
}

/** Conditions that leave room: most of a random rule's atoms would otherwise hardly ever hold together. */
function randomClause(dice: Dice, attributes: readonly Attribute[]): Clause {
  return Array.from({ length: dice.below(5) }, () => randomAtom(dice, dice.pick(attributes)));
}

export function randomProduct(dice: Dice, id: string, { attributes }: WorldProfile): MatchProduct {
  const headroom = dice.chance(0.3) ? {} : { headroom: dice.pick(HEADROOM_TIERS) };
  const mechanism = dice.pick(MECHANISMS);
  const open = dice.chance(0.9);
  return product({
    id,
    version: 1 + dice.below(3),
    published: dice.chance(0.95),
    confirmedOn: dice.pick([AS_OF, '2026-05-01', '2026-01-01']),
    clauses: Array.from({ length: dice.chance(0.3) ? dice.below(5) : 1 }, () =>
      randomClause(dice, attributes),
    ),
    facility: {
      code: `${mechanism}-${dice.below(2)}`,
      mechanism,
      open,
      lenders: { bankTypes: [], institutionIds: [], localLegalPersonOnly: false, provinces: [] },
      ...headroom,
    },
    preferredLists: dice.chance(0.5) ? [] : dice.some(LISTS, 0.4),
    ...(dice.chance(0.2) ? {} : { rateFromBp: 300 + 25 * dice.below(10) }),
    ...(dice.chance(0.2) ? {} : { conclusionDays: dice.below(25) }),
    ...(dice.chance(0.4) ? {} : { responsiveness: dice.pick(RESPONSIVENESS_TIERS) }),
  });
}

export const randomCatalogue = (dice: Dice, profile: WorldProfile): readonly MatchProduct[] =>
  Array.from({ length: profile.products }, (_, at) => randomProduct(dice, `p-${at}`, profile));

function randomValue(dice: Dice, attribute: Attribute): FactValue {
  const { kind } = criterionOf(attribute);
  switch (kind) {
    case 'money':
      return { fen: fen(dice), currency: dice.pick(['CNY', 'CNY', 'CNY', 'USD', 'JPY'] as const) };
    case 'quantity':
      return quantity(dice) + (dice.chance(0.2) ? 50 : 0);
    case 'flag':
      return dice.chance(0.5);
    case 'set-any':
    case 'set-all': {
      const members = dice.chance(0.1) ? [] : dice.some([...codesOf(attribute), 'unheard-of'], 0.5);
      return { members, complete: dice.chance(0.7) };
    }
    default:
      return dice.pick(codesOf(attribute));
  }
}

/** Facts of one request; each attribute unknown with the profile's share. */
export function randomFacts(dice: Dice, { unknown }: WorldProfile): RequestFacts {
  const stamped = <T>(value: T): Fact<T> => ({
    value,
    source: '融资需求摸底表 第5行',
    date: dice.pick(DAYS),
    provenance: dice.pick(PROVENANCES),
  });
  const known = ATTRIBUTES.filter(() => !dice.chance(unknown));
  const facts = Object.fromEntries(
    known.map((attribute) => [attribute, stamped(randomValue(dice, attribute))]),
  );
  const founded = dice.chance(unknown) ? {} : { foundedOn: stamped(dice.pick(['2010-08-19', '2025-12-31'])) };
  return { ...facts, ...founded };
}
