import type { KeyboardEvent } from 'react';
import { isComposing } from '../../lib/ime.js';

const STEP: Readonly<Record<string, number>> = { j: 1, arrowdown: 1, k: -1, arrowup: -1 };

/** J and K move between records, M marks the one with the focus as read; Enter opens it as on any link. */
export function onNoticeKey(event: KeyboardEvent<HTMLElement>, onRead: (recordId: string) => void): void {
  if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-notice]')];
  const at = links.findIndex((link) => link.closest('li')?.contains(document.activeElement) === true);
  const key = event.key.toLowerCase();
  const step = STEP[key];
  if (step !== undefined) {
    links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
  } else {
    const id = links[at]?.dataset['notice'];
    if (key !== 'm' || id === undefined) return;
    onRead(id);
  }
  event.preventDefault();
}
