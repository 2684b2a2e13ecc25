import { toHalfWidth } from '../money/index.js';

export const PHONE_KINDS = ['mobile', 'landline'] as const;
export type PhoneKind = (typeof PHONE_KINDS)[number];

export interface Phone {
  readonly kind: PhoneKind;
  /** 13824905807, 0512-62881234 or 0512-62881234-801. */
  readonly number: string;
}

const MAX_TEXT_LENGTH = 40;
const COUNTRY = /^(?:\+|00)86-?|^86-?(?=1[3-9]\d{9}$)/;
const MOBILE = /^1[3-9]\d{9}$/;
// Three digits of area code for the municipalities and 02x cities, four elsewhere.
const LANDLINE = /^(01\d|02\d|0[3-9]\d{2})-?(\d{7,8})(?:(?:-|转|ext\.?|x|#)(\d{1,6}))?$/i;

/** Reads a mainland mobile number or a landline with area code; anything else is no number to call. */
export function parsePhone(text: string): Phone | undefined {
  if (text.length > MAX_TEXT_LENGTH) return undefined;
  const clean = toHalfWidth(text)
    .replace(/\s/g, '')
    .replace(/[‐‑–—]/g, '-')
    .replace(/^\((0\d{2,3})\)/, '$1-')
    .replace(COUNTRY, '');
  const digits = clean.replaceAll('-', '');
  if (MOBILE.test(digits)) return { kind: 'mobile', number: digits };
  // +86 512 6288 1234 has lost the 0 of its area code.
  const dialled =
    clean.length < text.length && /^[2-9]/.test(clean) && /^\s*(\+|00)/.test(text) ? `0${clean}` : clean;
  const [, area, line, extension] = LANDLINE.exec(dialled) ?? [];
  if (area === undefined || line === undefined) return undefined;
  return { kind: 'landline', number: [area, line, extension].filter(Boolean).join('-') };
}
