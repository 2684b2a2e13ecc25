import type { AllotmentView } from '@yinqi/contracts/allotments';
import type { PoolEntry, PoolView } from '@yinqi/contracts/quota-view';
import type { Room } from '@yinqi/domain/allotment';
import type { Language } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import { nameIn } from '../../lib/name-in.js';
import type { Pigment } from '../../ui/tag.js';
import type { messages as allotmentWords } from './allotment-messages.zh.js';
import type { messages } from './quota-messages.zh.js';

export type QuotaWords = Translate<typeof messages>;
export type AllotmentWords = Translate<typeof allotmentWords>;

/** Whose part it is: the whole country’s, a province’s, a bank’s. */
export const ownerName = ({ owner }: Pick<PoolView, 'owner'>, language: Language): string =>
  nameIn(owner, language);

/** Tool and owner in one line. */
export const poolTitle = (pool: PoolView, language: Language): string =>
  `${nameIn(pool.facility, language)} · ${ownerName(pool, language)}`;

export const POOL_PIGMENT: Readonly<Record<PoolView['state'], Pigment>> = {
  open: 'malachite',
  frozen: 'ochre',
  closed: 'plain',
};

export const ALLOTMENT_PIGMENT = {
  proposed: 'ochre',
  posted: 'malachite',
  refused: 'cinnabar',
  withdrawn: 'plain',
} as const satisfies Record<string, Pigment>;

/** A movement between two pools: what the one that gives and the one that receives are called. */
export const sidesOf = (kind: AllotmentView['kind']): 'allot' | 'return' | 'transfer' =>
  kind === 'return' || kind === 'transfer' ? kind : 'allot';

export const isShadow = ({ authority }: Pick<PoolView, 'authority'>): boolean => authority === 'SHADOW';

/** Whether it gives nothing away at the moment, for its own state or for one above it. */
export const isStopped = ({ state, aboveState }: Pick<PoolView, 'state' | 'aboveState'>): boolean =>
  state !== 'open' || (aboveState ?? 'open') !== 'open';

export const roomOf = (pool: PoolView): Room => ({
  limitFen: BigInt(pool.own.limitFen),
  leftFen: BigInt(pool.leftFen ?? 0),
});

export type Shares = { readonly used: number; readonly inProcess: number };

const PRECISION = 10_000n;

/** Parts of the limit in percent; what is beyond the limit fills the bar and no more. */
export function sharesOf({ own, whole }: Pick<PoolView, 'own' | 'whole'>): Shares {
  const limit = BigInt(own.limitFen);
  if (limit === 0n) return { used: 0, inProcess: 0 };
  const share = (fen: string, most: number): number =>
    Math.min(most, Number((BigInt(fen) * PRECISION) / limit) / 100);
  const used = share(whole.usedFen, 100);
  return { used, inProcess: share(whole.inProcessFen, 100 - used) };
}

const INCOMING = ['allot', 'return', 'transfer'] as const;

/** The wording of an entry: a movement reads otherwise in the pool it came to. */
export function whatOf({
  kind,
  changes,
}: PoolEntry): `kind.${PoolEntry['kind']}` | `kind.${(typeof INCOMING)[number]}.in` {
  const movement = INCOMING.find((one) => one === kind);
  if (movement === undefined) return `kind.${kind}`;
  // Down and across the limit of the receiver grows; what is returned shrinks what the pool above has allotted.
  const isIncoming = movement === 'return' ? BigInt(changes.allottedFen) < 0n : BigInt(changes.limitFen) > 0n;
  return isIncoming ? `kind.${movement}.in` : `kind.${movement}`;
}

export type FigureChange = {
  readonly figure: 'limit' | 'allotted' | 'inProcess' | 'used' | 'excess';
  readonly fen: bigint;
};

/** What of the figures a reader knows an entry moved; a commitment of what was reserved moves none of them. */
export function changesOf({ changes }: Pick<PoolEntry, 'changes'>): readonly FigureChange[] {
  const all: readonly FigureChange[] = [
    { figure: 'limit', fen: BigInt(changes.limitFen) },
    { figure: 'allotted', fen: BigInt(changes.allottedFen) },
    { figure: 'inProcess', fen: BigInt(changes.reservedFen) + BigInt(changes.committedFen) },
    { figure: 'used', fen: BigInt(changes.usedFen) },
    { figure: 'excess', fen: BigInt(changes.excessFen) },
  ];
  return all.filter(({ fen }) => fen !== 0n);
}
