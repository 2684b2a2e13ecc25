import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { chooseOffer, type ComparedOffer, type OfferComparison } from '@yinqi/contracts/offers';
import { REPAYMENT_LABELS } from '@yinqi/domain/lifecycle';
import { amountText, percentText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { hasCode, ProblemError } from '../../lib/problem.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { RadioGroup } from '../../ui/choice-groups.js';
import { Dialog } from '../../ui/dialog.js';
import { Facts } from '../../ui/facts.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import styles from './dealings.module.css';
import { dealingMessages } from './messages.js';
import { forgetDealings, useDealings } from './use-dealings.js';
import { offeringBank } from './words.js';

type Props = {
  readonly comparison: OfferComparison;
  readonly chosen: ComparedOffer;
  readonly onClose: () => void;
};

/** Choose → check → done: what the choice does to every other bank is said before it is made. */
export function ChoiceDialog({ comparison, chosen, onClose }: Props) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const [isDone, setDone] = useState(false);
  const [standby, setStandby] = useState('');
  const choose = useCommand(chooseOffer, {
    onSuccess: () => {
      setDone(true);
      void forgetDealings(client);
    },
  });
  const bank = offeringBank(chosen, language);
  if (isDone) {
    return (
      <Dialog
        isOpen
        title={t('choice.done', { bank })}
        onClose={onClose}
        actions={
          <Button variant="primary" size="touch" onPress={onClose}>
            {t('choice.close')}
          </Button>
        }
      >
        <p role="status">{t('choice.doneText')}</p>
      </Dialog>
    );
  }
  const send = () =>
    choose.send({
      params: { id: comparison.requestId },
      body: {
        offerId: chosen.id,
        usableFen: chosen.usableFen,
        ...(standby !== '' && { standbyId: standby }),
      },
    });
  return (
    <Dialog
      isOpen
      title={t('choice.title')}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" size="touch" isPending={choose.isPending} onPress={send}>
            {t('choice.confirm')}
          </Button>
          <Button size="touch" onPress={onClose}>
            {t('choice.back')}
          </Button>
        </>
      }
    >
      <Check
        comparison={comparison}
        chosen={chosen}
        standby={standby}
        onStandby={setStandby}
        error={choose.error}
      />
    </Dialog>
  );
}

/** The need was changed after the bank had sent its offer. */
const isOfEarlierNeed = (error: Error): boolean =>
  hasCode(error, 'offer.not_open') && error.params?.['reason'] === 'offer.of_earlier_version';

/** What the tool's conditions or quota refuse leaves the offer as it was. */
const isOfTool = (error: Error): boolean =>
  error instanceof ProblemError && (error.code.startsWith('quota.') || error.code === 'facility.closed');

type CheckProps = Omit<Props, 'onClose'> & {
  readonly standby: string;
  readonly onStandby: (id: string) => void;
  readonly error: Error | null;
};

function Check({ comparison, chosen, standby, onStandby, error }: CheckProps) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const wording = useErrorWording();
  const dealings = useDealings(comparison.requestId);
  const money = (fen: string | bigint) => amountText(fen, language, comparison.currency);
  const restFen = BigInt(comparison.restFen) - BigInt(chosen.usableFen);
  const others = comparison.offers.filter((offer) => offer.open && offer.id !== chosen.id);
  const hasStandby = comparison.offers.some(({ status }) => status === 'standby');
  const kept = comparison.offers.find(({ id }) => id === standby)?.engagementId;
  const ending = (dealings.data?.items ?? []).filter(
    (detail) =>
      detail.approvedFen === null &&
      detail.id !== chosen.engagementId &&
      detail.id !== kept &&
      detail.options.some(({ action }) => action === 'withdraw') &&
      detail.offers.every(({ status }) => status !== 'chosen' && status !== 'standby'),
  ).length;
  return (
    <div className={styles.form}>
      <ChosenFacts chosen={chosen} money={money} />
      <p>
        {restFen > 0n
          ? t('choice.rest', { rest: money(restFen) })
          : ending === 0
            ? t('choice.endsNone')
            : t('choice.ends', { count: ending })}
      </p>
      {restFen <= 0n && others.length > 0 && !hasStandby && (
        <RadioGroup
          label={t('choice.standby')}
          hint={t('choice.standbyHint')}
          options={[
            { value: '', label: t('choice.standbyNone') },
            ...others.map((offer) => ({ value: offer.id, label: offeringBank(offer, language) })),
          ]}
          value={standby}
          onChange={onStandby}
        />
      )}
      <p>{t('choice.indicative')}</p>
      {error !== null && (
        <p role="alert" className={styles.error}>
          {isOfEarlierNeed(error)
            ? t('choice.earlier')
            : hasCode(error, 'quota.insufficient')
              ? t('choice.short')
              : wording(error)}
          {isOfTool(error) && ` ${t('choice.stillOpen')}`}
        </p>
      )}
    </div>
  );
}

type FactsProps = { readonly chosen: ComparedOffer; readonly money: (fen: string) => string };

function ChosenFacts({ chosen, money }: FactsProps) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  return (
    <Facts
      facts={[
        { id: 'bank', label: t('choice.bank'), value: offeringBank(chosen, language) },
        {
          id: 'product',
          label: t('choice.product'),
          value: language === 'en' ? (chosen.productNameEn ?? chosen.productName) : chosen.productName,
        },
        { id: 'amount', label: t('choice.amount'), value: money(chosen.usableFen) },
        { id: 'cost', label: t('choice.cost'), value: money(chosen.cost.totalFen) },
        {
          id: 'annual',
          label: t('choice.annual'),
          value: chosen.cost.annualBp === null ? '—' : percentText(chosen.cost.annualBp),
        },
        {
          id: 'repayment',
          label: t('choice.repayment'),
          value: REPAYMENT_LABELS[chosen.repayment][language],
        },
        { id: 'until', label: t('choice.until'), value: chosen.validUntil },
      ]}
    />
  );
}
