import { useCallback, useEffect, useRef, useState } from 'react';
import type { EngagementItem } from '@yinqi/contracts/engagements';

/** Reading a record leaves a receipt: rows that are only passed with ↑↓ are not read. */
const REST_MS = 150;

/** The case in the panel beside the list. Once one is open, the panel goes where the focus comes to rest. */
export function useOpenCase() {
  const [openId, setOpenId] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const open = useCallback((id: string | undefined) => {
    clearTimeout(timer.current);
    setOpenId(id);
  }, []);
  const follow = useCallback(({ id }: EngagementItem) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpenId((shown) => (shown === undefined ? shown : id)), REST_MS);
  }, []);
  return { openId, open, follow };
}
