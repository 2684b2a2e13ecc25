import styles from './key-hint.module.css';

type Props = { readonly keys: string };

/** A key as printed on the keyboard; a reminder for the eye, so hidden from assistive technology. */
export function KeyHint({ keys }: Props) {
  return (
    <kbd className={styles.key} aria-hidden="true">
      {keys}
    </kbd>
  );
}
