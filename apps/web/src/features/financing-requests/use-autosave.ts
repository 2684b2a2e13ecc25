import { useEffect, useState } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import {
  getFinancingRequest,
  listFinancingRequests,
  type RequestContent,
  type RequestDetail,
} from '@yinqi/contracts/financing-requests';
import { call } from '../../lib/call.js';
import { DraftSaver, type BeginDraft, type SaveState } from './draft-saver.js';
import { BLANK, formOf, type FormState } from './form-state.js';
import { requestQuery, useOnOpen } from './use-requests.js';

function remember(client: QueryClient, saved: RequestDetail): void {
  client.setQueryData(requestQuery(saved.id).queryKey, saved);
  void client.invalidateQueries({ queryKey: [listFinancingRequests.id] });
}

/** The form as typed, and whether it is safe on the server. */
export function useAutosave(
  draft: RequestDetail | BeginDraft,
  isHeld: boolean,
  filledIn: Partial<RequestContent> = {},
) {
  const client = useQueryClient();
  const [form, setForm] = useState(() =>
    typeof draft === 'function' ? BLANK : formOf({ ...draft, ...filledIn }),
  );
  const [state, setState] = useState<SaveState>({ kind: isHeld ? 'held' : 'untouched' });
  const [saver] = useState(
    () =>
      new DraftSaver(draft, isHeld, {
        onState: setState,
        onSaved: (saved) => remember(client, saved),
        onBegun: (begun, written) => {
          remember(client, begun);
          setForm(written);
        },
      }),
  );
  useOnOpen(() => {
    if (Object.keys(filledIn).length > 0) saver.change(form);
  });
  useEffect(() => {
    const onVisibility = (): void => {
      if (document.visibilityState === 'hidden') saver.leave();
    };
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      saver.leave();
    };
  }, [saver]);
  return {
    form,
    state,
    change: (patch: Partial<FormState>): void => {
      const next = { ...form, ...patch };
      setForm(next);
      saver.change(next);
    },
    saveNow: () => saver.saveNow(),
    reload: async (): Promise<void> => {
      if (saver.id === undefined) return;
      const fresh = await call(getFinancingRequest, { params: { id: saver.id } });
      remember(client, fresh);
      setForm(saver.replace(fresh));
    },
  };
}
