import { useState } from 'react';

/** A typed name is a search as long as it is not the name of what is chosen. */
export function useTyping(valueName: string | undefined) {
  const [typed, setTyped] = useState(valueName ?? '');
  return { typed, setTyped, search: typed === valueName ? '' : typed };
}
