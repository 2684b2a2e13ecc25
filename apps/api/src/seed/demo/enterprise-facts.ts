import type { FactValue } from '@yinqi/contracts/enterprises';
import { enterpriseSize } from '@yinqi/domain/codes';
import type { StoredFact, StoredFacts } from '../../enterprises/enterprises.public.js';
import { ORIGINS, type Trade } from './enterprises.data.js';
import { dayOf } from './office-clock.js';
import { fenOfWan, KEY_LIST } from './product-rules.js';
import type { SeededRandom } from './seeded-random.js';

export const yuan = (wan: number): FactValue => ({ fen: String(fenOfWan(wan)), currency: 'CNY' });

export type Scale = { readonly staff: number; readonly revenueWan: number; readonly exportWan: number };

export function scaleOf(random: SeededRandom, trade: Trade): Scale {
  const band = random.weighted([
    [[8, 19], 5],
    [[25, 140], 38],
    [[150, 290], 25],
    [[310, 950], 24],
    [[1050, 3200], 8],
  ] as const);
  const staff = random.int(band[0], band[1]);
  const revenueWan = staff * random.int(trade.perHeadWan[0], trade.perHeadWan[1]);
  const exportWan = Math.round((revenueWan * random.int(trade.exportBp[0], trade.exportBp[1])) / 10_000);
  return { staff, revenueWan, exportWan };
}

export function figuresOf(random: SeededRandom, scale: Scale): Record<string, FactValue> {
  const { staff, revenueWan, exportWan } = scale;
  const assetsWan = Math.round(revenueWan * (0.6 + random.next() * 0.7));
  const debtRatioBp = random.int(2800, 8200);
  const liabilitiesWan = Math.round((assetsWan * debtRatioBp) / 10_000);
  const marginBp = random.int(-250, 1100);
  const optional: Record<string, FactValue> = {
    netProfit: yuan(Math.round((revenueWan * marginBp) / 10_000)),
    capacityUseBp: random.int(4500, 9800),
    ordersOnHand: yuan(Math.round(revenueWan * (0.1 + random.next() * 0.4))),
    taxPaid: yuan(Math.round(revenueWan * (0.01 + random.next() * 0.04))),
    exportValue: yuan(exportWan),
    tradeVolume: yuan(Math.round(exportWan * (1.1 + random.next() * 0.6))),
    loanBalance: yuan(Math.round(liabilitiesWan * (0.2 + random.next() * 0.5))),
    debtRatioBp,
  };
  // Nobody fills in every column: what is missing is what an enterprise is asked for.
  const filled = Object.entries(optional).filter(([name]) =>
    random.chance(name === 'debtRatioBp' ? 0.85 : 0.93),
  );
  return {
    staff,
    revenue: yuan(revenueWan),
    totalAssets: yuan(assetsWan),
    totalLiabilities: yuan(liabilitiesWan),
    netAssets: yuan(assetsWan - liabilitiesWan),
    ...Object.fromEntries(filled),
  };
}

type Said = Omit<StoredFact, 'value'>;

export function registerFacts(random: SeededRandom, nowMs: number): StoredFacts {
  const [country, investmentKind] = random.weighted(ORIGINS.map((item) => [item, item[2]] as const));
  const said: Said = {
    source: '市场监管登记信息',
    date: dayOf(nowMs, -random.int(20, 160)),
    provenance: 'official',
  };
  const whollyOwned = random.chance(0.6);
  const hmt = investmentKind === 'hmt';
  const founded = dayOf(nowMs, -random.int(260, 9000));
  const capitalWan = random.pick([500, 800, 1000, 2000, 3000, 5000, 8000, 12000]);
  const fact = (value: FactValue): StoredFact => ({ value, ...said });
  return {
    investmentKind: fact(investmentKind),
    registrationType: fact(
      hmt
        ? whollyOwned
          ? '有限责任公司（台港澳法人独资）'
          : '有限责任公司（台港澳与境内合资）'
        : whollyOwned
          ? '有限责任公司（外国法人独资）'
          : '有限责任公司（中外合资）',
    ),
    holdingType: fact(whollyOwned || random.chance(0.6) ? (hmt ? 'hmt' : 'foreign') : 'private'),
    foreignOrigin: fact(country),
    foreignShareBp: fact(whollyOwned ? 10_000 : random.pick([2500, 3000, 4000, 4900, 5100, 6000, 7500])),
    foundedOn: fact(founded),
    registeredCapital: fact(yuan(capitalWan)),
    paidInCapital: fact(yuan(Math.round(capitalWan * random.pick([0.6, 0.8, 1])))),
  };
}

const STAGE_SHARES = [
  ['producing', 82],
  ['under_construction', 12],
  ['relocating', 6],
] as const;
const TAX_SHARES = [
  ['A', 42],
  ['B', 38],
  ['M', 14],
  ['C', 5],
  ['D', 1],
] as const;
const CUSTOMS_SHARES = [
  ['aeo_advanced', 18],
  ['registered', 80],
  ['discredited', 2],
] as const;
const OVERDUE_SHARES = [
  [0, 80],
  [5, 8],
  [12, 5],
  [28, 4],
  [45, 2],
  [95, 1],
] as const;

export function standingFacts(
  random: SeededRandom,
  scale: Scale,
  industry: string,
  nowMs: number,
): StoredFacts {
  const seen = (source: string, provenance: StoredFact['provenance']): Said => ({
    source,
    date: dayOf(nowMs, -random.int(5, 120)),
    provenance,
  });
  const size = enterpriseSize({
    industry,
    staff: scale.staff,
    revenueFen: fenOfWan(scale.revenueWan),
  })?.size;
  const isKey = scale.revenueWan > 30_000 && random.chance(0.7);
  const isTrader = scale.exportWan > 0;
  return {
    ...(size === undefined
      ? {}
      : { sizeClass: { value: size, ...seen('工信部联企业〔2011〕300号测算', 'verified') } }),
    enterpriseLists: {
      value: { members: isKey ? [KEY_LIST] : [], complete: true },
      ...seen('江苏省商务厅名单', 'official'),
    },
    keyEnterprise: { value: isKey, ...seen('江苏省商务厅名单', 'official') },
    foreignTrade: { value: isTrader, ...seen('海关备案信息', 'official') },
    agriculture: { value: false, ...seen('行业分类', 'official') },
    stage: {
      value: random.weighted(STAGE_SHARES),
      ...seen('企业申报', 'declared'),
    },
    adverseRecord: { value: random.chance(0.03), ...seen('国家企业信用信息公示系统', 'official') },
    ...(random.chance(0.94)
      ? {
          taxGrade: {
            value: random.weighted(TAX_SHARES),
            ...seen('税务部门公布信息', 'official'),
          },
        }
      : {}),
    ...(isTrader
      ? {
          customsGrade: {
            value: random.weighted(CUSTOMS_SHARES),
            ...seen('海关信用公示', 'official'),
          },
        }
      : {}),
    ...(random.chance(0.9)
      ? {
          longestOverdueDays: {
            value: random.weighted(OVERDUE_SHARES),
            ...seen('企业申报', 'declared'),
          },
        }
      : {}),
  };
}
