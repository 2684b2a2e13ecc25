/** Share of the province's foreign-invested enterprises per city, and the districts they sit in. */
// prettier-ignore
export const CITY_SHARES: readonly (readonly [city: string, weight: number])[] = [
  ['320500', 31], ['320200', 15], ['320100', 13], ['320400', 9], ['320600', 9], ['321100', 4], ['321000', 4],
  ['321200', 4], ['320900', 3], ['320300', 3], ['320700', 2], ['320800', 2], ['321300', 1],
];

export type Trade = {
  readonly industry: string;
  /** As the firm calls its business. */
  readonly word: string;
  readonly weight: number;
  /** Revenue per head in 万元, and the share of it exported. */
  readonly perHeadWan: readonly [number, number];
  readonly exportBp: readonly [number, number];
};

/** Sectors of the implementing circular's key list (domain §1), by class of GB/T 4754-2017. */
// prettier-ignore
export const TRADES: readonly Trade[] = [
  { industry: 'C3484', word: '精密机械', weight: 8, perHeadWan: [70, 130], exportBp: [2000, 6500] },
  { industry: 'C3489', word: '通用部件', weight: 6, perHeadWan: [60, 120], exportBp: [2000, 6000] },
  { industry: 'C3453', word: '传动设备', weight: 5, perHeadWan: [70, 140], exportBp: [2500, 6000] },
  { industry: 'C3421', word: '数控机床', weight: 4, perHeadWan: [80, 160], exportBp: [1500, 5000] },
  { industry: 'C3491', word: '工业机器人', weight: 4, perHeadWan: [90, 180], exportBp: [1500, 4500] },
  { industry: 'C3563', word: '电子装备', weight: 5, perHeadWan: [90, 170], exportBp: [2000, 6000] },
  { industry: 'C3912', word: '计算机部件', weight: 5, perHeadWan: [90, 200], exportBp: [4000, 9000] },
  { industry: 'C3973', word: '半导体', weight: 6, perHeadWan: [110, 240], exportBp: [3000, 8000] },
  { industry: 'C3976', word: '光电科技', weight: 5, perHeadWan: [80, 170], exportBp: [3500, 8000] },
  { industry: 'C3982', word: '电子电路', weight: 5, perHeadWan: [70, 140], exportBp: [4000, 8500] },
  { industry: 'C3985', word: '电子材料', weight: 4, perHeadWan: [90, 190], exportBp: [3000, 7000] },
  { industry: 'C3581', word: '医疗设备', weight: 5, perHeadWan: [80, 180], exportBp: [2500, 7000] },
  { industry: 'C3584', word: '医疗器械', weight: 4, perHeadWan: [60, 130], exportBp: [3000, 7500] },
  { industry: 'C2614', word: '化学原料', weight: 4, perHeadWan: [140, 320], exportBp: [1500, 5000] },
  { industry: 'C2651', word: '高分子材料', weight: 4, perHeadWan: [130, 300], exportBp: [1500, 5500] },
  { industry: 'C2669', word: '精细化工', weight: 3, perHeadWan: [110, 240], exportBp: [2000, 5500] },
  { industry: 'C3670', word: '汽车零部件', weight: 10, perHeadWan: [80, 170], exportBp: [1000, 5000] },
  { industry: 'C3612', word: '新能源车辆', weight: 2, perHeadWan: [140, 320], exportBp: [1000, 4000] },
  { industry: 'C3841', word: '动力电池', weight: 3, perHeadWan: [130, 280], exportBp: [2000, 6000] },
  { industry: 'C3825', word: '光伏科技', weight: 3, perHeadWan: [130, 300], exportBp: [3000, 8000] },
  { industry: 'C2720', word: '制药', weight: 4, perHeadWan: [100, 220], exportBp: [1000, 4000] },
  { industry: 'C2761', word: '生物制药', weight: 4, perHeadWan: [90, 220], exportBp: [1000, 4500] },
  { industry: 'C1751', word: '化纤纺织', weight: 4, perHeadWan: [50, 100], exportBp: [3500, 8500] },
  { industry: 'C1781', word: '无纺材料', weight: 3, perHeadWan: [50, 110], exportBp: [3500, 8500] },
  { industry: 'C4014', word: '分析仪器', weight: 3, perHeadWan: [70, 150], exportBp: [2500, 6000] },
  { industry: 'C1491', word: '营养食品', weight: 2, perHeadWan: [70, 150], exportBp: [500, 3000] },
  { industry: 'F5179', word: '机电贸易', weight: 4, perHeadWan: [300, 700], exportBp: [2000, 6500] },
  { industry: 'F5131', word: '纺织品贸易', weight: 2, perHeadWan: [260, 600], exportBp: [4000, 9000] },
  { industry: 'L7224', word: '供应链管理', weight: 3, perHeadWan: [150, 380], exportBp: [500, 3500] },
  { industry: 'I6513', word: '软件技术', weight: 5, perHeadWan: [40, 90], exportBp: [1000, 6000] },
  { industry: 'G5990', word: '仓储物流', weight: 2, perHeadWan: [60, 130], exportBp: [0, 500] },
  { industry: 'H6110', word: '酒店管理', weight: 2, perHeadWan: [20, 45], exportBp: [0, 0] },
  { industry: 'H6210', word: '餐饮管理', weight: 1, perHeadWan: [18, 40], exportBp: [0, 0] },
  { industry: 'Q8514', word: '养老服务', weight: 1, perHeadWan: [15, 35], exportBp: [0, 0] },
  { industry: 'M7340', word: '医药研发', weight: 2, perHeadWan: [50, 120], exportBp: [1500, 6000] },
];

/** Syllables of invented trade names; a spec keeps the whole list free of repetition. */
// prettier-ignore
export const NAME_SYLLABLES = {
  first: ['艾', '贝', '柯', '德', '恩', '菲', '戈', '赫', '伊', '珈', '凯', '莱', '麦', '诺', '欧', '珀', '奇', '芮', '赛', '缇', '维', '温', '希', '雅', '泽'],
  second: ['洛', '薇', '森', '勒', '芙', '岚', '弥', '珞', '忒', '蒲', '奥', '槿'],
  third: ['恩', '克', '纳', '姆', '达', '拉', '普', '思'],
} as const;

/** Countries and regions investors come from, with their weight and kind. */
// prettier-ignore
export const ORIGINS = [
  ['日本', 'foreign', 18], ['韩国', 'foreign', 12], ['德国', 'foreign', 16], ['美国', 'foreign', 13],
  ['新加坡', 'foreign', 10], ['荷兰', 'foreign', 5], ['法国', 'foreign', 5], ['瑞士', 'foreign', 4],
  ['瑞典', 'foreign', 3], ['香港', 'hmt', 18], ['台湾', 'hmt', 14],
] as const;

// prettier-ignore
export const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '马', '朱', '胡', '林', '郭', '何', '高', '罗', '郑', '梁', '谢', '宋', '唐', '许', '韩', '冯', '邓', '曹'] as const;
// prettier-ignore
export const GIVEN_NAMES = ['晓燕', '志远', '雅婷', '建军', '思敏', '文斌', '丽华', '俊杰', '静', '海涛', '欣怡', '国强', '婉清', '明辉', '雪梅', '浩然', '佳慧', '立新', '梦洁', '伟'] as const;
