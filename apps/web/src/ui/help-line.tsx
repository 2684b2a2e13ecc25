import styles from './help-line.module.css';

type Props = { readonly text: string; readonly phone: string };

/** Whom to ask, in the same corner of every page (WCAG 3.2.6). */
export function HelpLine({ text, phone }: Props) {
  return (
    <p className={styles.help}>
      {text} <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>
    </p>
  );
}
