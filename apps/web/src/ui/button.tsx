import type { ComponentPropsWithRef, ReactNode } from 'react';
import { createLink } from '@tanstack/react-router';
import { classNames } from '../lib/class-names.js';
import { KeyHint } from './key-hint.js';
import styles from './button.module.css';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

type Look = {
  readonly variant?: ButtonVariant;
  /** Large for the enterprise side: at least 44 px to touch. */
  readonly size?: 'work' | 'touch';
};

type ButtonProps = Look & {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly type?: 'button' | 'submit';
  readonly isDisabled?: boolean;
  /** The act is under way: the button keeps its place and focus but does nothing. */
  readonly isPending?: boolean;
  /** The key that does the same; shown, and told to assistive technology. */
  readonly shortcut?: string;
  readonly form?: string;
  readonly autoFocus?: boolean;
} & Pick<
    ComponentPropsWithRef<'button'>,
    | 'ref'
    | 'id'
    | 'aria-label'
    | 'aria-expanded'
    | 'aria-controls'
    | 'aria-describedby'
    | 'aria-pressed'
    | 'tabIndex'
  >;

const lookOf = ({ variant = 'secondary', size = 'work' }: Look): string =>
  classNames(styles.button, styles[variant], size === 'touch' && styles.touch);

export function Button({
  variant,
  size,
  children,
  onPress,
  type = 'button',
  isDisabled = false,
  isPending = false,
  shortcut,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={lookOf({ ...(variant && { variant }), ...(size && { size }) })}
      disabled={isDisabled}
      aria-disabled={isPending || undefined}
      aria-busy={isPending || undefined}
      aria-keyshortcuts={shortcut}
      onClick={(event) => {
        if (isPending) event.preventDefault();
        else onPress?.();
      }}
    >
      {children}
      {shortcut !== undefined && <KeyHint keys={shortcut} />}
    </button>
  );
}

type AnchorProps = Look & ComponentPropsWithRef<'a'>;

function ButtonAnchor({ variant, size, className, ...rest }: AnchorProps) {
  return (
    <a
      {...rest}
      className={classNames(lookOf({ ...(variant && { variant }), ...(size && { size }) }), className)}
    />
  );
}

/** Goes to another page, looking like a button; typed like the router's own Link. */
export const ButtonLink = createLink(ButtonAnchor);

/** A file to download or an address outside the router, looking like a button. */
export const DownloadLink = ButtonAnchor;
