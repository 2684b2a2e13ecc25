import { useEffect, useState } from 'react';

/** A value once it has been left alone for a moment: a number being typed is not asked about digit by digit. */
export function useSettled<T>(value: T, pauseMs: number): T {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text, pauseMs]);
  // Written by this hook from a value of T that goes over the wire as it is.
  return JSON.parse(settled) as T;
}
