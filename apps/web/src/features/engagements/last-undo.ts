import { dismissToast, showToast } from '../../ui/toast-store.js';

type Undo = {
  readonly until: number;
  readonly caseIds: readonly string[];
  readonly run: () => void;
  readonly toastId: number;
};

/** The reader's last decision that can still be taken back: `U` finds it even when its row has left the list. */
let last: Undo | undefined;

/** Tells what was done together with its undo, which works once: by the button, by `U`, or on the case itself. */
export function offerUndo({ message, ...undo }: Omit<Undo, 'toastId'> & { readonly message: string }): void {
  const run = () => {
    if (last?.toastId === toastId) last = undefined;
    undo.run();
  };
  const toastId = showToast({ message, onUndo: run });
  last = { ...undo, run, toastId };
}

/** Taken back by another way: the offer goes with it. */
export function forgetUndo(caseId: string): void {
  if (last?.caseIds.includes(caseId) !== true) return;
  dismissToast(last.toastId);
  last = undefined;
}

export function undoLast(): boolean {
  if (last === undefined || Date.now() >= last.until) return false;
  const { run, toastId } = last;
  dismissToast(toastId);
  run();
  return true;
}
