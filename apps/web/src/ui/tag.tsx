import type { ReactNode } from 'react';
import type { Urgency } from '../lib/format.js';
import { classNames } from '../lib/class-names.js';
import styles from './tag.module.css';

/** One meaning per pigment: malachite done, ochre near a limit, cinnabar late or declined, violet draft. */
export const PIGMENTS = ['azurite', 'malachite', 'ochre', 'cinnabar', 'violet', 'plain'] as const;
export type Pigment = (typeof PIGMENTS)[number];

type Props = { readonly pigment?: Pigment; readonly children: ReactNode };

export function Tag({ pigment = 'plain', children }: Props) {
  return <span className={classNames(styles.tag, styles[pigment])}>{children}</span>;
}

const URGENCY_PIGMENT: Readonly<Record<Urgency, Pigment | undefined>> = {
  calm: undefined,
  near: 'ochre',
  over: 'cinnabar',
};

/** Time left in words, tinted only when it presses. */
export function TimeLeftTag({ text, urgency }: { readonly text: string; readonly urgency: Urgency }) {
  const pigment = URGENCY_PIGMENT[urgency];
  return pigment === undefined ? <span>{text}</span> : <Tag pigment={pigment}>{text}</Tag>;
}
