import type { DossierView, EngagementDetail } from '@yinqi/contracts/engagements';
import { amountText, countText, dateText, percentText } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Facts, type Fact } from '../../ui/facts.js';
import { deskMessages } from './messages.js';
import { requestText, type DeskWords } from './words.js';

type Known = DossierView['facts'];

export const digits = (value: Known[keyof Known]): bigint | undefined =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : undefined;
export const text = (value: Known[keyof Known]): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

/** Liabilities over assets in basis points; undefined where either is unknown. */
export function debtRatioBp(facts: Known): number | undefined {
  const [assets, liabilities] = [digits(facts.totalAssetsFen), digits(facts.totalLiabilitiesFen)];
  return assets === undefined || liabilities === undefined || assets <= 0n
    ? undefined
    : Number((liabilities * 10_000n) / assets);
}

type Row = readonly [id: string, label: string, value: string | undefined];

function dossierRows(facts: Known, t: DeskWords, language: Language): Row[] {
  const year = text(facts.dataYear);
  const ofYear = (name: 'revenue' | 'profit' | 'export') =>
    year === undefined ? t(`fact.${name}.lastYear`) : t(`fact.${name}`, { year });
  const money = (value: Known[keyof Known]) => {
    const fen = digits(value);
    return fen === undefined ? undefined : amountText(fen, language);
  };
  const exports = digits(facts.exportVolumeUsdCent);
  const ratio = debtRatioBp(facts);
  const staff = typeof facts.employees === 'number' ? facts.employees : undefined;
  return [
    ['revenue', ofYear('revenue'), money(facts.revenueFen)],
    ['profit', ofYear('profit'), money(facts.netProfitFen)],
    ['export', ofYear('export'), exports === undefined ? undefined : amountText(exports, language, 'USD')],
    [
      'staff',
      t('fact.staff'),
      staff === undefined ? undefined : t('fact.staffCount', { count: countText(staff) }),
    ],
    ['debtRatio', t('fact.debtRatio'), ratio === undefined ? undefined : percentText(ratio)],
    ['loans', t('fact.loans'), money(facts.loanBalanceFen)],
    ['taxGrade', t('fact.taxGrade'), text(facts.taxCreditGrade)],
    [
      'rate',
      t('fact.rate'),
      typeof facts.expectedRateBp === 'number' ? `≤ ${percentText(facts.expectedRateBp)}` : undefined,
    ],
    ['needed', t('fact.needed'), text(facts.neededBy)],
    [
      'contact',
      t('fact.contact'),
      [text(facts.contactName), text(facts.contactPhone)].filter((part) => part !== undefined).join(' ') ||
        undefined,
    ],
  ];
}

export function consentText({ consent }: EngagementDetail, t: DeskWords): string | undefined {
  if (consent === null) return undefined;
  if (consent.state === 'withdrawn') {
    return t('case.consent.withdrawn', {
      at: consent.withdrawnAt === null ? '' : dateText(consent.withdrawnAt),
    });
  }
  return t(consent.state === 'live' ? 'case.consent.live' : 'case.consent.ended', {
    until: consent.validUntil,
  });
}

/** What the consent opens of the request and the enterprise; nothing of it once the consent has ended. */
export function CaseFacts({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(deskMessages);
  const { language } = useLanguage();
  const rows: Row[] = [
    ['request', t('case.request'), requestText(detail, t, language)],
    ...(detail.dossier === null ? [] : dossierRows(detail.dossier.facts, t, language)),
    ['origin', t('col.origin'), t(`origin.${detail.origin}`)],
    ['officer', t('case.officer'), detail.officerName ?? t('case.unclaimed')],
    ['consent', t('case.consent'), consentText(detail, t)],
  ];
  const facts = rows.flatMap(([id, label, value]): Fact[] =>
    value === undefined ? [] : [{ id, label, value }],
  );
  return (
    <>
      {detail.consent !== null && detail.dossier === null && <p role="status">{t('case.closed')}</p>}
      <Facts facts={facts} />
    </>
  );
}

/** The line under the name: code, kind of enterprise, where its capital comes from. */
export function identityText({ dossier, requestNumber }: EngagementDetail, language: Language): string {
  const named = (field: 'registrationType' | 'foreignOrigin') =>
    dossier?.words[field]?.[language] ?? text(dossier?.facts[field] ?? null);
  return [
    text(dossier?.facts.uscc ?? null) ?? requestNumber,
    named('registrationType'),
    named('foreignOrigin'),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
