import { useMemo, useState } from 'react';
import type { EngagementItem } from '@yinqi/contracts/engagements';
import type { BatchAct } from './queue-keys.js';

type Batch = { readonly act: BatchAct; readonly items: readonly EngagementItem[] };

/** The dialog has left the page and the rows that were done have left the list. */
const SETTLED_MS = 400;

function focusList(): void {
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>('[role=grid] [data-row][tabindex="0"]')?.focus();
}

/** The ticked rows of a pile and the sheet that handles them together. */
export function useTicked(rows: readonly EngagementItem[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [batch, setBatch] = useState<Batch>();
  const selection = useMemo(() => ({ ids, onChange: setIds }), [ids]);
  const items = rows.filter(({ id }) => ids.has(id));
  const clear = () => setIds(new Set());
  const close = () => setBatch(undefined);
  const finish = () => {
    close();
    clear();
    // What opened the sheet has gone, and its row may go while the dialog hands the focus back: looked at again.
    requestAnimationFrame(focusList);
    setTimeout(focusList, SETTLED_MS);
  };
  return {
    items,
    selection,
    batch,
    ask: (act: BatchAct) => setBatch({ act, items }),
    clear,
    close,
    finish,
  };
}
