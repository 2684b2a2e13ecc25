import type { LadderStepView } from '@yinqi/contracts/supervision';
import type { FieldFault } from '@yinqi/contracts/errors';
import { LADDER_LEVELS, ladderFaults, LETTER_COLOURS, type LadderStep } from '@yinqi/domain/supervision';

/** A letter has a colour and nobody else has: the wire says so by a fault, the domain by its types. */
function stepOf({ level, colour, atMinutes }: LadderStepView): LadderStep | undefined {
  if (level !== 'letter') return colour === null ? { level, atMinutes } : undefined;
  return colour === null ? undefined : { level, colour, atMinutes };
}

export type ReadSteps =
  | { readonly ok: true; readonly steps: readonly LadderStep[] }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

/** Rungs as somebody sent them, under a pointer to where they stood. */
export function readSteps(views: readonly LadderStepView[], pointer: string): ReadSteps {
  const steps = views.map(stepOf);
  const faults: FieldFault[] = [];
  for (const [at, step] of steps.entries()) {
    if (step === undefined) faults.push({ pointer: `${pointer}/${at}`, code: 'colour_of_letters' });
  }
  const known = steps.filter((step) => step !== undefined);
  if (faults.length === 0) {
    for (const { index, code } of ladderFaults(known)) {
      faults.push({ pointer: `${pointer}/${index}`, code });
    }
  }
  return faults.length === 0 ? { ok: true, steps: known } : { ok: false, faults };
}

export const stepView = (step: LadderStep): LadderStepView => ({
  level: step.level,
  colour: step.level === 'letter' ? step.colour : null,
  atMinutes: step.atMinutes,
});

/** `letter.red:1260` as a rung; undefined where it names no level or colour. */
function parseOne(text: string): LadderStepView | undefined {
  const [name = '', minutes = ''] = text.split(':');
  const [levelText, colourText] = name.split('.');
  const level = LADDER_LEVELS.find((one) => one === levelText);
  const colour = LETTER_COLOURS.find((one) => one === colourText) ?? null;
  if (level === undefined || (colourText !== undefined && colour === null)) return undefined;
  return { level, colour, atMinutes: Number(minutes) };
}

/** Rungs as a query carries them. */
export function parseSteps(text: string, pointer: string): ReadSteps {
  const parts = text === '' ? [] : text.split(',');
  const views = parts.map(parseOne);
  const unread = views.findIndex((view) => view === undefined);
  if (unread >= 0) return { ok: false, faults: [{ pointer, code: 'unreadable', params: { at: unread } }] };
  return readSteps(
    views.filter((view) => view !== undefined),
    pointer,
  );
}
