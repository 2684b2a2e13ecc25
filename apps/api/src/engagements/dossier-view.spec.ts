import { dossierView } from './dossier-view.js';

const shown = (content: Record<string, unknown>) =>
  dossierView({ fieldGroups: ['identity'], validUntil: '2027-05-01', content });

describe('dossierView', () => {
  it('says in both languages what the register says in Chinese', () => {
    const { facts, words } = shown({
      registrationType: '有限责任公司（外国法人独资）',
      foreignOrigin: '德国',
    });
    expect(facts).toEqual({ registrationType: '有限责任公司（外国法人独资）', foreignOrigin: '德国' });
    expect(words).toEqual({
      registrationType: {
        zh: '有限责任公司（外国法人独资）',
        en: 'Limited company (wholly owned by a foreign legal person)',
      },
      foreignOrigin: { zh: '德国', en: 'Germany' },
    });
  });

  it('leaves words as they are where the type or the country is not known for certain', () => {
    expect(shown({ registrationType: '外商独资', foreignOrigin: '多国' }).words).toEqual({});
    expect(shown({}).words).toEqual({});
  });
});
