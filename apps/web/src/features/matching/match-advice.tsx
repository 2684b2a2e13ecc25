import { useState } from 'react';
import type { Change } from '@yinqi/contracts/match-advice';
import styles from './advice.module.css';
import { NearMisses } from './near-misses.js';
import { TrialPanel, usePanelFocus } from './trial-panel.js';
import { trialFormOf, trialWith, type Asked } from './trial-state.js';

type Props = {
  readonly requestId: string;
  readonly asked: Asked;
  readonly isEditable: boolean;
};

/** What stands between a request and more products, and a place to try it; nothing here changes the request. */
export function MatchAdvice({ requestId, asked, isEditable }: Props) {
  const [form, setForm] = useState(() => trialFormOf(asked));
  const [headingRef, focusPanel] = usePanelFocus(form);
  const onTry = (changes: readonly Change[]) => {
    const tried = trialWith(asked, changes);
    if (tried === undefined) return;
    focusPanel();
    setForm(tried);
  };
  return (
    <div className={styles.advised}>
      <NearMisses requestId={requestId} onTry={onTry} />
      <TrialPanel
        requestId={requestId}
        asked={asked}
        isEditable={isEditable}
        form={form}
        onChange={setForm}
        headingRef={headingRef}
      />
    </div>
  );
}
