import { parseYesNo, resolveCollateral, resolvePurpose } from './words.js';

describe('parseYesNo', () => {
  it.each(['是', '同意', 'Y', 'y', '有', '√'])('%s is yes', (word) => {
    expect(parseYesNo(word)).toBe(true);
  });

  it.each(['否', '不同意', 'N', '无'])('%s is no', (word) => {
    expect(parseYesNo(word)).toBe(false);
  });

  it.each(['', '待定', '是否'])('%p is no answer', (word) => {
    expect(parseYesNo(word)).toBeUndefined();
  });
});

describe('words of purpose and security', () => {
  it.each([
    ['产能扩建', 'expansion'],
    ['出口订单备货', 'export_order'],
    ['技术改造', 'fixed_assets'],
    ['流动资金', 'working_capital'],
    ['海外仓建设', 'overseas_warehouse'],
    ['研发投入', 'research_development'],
    ['置换股东借款', 'shareholder_loan_replacement'],
    ['置换他行贷款', 'refinance'],
    ['设备更新', 'fixed_assets'],
    ['进口付汇', 'import_payment'],
    ['项目建设', 'project'],
    ['其他', undefined],
  ])('%s means %s', (words, purpose) => {
    expect(resolvePurpose(words)).toBe(purpose);
  });

  it.each([
    ['信用', 'unsecured'],
    ['保证', 'third_party_guarantee'],
    ['出口信用保险', 'export_credit_insurance'],
    ['土地抵押', 'land'],
    ['境外母公司担保', 'parent_guarantee'],
    ['备用信用证', 'standby_lc'],
    ['存货质押', 'inventory'],
    ['应收账款质押', 'receivables'],
    ['房产抵押', 'real_estate'],
    ['知识产权质押', 'intellectual_property'],
    ['股权质押', 'equity'],
    ['订单', 'order'],
    ['设备抵押', 'equipment'],
    ['其他', undefined],
  ])('%s means %s', (words, collateral) => {
    expect(resolveCollateral(words)).toBe(collateral);
  });
});
