import type { DossierView } from '@yinqi/contracts/engagements';
import { fieTypeNameEn, originNameEn } from '@yinqi/domain/codes';
import { DOSSIER_FIELD_NAMES } from '@yinqi/domain/disclosure';
import type { DossierRow } from './engagement-records.store.js';

/** What a consent opened, as it was copied, with the English of what registers say in Chinese only. */
export function dossierView({
  fieldGroups,
  validUntil,
  content,
}: Pick<DossierRow, 'fieldGroups' | 'validUntil' | 'content'>): DossierView {
  return { fieldGroups: [...fieldGroups], validUntil, facts: factsOf(content), words: wordsOf(content) };
}

function factsOf(content: DossierRow['content']): DossierView['facts'] {
  const facts: DossierView['facts'] = {};
  for (const field of DOSSIER_FIELD_NAMES) {
    const value = content[field];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      facts[field] = value;
    if (Array.isArray(value)) facts[field] = value.filter((one): one is string => typeof one === 'string');
  }
  return facts;
}

const IN_ENGLISH = { registrationType: fieTypeNameEn, foreignOrigin: originNameEn } as const;

function wordsOf(content: DossierRow['content']): DossierView['words'] {
  const words: DossierView['words'] = {};
  for (const field of ['registrationType', 'foreignOrigin'] as const) {
    const zh = content[field];
    const en = typeof zh === 'string' ? IN_ENGLISH[field](zh) : undefined;
    if (typeof zh === 'string' && en !== undefined) words[field] = { zh, en };
  }
  return words;
}
