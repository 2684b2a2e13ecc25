import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import {
  getProduct,
  listProducts,
  stepProduct,
  type ProductStep,
  type ProductView,
} from '@yinqi/contracts/products';
import { usePermission, useSide } from '../../app/session.js';
import { dateText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { useCommand } from '../../lib/use-command.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorState } from '../../ui/error-state.js';
import { Facts, type Fact } from '../../ui/facts.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Section } from '../../ui/panel.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { showToast } from '../../ui/toast-store.js';
import { ConditionSentences } from './condition-sentences.js';
import { productMessages } from './messages.js';
import { amountWithUnit, nameIn, rateRange, STATUS_PIGMENT, termRange } from './product-words.js';
import styles from './products.module.css';

/** One product: its conditions in sentences, its terms, and for its bank the steps of its upkeep. */
export function ProductPage() {
  const t = useMessages(productMessages);
  const { id } = useParams({ from: '/signed-in/products/$id' });
  const product = useQuery(reading(getProduct, { params: { id } }));
  const back = <Link to="/products">{t('page.back')}</Link>;
  if (product.isPending) return <Skeleton rows={8} />;
  if (product.isError) {
    return (
      <ErrorState error={product.error} title={t('page.failed')} onRetry={() => void product.refetch()}>
        {back}
      </ErrorState>
    );
  }
  return <Product product={product.data} />;
}

function Product({ product }: { readonly product: ProductView }) {
  const t = useMessages(productMessages);
  const { language } = useLanguage();
  const mayEdit = usePermission('products.edit');
  const isEnterprise = useSide() === 'enterprise';
  const mayFile = usePermission('requests.edit') && isEnterprise;
  const date = dateText(product.updatedAt);
  const { facilityConditions } = product;
  const funding = facilityConditions.common.length + facilityConditions.alternatives.length > 0;
  const fundingName = nameIn(language, product.facility.name, product.facility.nameEn);
  return (
    <>
      <PageHeader
        title={nameIn(language, product.name, product.nameEn)}
        context={
          <>
            {nameIn(language, product.bank.name, product.bank.nameEn)}{' '}
            <Tag pigment={STATUS_PIGMENT[product.status]}>{t(`status.${product.status}`)}</Tag>
          </>
        }
        back={<Link to="/products">{t('page.back')}</Link>}
        meta={isEnterprise ? t('page.updated', { date }) : t('page.meta', { code: product.code, date })}
        actions={
          mayFile ? (
            <ButtonLink to="/requests/new" variant="primary" size="touch">
              {t('page.file')}
            </ButtonLink>
          ) : (
            mayEdit && <Steps product={product} />
          )
        }
      />
      {mayEdit && product.freshness === 'lapsed' && <p className={styles.warning}>{t('page.lapsed')}</p>}
      {mayEdit && product.freshness === 'due' && product.confirmedAt !== null && (
        <p className={styles.warning}>{t('page.due', { date: dueDate(product.confirmedAt) })}</p>
      )}
      <div className={styles.columns}>
        <Section title={t('page.conditions')}>
          <ConditionSentences conditions={product.conditions} />
          {funding && (
            <>
              <h3 className={styles.subtitle}>{t('page.funding', { name: fundingName })}</h3>
              <ConditionSentences conditions={facilityConditions} />
            </>
          )}
        </Section>
        <Terms product={product} />
      </div>
    </>
  );
}

const CONFIRMATION_MS = 90 * 86_400_000;
const dueDate = (confirmedAt: string): string =>
  dateText(new Date(Date.parse(confirmedAt) + CONFIRMATION_MS).toISOString());

function Terms({ product }: { readonly product: ProductView }) {
  const t = useMessages(productMessages);
  const { language } = useLanguage();
  const { terms, limits } = product;
  const repayment = nameOrNone(language, terms.repayment, terms.repaymentEn);
  const summary = nameOrNone(language, terms.summary, terms.summaryEn);
  const facts: readonly Fact[] = [
    {
      id: 'amount',
      label: t('term.amount'),
      value: amountWithUnit(limits, language, t),
    },
    { id: 'term', label: t('term.term'), value: t('term.months', { range: termRange(limits, t) }) },
    { id: 'rate', label: t('term.rate'), value: rateRange(terms, t) },
    {
      id: 'days',
      label: t('term.days'),
      value:
        terms.conclusionDays === null ? t('value.none') : t('value.days', { count: terms.conclusionDays }),
    },
    { id: 'repayment', label: t('term.repayment'), value: repayment ?? t('value.none') },
    {
      id: 'facility',
      label: t('term.facility'),
      value: nameIn(language, product.facility.name, product.facility.nameEn),
    },
    ...(terms.preferredLists.length === 0
      ? []
      : [{ id: 'lists', label: t('term.lists'), value: terms.preferredLists.join(', ') }]),
  ];
  return (
    <Section title={t('page.terms')}>
      {summary !== null && <p>{summary}</p>}
      <Facts label={t('page.terms')} facts={facts} />
      {terms.materials.length > 0 && (
        <>
          <h3 className={styles.subtitle}>{t('page.materials')}</h3>
          <ul className={styles.sentences}>
            {terms.materials.map((material) => (
              <li key={material}>{material}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

const nameOrNone = (language: 'zh' | 'en', zh: string | null, en: string | null): string | null =>
  zh === null ? en : nameIn(language, zh, en);

const DONE = { publish: 'page.published', withdraw: 'page.withdrawn', confirm: 'page.confirmed' } as const;

/** Publishing and withdrawing reach enterprises at once, so both are asked about; confirming is one press. */
function Steps({ product }: { readonly product: ProductView }) {
  const t = useMessages(productMessages);
  const client = useQueryClient();
  const [asked, setAsked] = useState<'publish' | 'withdraw'>();
  const step = useCommand(stepProduct, {
    onSuccess: async (_view, { body }) => {
      setAsked(undefined);
      showToast({ message: t(DONE[body.step]) });
      await client.invalidateQueries({ queryKey: [getProduct.id] });
      await client.invalidateQueries({ queryKey: [listProducts.id] });
    },
  });
  const take = (name: ProductStep) =>
    step.send({ params: { id: product.id }, body: { step: name }, version: product.version });
  const isOffered = product.status === 'published';
  return (
    <>
      <ButtonLink to="/products/$id/edit" params={{ id: product.id }}>
        {t('page.edit')}
      </ButtonLink>
      {isOffered && <Button onPress={() => setAsked('withdraw')}>{t('page.withdraw')}</Button>}
      {isOffered ? (
        <Button variant="primary" onPress={() => take('confirm')} isPending={step.isPending}>
          {t('page.confirm')}
        </Button>
      ) : (
        <Button variant="primary" onPress={() => setAsked('publish')}>
          {t('page.publish')}
        </Button>
      )}
      {step.error !== null && asked === undefined && (
        <ErrorState error={step.error} title={t('page.stepFailed')} />
      )}
      {asked !== undefined && (
        <Dialog
          title={t(`page.${asked}.title`)}
          isOpen
          onClose={() => setAsked(undefined)}
          actions={
            <>
              <Button variant="primary" onPress={() => take(asked)} isPending={step.isPending}>
                {t(`page.${asked}`)}
              </Button>
              <Button onPress={() => setAsked(undefined)}>{t('page.cancel')}</Button>
            </>
          }
        >
          <p>{t(`page.${asked}.text`)}</p>
          {step.error !== null && <ErrorState error={step.error} title={t('page.stepFailed')} />}
        </Dialog>
      )}
    </>
  );
}
