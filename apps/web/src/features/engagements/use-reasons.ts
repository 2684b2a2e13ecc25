import { useRef, useState, type KeyboardEvent } from 'react';
import {
  declineFaults,
  MAX_DECLINE_REASONS,
  type DeclineCode,
  type DeclineFault,
} from '@yinqi/domain/lifecycle';
import { isComposing } from '../../lib/ime.js';
import type { Reasons } from './use-decisions.js';

/** Chosen by digit; the other codes stand in the list below. */
export const COMMON_REASONS = [
  'LEVERAGE',
  'CASH_FLOW',
  'COLLATERAL',
  'BUSINESS_CREDIT',
  'AGGREGATE_EXPOSURE',
  'UNVERIFIABLE_INFORMATION',
  'INDUSTRY_POLICY',
  'BANK_QUOTA_EXHAUSTED',
  'OUT_OF_TERRITORY',
] as const satisfies readonly DeclineCode[];
/** The one reason that carries no text. */
export const CONFIDENTIAL: DeclineCode = 'COMPLIANCE_CONFIDENTIAL';

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;

type Options = {
  /** The sentence a reason begins with; empty where nothing is known. */
  readonly suggest: (code: DeclineCode) => string;
  readonly onSend: (reasons: Reasons) => void;
};

/** The reasons as they are chosen and worded, and the keys that do both. */
export function useReasons({ suggest, onSend }: Options) {
  const [reasons, setReasons] = useState<Reasons>([]);
  const [faults, setFaults] = useState<readonly DeclineFault[]>([]);
  const form = useRef<HTMLDivElement>(null);
  // The text the focus was brought to by a digit: until its writer begins there, digits go on choosing.
  const untouched = useRef<string>(undefined);

  const focusText = (code: DeclineCode, isUntouched: boolean) => {
    const id = `decline-${code}`;
    untouched.current = isUntouched ? id : undefined;
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(`#${id}`)?.focus());
  };
  const toggle = (code: DeclineCode) => {
    setFaults([]);
    if (reasons.some((reason) => reason.code === code)) {
      const left = reasons.filter((reason) => reason.code !== code);
      setReasons(left);
      const last = left.filter((reason) => reason.code !== CONFIDENTIAL).at(-1);
      if (last === undefined) form.current?.querySelector<HTMLElement>('button')?.focus();
      else focusText(last.code, true);
      return;
    }
    if (reasons.length === MAX_DECLINE_REASONS) {
      setFaults([{ code: 'decline.too_many_reasons', index: null }]);
      return;
    }
    setReasons([...reasons, { code, text: code === CONFIDENTIAL ? '' : suggest(code) }]);
    if (code !== CONFIDENTIAL) focusText(code, true);
  };
  const write = (code: DeclineCode, text: string) => {
    untouched.current = undefined;
    setReasons(reasons.map((reason) => (reason.code === code ? { code, text } : reason)));
  };
  const send = () => {
    const found = declineFaults(reasons);
    setFaults(found);
    const [first] = found;
    if (first === undefined) onSend(reasons.map(({ code, text }) => ({ code, text: text.trim() })));
    else if (first.index !== null) focusText(reasons[first.index]?.code ?? CONFIDENTIAL, false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      send();
      return;
    }
    const code = /^[1-9]$/.test(event.key) ? COMMON_REASONS[Number(event.key) - 1] : undefined;
    const isText = isTyping(event.target);
    if (isText && event.target instanceof Element && event.target.id !== untouched.current) return;
    if (code === undefined) {
      // Moving the caret to edit the sentence is beginning to write, too.
      if (isText && event.key !== 'Tab' && event.key !== 'Shift') untouched.current = undefined;
      return;
    }
    event.preventDefault();
    toggle(code);
  };
  const onPointerDown = () => {
    untouched.current = undefined;
  };
  return { reasons, faults, form, toggle, write, send, keys: { onKeyDown, onPointerDown } };
}
