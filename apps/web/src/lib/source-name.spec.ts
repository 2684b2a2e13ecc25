import { sourceName } from './source-name.js';

describe('sourceName', () => {
  it.each([
    ['融资需求申报', 'financing request'],
    ['海关备案信息', 'customs record'],
    ['2026年融资需求摸底表 第87行', '2026 financing survey, row 87'],
    ['融资需求摸底表 第5行', 'financing survey, row 5'],
    // A sheet somebody else named keeps its name.
    ['外资名单 第9行', '外资名单, row 9'],
    // A ratio rests on two facts.
    ['税务部门公布信息; 企业申报', 'tax authority; declared by the enterprise'],
    ['江苏省商务厅', '江苏省商务厅'],
  ])('names %s in English', (source, expected) => {
    expect(sourceName(source, 'en')).toBe(expected);
  });

  it('leaves the Chinese as it stands', () => {
    expect(sourceName('融资需求摸底表 第5行', 'zh')).toBe('融资需求摸底表 第5行');
  });
});
