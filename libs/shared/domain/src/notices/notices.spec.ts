import { ENGAGEMENT_ACTIONS, ENGAGEMENT_MILESTONES, REQUEST_ACTIONS } from '../lifecycle/index.js';
import { NOTICE_RECEIVERS, type NoticeActor, type NoticeCode } from './notice.js';
import { isNoticeCode, noticeAct, NOTICE_CODES, noticeSentence, noticesOf } from './notices.js';

const names = { bank: '示例银行', enterprise: '示例精密（苏州）有限公司' };
const told = (code: NoticeCode, actor: NoticeActor, knowing = [...NOTICE_RECEIVERS]): string[] =>
  noticesOf(code, actor, knowing).map(({ receiver }) => receiver);

describe('whom an event tells', () => {
  it('knows every act of both lifecycles', () => {
    const acts = [
      ...ENGAGEMENT_ACTIONS.map((action) => `engagement.${action}`),
      ...ENGAGEMENT_MILESTONES.map(({ milestone }) => `engagement.${milestone}`),
      ...REQUEST_ACTIONS.map((action) => `request.${action}`),
    ];
    expect(acts.filter((code) => !isNoticeCode(code))).toEqual([]);
  });

  it('tells the bureau of a submission, and the enterprise when the bureau submitted for it', () => {
    expect(told('request.submit', 'enterprise')).toEqual(['bureau']);
    expect(told('request.submit', 'bureau')).toEqual(['enterprise']);
  });

  it('tells a decline to the enterprise and its bureau, and not to the bank that declined', () => {
    expect(told('engagement.decline', 'bank')).toEqual(['enterprise', 'bureau']);
  });

  it('tells colleagues where the next move is theirs', () => {
    expect(told('engagement.submit_to_review', 'bank')).toEqual(['enterprise', 'bank']);
    expect(told('engagement.accept', 'bank')).toEqual(['enterprise']);
  });

  it('tells nobody what followed from what the enterprise itself did', () => {
    // The request was withdrawn: the platform withdraws the case, and only the bank has not heard of it.
    expect(told('engagement.withdraw', 'system')).toEqual(['bank']);
    expect(told('engagement.withdraw', 'enterprise')).toEqual(['bank']);
    expect(told('engagement.withdraw', 'bureau')).toEqual(['enterprise', 'bank']);
  });

  it('tells nobody of a record he does not know: a bank before it is reached, a bureau of a draft', () => {
    expect(told('engagement.withdraw', 'enterprise', ['enterprise', 'bureau'])).toEqual([]);
    expect(told('request.withdraw', 'enterprise', ['enterprise'])).toEqual([]);
    expect(told('request.withdraw', 'enterprise', ['enterprise', 'bureau'])).toEqual(['bureau']);
  });

  it('tells each rung of the ladder to the people it names, and lets nobody switch that off', () => {
    const rungs = NOTICE_CODES.filter((code) => code.startsWith('supervision.'));
    expect(rungs.map((code) => noticesOf(code, 'system', NOTICE_RECEIVERS))).toEqual(
      ['officer', 'officer', 'lead', 'lead', 'head_office', 'head_office'].map((people) => [
        { receiver: 'bank', kind: 'to_do', to: [people] },
      ]),
    );
  });

  it('tells of a letter who has not written it: a draft by hand nobody, a signature the bank, a reply its signer', () => {
    expect([told('letter.draft', 'system'), told('letter.draft', 'bureau')]).toEqual([['bureau'], []]);
    expect([told('letter.discard', 'system'), told('letter.discard', 'bureau')]).toEqual([['bureau'], []]);
    expect(told('letter.sign', 'bureau')).toEqual(['bank']);
    expect(noticesOf('letter.reply', 'bank', NOTICE_RECEIVERS)).toEqual([
      { receiver: 'bureau', kind: 'to_do', to: ['signer'] },
    ]);
    // What came before the signature is the bureau's own.
    expect(told('letter.edit', 'bureau')).toEqual([]);
  });

  it('tells a side of its own act only where colleagues are meant', () => {
    const own = NOTICE_CODES.flatMap((code) =>
      NOTICE_RECEIVERS.filter((receiver) => told(code, receiver).includes(receiver)).map(
        (receiver) => `${receiver} ${code}`,
      ),
    );
    expect(own).toEqual([
      'bank engagement.submit_to_review',
      'bank engagement.approve',
      'bank engagement.overturn',
      'holder quota.allotment_waits',
      'holder quota.allotment_approved',
      'holder quota.allotment_refused',
      'holder quota.terms_wait',
      'holder quota.terms_agreed',
      'holder quota.terms_refused',
      'holder quota.pool_frozen',
      'holder quota.pool_closed',
    ]);
  });
});

describe('what it says', () => {
  it('is one sentence in each language, without a full stop and with nothing left to fill in', () => {
    for (const code of NOTICE_CODES) {
      for (const receiver of NOTICE_RECEIVERS) {
        const zh = noticeSentence(code, receiver, names, 'zh');
        const en = noticeSentence(code, receiver, names, 'en');
        if (zh === null || en === null) {
          expect([zh, en]).toEqual([null, null]);
          continue;
        }
        expect(zh).toMatch(/[\u4e00-\u9fff]/);
        expect(en.replace(names.bank, '').replace(names.enterprise, '')).not.toMatch(/[\u4e00-\u9fff]/);
        for (const text of [zh, en]) expect(text).not.toMatch(/[{}。.]$|[{}]/);
      }
    }
  });

  it('names no bank and no enterprise to a bank', () => {
    for (const code of NOTICE_CODES) {
      const text = noticeSentence(code, 'bank', names, 'zh') ?? '';
      expect(text).not.toContain(names.bank);
      expect(text).not.toContain(names.enterprise);
    }
  });

  it('never says what is left of a quota, nor any amount', () => {
    for (const code of NOTICE_CODES.filter((one) => one.startsWith('quota.'))) {
      for (const receiver of NOTICE_RECEIVERS) {
        expect(noticeSentence(code, receiver, names, 'zh') ?? '').not.toMatch(/余|剩|元|\d/);
        expect(noticeSentence(code, receiver, names, 'en') ?? '').not.toMatch(/left|remain|\d/);
      }
    }
  });

  it('names who it is about, and says "the bank" where the name is not known', () => {
    expect(noticeSentence('engagement.decline', 'bureau', names, 'zh')).toBe(
      '示例银行婉拒了示例精密（苏州）有限公司',
    );
    expect(noticeSentence('engagement.accept', 'enterprise', { bank: null, enterprise: null }, 'en')).toBe(
      'The bank has taken it up for review, which is not an approval',
    );
  });

  it('takes a name as it is', () => {
    const odd = { bank: '$& {enterprise}', enterprise: '甲' };
    expect(noticeSentence('engagement.withdraw_offer', 'enterprise', odd, 'zh')).toBe(
      '$& {enterprise}撤回了报价',
    );
  });

  it('has one button, named after what is done there', () => {
    expect(noticeAct('request.submit', 'bureau')).toBe('verify');
    expect(noticeAct('engagement.ask_supplement', 'enterprise')).toBe('supply');
    expect(noticeAct('engagement.claim', 'bank')).toBe('open');
  });
});
