import { useEffect, useEffectEvent } from 'react';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { isComposing } from '../../lib/ime.js';
import { forwardOf, mayAsk, mayDecline } from './case-moves.js';
import type { Asked } from './decision-buttons.js';
import { undoLast } from './last-undo.js';
import type { useDecisions } from './use-decisions.js';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.closest('input, textarea, select, [contenteditable], [role=dialog]') !== null ||
    target.isContentEditable);

/** The keys of the queue on the page of one case: never while something is typed, composed or asked in a dialog. */
export function useCaseKeys(
  detail: EngagementDetail,
  decisions: ReturnType<typeof useDecisions>,
  onAsk: (what: Asked) => void,
): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    if (document.querySelector('[role=dialog]') !== null) return;
    const may = (action: string): boolean =>
      detail.options.some((option) => option.action === action && option.blockedBy === null);
    const forward = forwardOf(detail);
    const key = event.key.toLowerCase();
    if (key === '1' && forward?.kind === 'accept' && may('accept')) decisions.accept(detail);
    else if (key === '1' && forward?.kind === 'step' && may(forward.step))
      decisions.step(detail, forward.step);
    else if (key === '3' && mayDecline(detail) && may('decline')) onAsk('decline');
    else if (key === 'r' && mayAsk(detail) && may('decline')) onAsk('supplement');
    else if (key === 't' && may('transfer')) onAsk('transfer');
    else if (key !== 'u' || !undoLast()) return;
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => act(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
