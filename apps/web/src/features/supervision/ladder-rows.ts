import type { LadderStepView } from '@yinqi/contracts/supervision';
import {
  LADDER_LEVELS,
  LETTER_COLOURS,
  ladderFaults,
  type LadderFaultCode,
  type LadderStep,
} from '@yinqi/domain/supervision';

const PEOPLE = LADDER_LEVELS.filter((level) => level !== 'letter');
/** Who is told, as one list to choose from: people, then letters by their colour. */
export const RUNG_KINDS = [...PEOPLE, ...LETTER_COLOURS] as const;
export type RungKind = (typeof RUNG_KINDS)[number];

/** A rung as it stands in the form: hours as typed, and on which side of the limit. */
export type RungRow = {
  readonly key: number;
  readonly kind: RungKind;
  readonly hours: string;
  readonly isAfter: boolean;
};

export type RowFault = LadderFaultCode | 'hours';

const MINUTES_AN_HOUR = 60;
/** Up to 210, to the half hour. */
const HOURS = /^\d{1,3}(\.[05])?$/;

const isColour = (kind: RungKind): kind is (typeof LETTER_COLOURS)[number] =>
  LETTER_COLOURS.some((colour) => colour === kind);

function stepOf({ kind, hours, isAfter }: RungRow): LadderStep | undefined {
  if (!HOURS.test(hours.trim())) return undefined;
  const minutes = Number(hours) * MINUTES_AN_HOUR;
  // −0 is no time of its own.
  const atMinutes = isAfter || minutes === 0 ? minutes : -minutes;
  return isColour(kind) ? { level: 'letter', colour: kind, atMinutes } : { level: kind, atMinutes };
}

export const rowsOf = (steps: readonly LadderStepView[]): RungRow[] =>
  steps.map(({ level, colour, atMinutes }, key) => ({
    key,
    kind: level === 'letter' ? (colour ?? 'yellow') : level,
    hours: String(Math.abs(atMinutes) / MINUTES_AN_HOUR),
    isAfter: atMinutes >= 0,
  }));

/** The rungs of a form, and what is wrong with it row by row; unreadable hours come before the order of rungs. */
export function readRows(rows: readonly RungRow[]): {
  readonly steps: readonly LadderStepView[];
  readonly faults: ReadonlyMap<number, RowFault>;
} {
  const read = rows.map(stepOf);
  const unread = new Map<number, RowFault>(
    read.flatMap((step, at) => (step === undefined ? [[at, 'hours'] as const] : [])),
  );
  const steps = read.filter((step) => step !== undefined);
  const faults =
    unread.size > 0
      ? unread
      : new Map<number, RowFault>(ladderFaults(steps).map(({ index, code }) => [index, code]));
  return {
    faults,
    steps: steps.map((step) => ({
      level: step.level,
      colour: step.level === 'letter' ? step.colour : null,
      atMinutes: step.atMinutes,
    })),
  };
}

/** A rung beside the one that stands: new, kept, or gone. */
export type RungChange = {
  readonly step: LadderStepView;
  readonly change: 'added' | 'kept' | 'removed';
  /** Its place in the new ladder; null where it has none any more. */
  readonly at: number | null;
};

const isSame = (one: LadderStepView, other: LadderStepView): boolean =>
  one.level === other.level && one.colour === other.colour && one.atMinutes === other.atMinutes;

/** What publishing a ladder changes, in the order of time. */
export function rungChanges(
  before: readonly LadderStepView[],
  after: readonly LadderStepView[],
): readonly RungChange[] {
  const present = after.map((step, at): RungChange => {
    const isKept = before.some((one) => isSame(one, step));
    return { step, at, change: isKept ? 'kept' : 'added' };
  });
  const gone = before
    .filter((step) => !after.some((one) => isSame(one, step)))
    .map((step): RungChange => ({ step, at: null, change: 'removed' }));
  return [...present, ...gone].sort((one, other) => one.step.atMinutes - other.step.atMinutes);
}
