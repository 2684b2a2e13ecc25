import type { FacilityView } from '@yinqi/contracts/facilities';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Section } from '../../ui/panel.js';
import { Select } from '../../ui/select.js';
import { TextArea, TextField } from '../../ui/text-field.js';
import { productMessages } from './messages.js';
import type { DraftFault, ProductDraft } from './product-draft.js';
import styles from './products.module.css';

type Props = {
  readonly draft: ProductDraft;
  readonly onChange: (draft: ProductDraft) => void;
  readonly isNew: boolean;
  readonly facilities: readonly FacilityView[];
  readonly errorOf: (field: DraftFault) => string | undefined;
};

type TextKey = keyof Omit<ProductDraft, 'parts' | 'facilityId'>;

/** Everything of a product but its conditions. */
export function ProductFields({ draft, onChange, isNew, facilities, errorOf }: Props) {
  const t = useMessages(productMessages);
  const { language } = useLanguage();
  const text = (field: TextKey) => ({
    value: draft[field],
    error: errorOf(field),
    onChange: (value: string) => onChange({ ...draft, [field]: value }),
  });
  return (
    <>
      <Section title={t('form.basics')}>
        <div className={styles.stack}>
          {isNew && (
            <TextField {...text('code')} label={t('form.code')} hint={t('form.code.hint')} maxLength={40} />
          )}
          <div className={styles.pair}>
            <TextField {...text('name')} label={t('form.name')} maxLength={80} />
            <TextField {...text('nameEn')} label={t('form.nameEn')} isOptional maxLength={160} />
          </div>
          <Select
            label={t('form.facility')}
            prompt={t('form.facility.prompt')}
            options={facilities.map((facility) => ({
              value: facility.id,
              label: language === 'zh' ? facility.name : facility.nameEn,
            }))}
            value={draft.facilityId}
            error={errorOf('facilityId')}
            onChange={(facilityId) => onChange({ ...draft, facilityId })}
          />
        </div>
      </Section>
      <Section title={t('page.terms')}>
        <div className={styles.stack}>
          <div className={styles.pair}>
            <TextField {...text('rateFrom')} label={t('form.rateFrom')} unit="%" width="short" isOptional />
            <TextField {...text('rateTo')} label={t('form.rateTo')} unit="%" width="short" isOptional />
            <TextField
              {...text('days')}
              label={t('form.days')}
              unit={t('form.days.unit')}
              width="short"
              isOptional
            />
          </div>
          <div className={styles.pair}>
            <TextField {...text('repayment')} label={t('form.repayment')} isOptional maxLength={200} />
            <TextField {...text('repaymentEn')} label={t('form.repaymentEn')} isOptional maxLength={200} />
          </div>
          <TextArea {...text('summary')} label={t('form.summary')} isOptional rows={2} maxLength={600} />
          <TextArea {...text('summaryEn')} label={t('form.summaryEn')} isOptional rows={2} maxLength={600} />
          <TextArea
            {...text('materials')}
            label={t('form.materials')}
            hint={t('form.materials.hint')}
            isOptional
            rows={4}
          />
          <TextArea
            {...text('lists')}
            label={t('form.lists')}
            hint={t('form.lists.hint')}
            isOptional
            rows={2}
          />
        </div>
      </Section>
    </>
  );
}
