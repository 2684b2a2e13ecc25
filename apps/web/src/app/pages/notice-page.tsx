import type { ReactNode } from 'react';
import { PageHeader } from '../../ui/page-header.js';
import styles from './notice-page.module.css';

type Props = { readonly title: string; readonly text: string; readonly action?: ReactNode };

/** A page that only says something: what is the matter and where to go from here. */
export function NoticePage({ title, text, action }: Props) {
  return (
    <>
      <PageHeader title={title} />
      <p className={styles.text}>{text}</p>
      {action !== undefined && <p className={styles.action}>{action}</p>}
    </>
  );
}
