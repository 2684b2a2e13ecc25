import type { ProductTerms } from '@yinqi/contracts/products';
import { ruleToWire } from '@yinqi/domain/matching';
import type { Tx } from '../../platform/database/database.js';
import { facilityIdOf } from '../facilities.seed.js';
import { stableId } from '../stable-id.js';
import { bankIdOf } from './banks.seed.js';
import { insertRows } from './insert-rows.js';
import { earlier, iso, MINUTES_PER_DAY } from './office-clock.js';
import { KEY_LIST, RULES } from './product-rules.js';
import { PRODUCTS, type ProductSeed } from './products.data.js';

export const productIdOf = (seed: ProductSeed): string => stableId(`product:${seed.bank}:${seed.kind}`);

const MATERIALS = ['营业执照', '上年度审计报告', '近三个月财务报表', '纳税申报表', '用途证明（合同或订单）'];

function termsOf({ rate, days, kind, name, nameEn }: ProductSeed): ProductTerms {
  const isProject = kind === 'fixedAssets' || kind === 'inwardInvestment';
  return {
    rateFromBp: rate[0],
    rateToBp: rate[1],
    conclusionDays: days,
    repayment: isProject ? '按季付息，按计划还本' : '按月付息，到期还本',
    repaymentEn: isProject
      ? 'Interest quarterly, principal by plan'
      : 'Interest monthly, principal at maturity',
    summary: `${name}：资料齐全后${days}个工作日内答复。`,
    summaryEn: `${nameEn}: answered within ${days} working days of complete papers.`,
    materials: kind === 'exportOrder' ? [...MATERIALS, '出口订单与报关单', '应收账款清单'] : MATERIALS,
    preferredLists: kind === 'broad' || kind === 'keyList' ? [KEY_LIST] : [],
  };
}

/** Products of the invented banks, each confirmed within the last weeks so that it is matched. */
export async function seedProducts(tx: Tx, nowMs: number): Promise<void> {
  await insertRows(
    tx,
    'loan_product',
    PRODUCTS.map((seed, index) => {
      const published = iso(earlier(nowMs, (140 + (index % 40)) * MINUTES_PER_DAY));
      const confirmed = iso(earlier(nowMs, (3 + ((index * 7) % 45)) * MINUTES_PER_DAY + index * 11));
      return {
        id: productIdOf(seed),
        bank_id: bankIdOf(seed.bank),
        facility_id: facilityIdOf(seed.facility),
        code: `${seed.bank}-${seed.kind}`.toUpperCase().slice(0, 40),
        name: seed.name,
        name_en: seed.nameEn,
        status: seed.withdrawn === true ? 'withdrawn' : 'published',
        rule: ruleToWire(RULES[seed.kind](seed.limits)),
        terms: termsOf(seed),
        confirmed_at: confirmed,
        published_at: published,
        demo: true,
        version: 1,
        created_at: published,
        updated_at: confirmed,
      };
    }),
  );
}
