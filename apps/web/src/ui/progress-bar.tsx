import { useId } from 'react';
import styles from './progress-bar.module.css';

type Props = {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** In words: 已读 4,200 / 10,000 行. */
  readonly text: string;
};

export function ProgressBar({ label, value, max, text }: Props) {
  const id = useId();
  return (
    <div className={styles.progress}>
      <div className={styles.line}>
        <span id={id}>{label}</span>
        <span className={styles.text}>{text}</span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={text}
        className={styles.track}
      >
        <div
          className={styles.bar}
          style={{ inlineSize: `${max === 0 ? 0 : Math.min(100, (value / max) * 100)}%` }}
        />
      </div>
    </div>
  );
}
