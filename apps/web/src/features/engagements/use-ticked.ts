import { useMemo, useState } from 'react';
import type { EngagementItem } from '@yinqi/contracts/engagements';
import type { BatchAct } from './queue-keys.js';

type Batch = { readonly act: BatchAct; readonly items: readonly EngagementItem[] };

const focusList = () => document.querySelector<HTMLElement>('[role=grid] [data-row][tabindex="0"]')?.focus();

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
    // What opened the sheet has gone with the selection, and the page is inert until the dialog has left it.
    requestAnimationFrame(() => requestAnimationFrame(focusList));
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
