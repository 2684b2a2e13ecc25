import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { listConsents, listOpenings, type ConsentItem } from '@yinqi/contracts/disclosure';
import { consentSentence } from '@yinqi/domain/disclosure';
import { call } from '../../lib/call.js';
import type { Language } from '../../lib/i18n/language.js';
import { useLive } from '../../lib/live.js';
import { reading } from '../../lib/query.js';

/** Consents of the reader's enterprise, or of one request; read again when something of it changed. */
export function useConsents(requestId?: string) {
  const client = useQueryClient();
  useLive(['financing_request', 'engagement'], () => {
    void client.invalidateQueries({ queryKey: [listConsents.id] });
    void client.invalidateQueries({ queryKey: [listOpenings.id] });
  });
  return useQuery(
    reading(listConsents, { query: { limit: 200, ...(requestId !== undefined && { requestId }) } }),
  );
}

const LOG_PAGE = 20;

export const useOpenings = () =>
  useInfiniteQuery({
    queryKey: [listOpenings.id, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listOpenings,
        { query: { limit: LOG_PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const bankNameOf = (
  named: Pick<ConsentItem, 'bankName' | 'bankNameEn'>,
  language: Language,
): string => (language === 'en' ? (named.bankNameEn ?? named.bankName) : named.bankName);

/** What the enterprise agreed to, in the words it agreed to. */
export const sentenceOf = (consent: ConsentItem, language: Language): string =>
  consentSentence(
    { groups: consent.fieldGroups, purpose: consent.purpose },
    bankNameOf(consent, language),
    consent.validUntil,
    language,
  );
