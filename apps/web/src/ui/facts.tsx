import type { ReactNode } from 'react';
import styles from './facts.module.css';

export type Fact = {
  readonly id: string;
  readonly label: string;
  readonly value: ReactNode;
  /** Where the value comes from and of what date. */
  readonly source?: string;
};

type Props = { readonly facts: readonly Fact[]; readonly label?: string };

/** What is known of a record: name left, value right, as in a ledger. */
export function Facts({ facts, label }: Props) {
  return (
    <dl className={styles.facts} aria-label={label}>
      {facts.map((fact) => (
        <div key={fact.id} className={styles.fact}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.value}
            {fact.source !== undefined && <span className={styles.source}>{fact.source}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
