import { writeXlsx } from 'hucre/xlsx';
import { makeUscc } from '@yinqi/domain/codes';
import { seededRandom } from './statistics.mjs';

const DATE = 'yyyy-mm-dd';
const PERCENT = '0.00%';
const TEXT = '@';
const EDGE = { style: 'thin', color: { rgb: 'BFBFBF' } };
const BORDER = { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE };
const CITIES = ['苏州市昆山市', '苏州市/太仓市', '无锡市江阴市', '南京市江宁区', '南通市通州区'];
const BANKS = ['示例银行甲', '示例银行乙苏州分行', '示例农商行丙', '示例政策性银行江苏分行'];
const DIFFICULTIES = [
  '抵押物不足，授信额度偏低',
  '原材料涨价，流动资金紧张',
  '总部审批周期长',
  '汇率波动大，缺少避险工具',
  '无',
];

/** Every column of the survey form in its order: its title, a value, and the cell's format where it has one. */
const COLUMNS = [
  ['序号', (_, { at }) => at],
  [
    '企业名称*',
    (r, { at }) =>
      `示例${r.pick(['澄远', '砚泽', '霁云', '沐森'])}${at}${r.pick(['精密部件', '新材料', '电子'])}有限公司`,
  ],
  ['统一社会信用代码*', (_, { uscc }) => uscc, TEXT],
  ['市/县(区)', (r) => r.pick(CITIES)],
  ['是否重点外资企业', (r) => yesOrNo(r, 0.3)],
  ['企业类型', (r) => r.pick(['有限责任公司(外国法人独资)', '有限责任公司(中外合资)', '外商独资企业'])],
  ['控股情况', () => '外商控股'],
  ['成立日期', (r) => new Date(Date.UTC(2005 + r.below(18), r.below(12), 1 + r.below(28))), DATE],
  ['外资来源地', (r) => r.pick(['日本', '德国', '新加坡', '美国', '韩国', '中国香港'])],
  ['外资占比(%)', (r) => r.pick([25, 51, 60, 75, 100])],
  ['投资总额(万美元)', (r) => 100 + r.below(30_000)],
  ['注册资本+币种', (r) => `${50 + r.below(12_000)}万${r.pick(['美元', '元'])}`],
  ['实收资本', (r) => 50 + r.below(12_000)],
  ['国民经济行业', (r) => r.pick(['C3484', 'C3972 显示器件制造', '电子电路制造', 'C2645'])],
  ['企业划型', (r) => r.pick(['大型', '中型', '小型', '微型'])],
  ['从业人数', (r) => 20 + r.below(2_000)],
  ['数据年度', () => 2025],
  ['上年营业收入', (r) => 500 + r.below(9_000_000) / 100],
  ['上年净利润', (r) => r.below(900_000) / 100],
  ['资产总额', (r) => 800 + r.below(9_000_000) / 100],
  ['负债总额', (r) => 300 + r.below(4_000_000) / 100],
  ['净资产', (r) => 500 + r.below(5_000_000) / 100],
  ['上年纳税总额', (r) => r.below(300_000) / 100],
  ['纳税信用等级', (r) => r.pick(['A', 'B', 'M'])],
  ['海关信用等级(AEO)', (r) => r.pick(['高级认证', '注册登记', '备案'])],
  ['上年进出口额(万美元)', (r) => r.below(9_000)],
  ['上年出口额(万美元)', (r) => r.below(6_000)],
  ['在手订单', (r) => r.below(30_000)],
  ['产能利用率(%)', (r) => (40 + r.below(60)) / 100, PERCENT],
  ['现有银行贷款余额', (r) => r.below(20_000)],
  ['最近到期日', (r) => new Date(Date.UTC(2027, r.below(12), 1 + r.below(28))), DATE],
  ['主要贷款银行', (r) => r.pick(BANKS)],
  ['近24个月最长逾期', (r) => r.pick(['无', 0, 15])],
  ['已用外债额度', (r) => `${r.below(500)}万美元`],
  ['是否首贷', (r) => yesOrNo(r, 0.2)],
  ['融资需求金额*', (r, { broken }) => (broken === 'amount' ? '面议' : `${100 + r.below(20_000)}万`)],
  ['币种', (r) => (r.chance(0.05) ? '美元' : '人民币')],
  ['融资方式', (r) => r.pick(['银行贷款', '融资租赁', '贸易融资'])],
  ['用途*', (r) => r.pick(['流动资金', '设备更新', '出口订单备货', '研发投入'])],
  ['期限(月)', (r) => r.pick([6, 12, 24, 36])],
  ['期望利率(%)', (r) => r.pick([3.2, 3.85, 4.35])],
  ['期望到位时间', (r) => `2027年${1 + r.below(9)}月${1 + r.below(28)}日`],
  ['担保方式', (r) => r.pick(['房产抵押', '信用', '应收账款质押、保证'])],
  ['是否投保出口信用保险', (r) => yesOrNo(r, 0.4)],
  ['保单号', (_, { at, round }) => `SCH${round}${String(at).padStart(8, '0')}`],
  ['境外母公司担保', (r) => yesOrNo(r, 0.3)],
  ['意向银行', (r) => r.pick(BANKS)],
  ['存在困难', (r) => r.pick(DIFFICULTIES)],
  ['是否失信/经营异常', () => '否'],
  ['联系人*', (r) => r.pick(['周宁', '沈予安', '陆一鸣'])],
  ['电话*', (_, { at, broken }) => (broken === 'phone' ? '12345' : `138${String(10_000_000 + at)}`), TEXT],
  ['填报日期', () => new Date(Date.UTC(2026, 10, 20)), DATE],
  ['授权共享*', (r) => yesOrNo(r, 0.9)],
];
export const COLUMN_COUNT = COLUMNS.length;

const yesOrNo = (random, share) => (random.chance(share) ? '是' : '否');

/**
 * A county's survey as a spreadsheet program saves it: shared strings, a style on every cell, a merged title. The
 * same for the same round; a fault is a wrong check digit, an amount in words or a broken number.
 */
export async function surveyWorkbook({ rows: count, faultyShare, round }) {
  const random = seededRandom(round);
  const rows = [['融资需求摸底表（示例数据）    单位：万元'], COLUMNS.map(([title]) => title)];
  let faulty = 0;
  for (let at = 1; at <= count; at += 1) {
    const broken = random.chance(faultyShare) ? random.pick(['uscc', 'amount', 'phone']) : undefined;
    if (broken) faulty += 1;
    const about = { at, round, broken, uscc: usccOf(at, round, broken) };
    rows.push(COLUMNS.map(([, value]) => value(random, about)));
  }
  const cells = new Map();
  for (let row = 1; row < rows.length; row += 1) {
    COLUMNS.forEach(([, , format], column) => cells.set(`${row},${column}`, { style: styleOf(format) }));
  }
  const merges = [{ startRow: 0, startCol: 0, endRow: 0, endCol: COLUMN_COUNT - 1 }];
  return { bytes: await writeXlsx({ sheets: [{ name: '摸底表', rows, cells, merges }] }), faulty };
}

const STYLES = new Map();
function styleOf(format) {
  if (!STYLES.has(format)) STYLES.set(format, { border: BORDER, ...(format && { numFmt: format }) });
  return STYLES.get(format);
}

function usccOf(at, round, broken) {
  const uscc = makeUscc('91320583', `MA${round}${String(at).padStart(5, '0')}`);
  return broken === 'uscc' ? uscc.slice(0, 17) + (uscc.at(-1) === '1' ? '2' : '1') : uscc;
}
