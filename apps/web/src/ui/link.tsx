import type { ComponentPropsWithRef } from 'react';
import { createLink } from '@tanstack/react-router';
import { classNames } from '../lib/class-names.js';
import styles from './link.module.css';

type AnchorProps = ComponentPropsWithRef<'a'> & {
  /** `figure` is a number that opens the rows it counts. */
  readonly look?: 'text' | 'figure';
};

function Anchor({ look = 'text', className, ...rest }: AnchorProps) {
  return <a {...rest} className={classNames(styles[look], className)} />;
}

/** The router's typed Link in the look of the house. */
export const Link = createLink(Anchor);
