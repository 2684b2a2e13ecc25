import type { RequestDetail } from '@yinqi/contracts/financing-requests';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Facts } from '../../ui/facts.js';
import { Section } from '../../ui/panel.js';
import { contentFacts } from './content-facts.js';
import { financingRequestMessages } from './messages.js';
import type { RequestWords } from './words.js';

export function sourceText({ source }: RequestDetail, t: RequestWords): string {
  if (source.kind === 'form') return t('request.source.form');
  const row = source.row ?? 0;
  return source.sheet === null
    ? t('request.source.importNoSheet', { row })
    : t('request.source.import', { sheet: source.sheet, row });
}

/** What is asked for, as it stands. */
export function RequestContentSection({ request }: { readonly request: RequestDetail }) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  const facts = contentFacts(request, t, language).map(({ field, label, value }) => ({
    id: field,
    label,
    value,
  }));
  const extra = [
    request.financingMode !== null && {
      id: 'mode',
      label: t('review.mode'),
      value: request.financingMode,
    },
    request.intendedBanks.length > 0 && {
      id: 'banks',
      label: t('review.intended'),
      value: request.intendedBanks.join(language === 'zh' ? '、' : ', '),
    },
  ].filter((fact) => fact !== false);
  return (
    <Section title={t('request.content')}>
      <Facts label={t('request.content')} facts={[...facts, ...extra]} />
    </Section>
  );
}
