import { Suspense } from 'react';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LanguageProvider } from './language-provider.js';
import { useLanguage } from './language.js';
import { defineMessages, formatMessage } from './messages.js';
import { useMessages } from './use-messages.js';

describe('formatMessage', () => {
  it('puts parameters in their places', () => {
    expect(formatMessage('剩 {hours} 时 {minutes} 分', { hours: 3, minutes: 20 }, 'zh')).toBe(
      '剩 3 时 20 分',
    );
  });

  it.each([
    [1, '1 request'],
    [0, '0 requests'],
    [2, '2 requests'],
    ['1,286', '1,286 requests'],
  ])('chooses the English plural for %s', (count, expected) => {
    expect(formatMessage('{count} {count:request|requests}', { count }, 'en')).toBe(expected);
  });

  it('never takes a value for a pattern', () => {
    expect(formatMessage('{name}', { name: '{other} $& $1' }, 'zh')).toBe('{other} $& $1');
  });
});

const loads = { zh: 0, en: 0 };
const catalogue = defineMessages({
  zh: () => {
    loads.zh += 1;
    return Promise.resolve({ messages: { hello: '您好，{name}', count: '{n} 笔' } as const });
  },
  en: () => {
    loads.en += 1;
    return Promise.resolve({ messages: { hello: 'Hello {name}', count: '{n} {n:case|cases}' } });
  },
});

function Greeting() {
  const t = useMessages(catalogue);
  const { setLanguage } = useLanguage();
  return (
    <>
      <p>{t('hello', { name: '李敏' })}</p>
      <p>{t('count', { n: 1 })}</p>
      <button onClick={() => setLanguage('en')}>English</button>
    </>
  );
}

describe('two catalogues of one component', () => {
  it('are told apart when they arrive one after the other', async () => {
    const first = defineMessages({
      zh: () => Promise.resolve({ messages: { one: '甲' } as const }),
      en: () => Promise.resolve({ messages: { one: 'first' } }),
    });
    const second = defineMessages({
      zh: () => Promise.resolve({ messages: { two: '乙' } as const }),
      en: () => Promise.resolve({ messages: { two: 'second' } }),
    });
    function Both() {
      const one = useMessages(first)('one');
      const two = useMessages(second)('two');
      return <p>{`${one} ${two}`}</p>;
    }
    await act(async () => {
      render(
        <Suspense>
          <Both />
        </Suspense>,
      );
    });
    expect(await screen.findByText('甲 乙')).toBeVisible();
  });
});

describe('useMessages', () => {
  it('switches the language in place, remembers it and fetches each catalogue once', async () => {
    await catalogue.load('zh');
    const { unmount } = render(
      <LanguageProvider initial="zh">
        <Greeting />
      </LanguageProvider>,
    );
    expect(screen.getByText('您好，李敏')).toBeInTheDocument();
    expect(document.documentElement.lang).toBe('zh-CN');
    await act(() => userEvent.click(screen.getByText('English')));
    expect(await screen.findByText('Hello 李敏')).toBeInTheDocument();
    expect(screen.getByText('1 case')).toBeInTheDocument();
    expect(document.documentElement.lang).toBe('en');
    expect(localStorage.getItem('language')).toBe('en');
    await catalogue.load('zh');
    expect(loads).toEqual({ zh: 1, en: 1 });
    unmount();
  });

  it('asks again for a file that failed to arrive', async () => {
    let attempts = 0;
    const flaky = defineMessages({
      zh: () => {
        attempts += 1;
        return attempts === 1
          ? Promise.reject(new Error('network'))
          : Promise.resolve({ messages: { a: '甲' } as const });
      },
      en: () => Promise.resolve({ messages: { a: 'A' } }),
    });
    await expect(flaky.load('zh')).rejects.toThrow('network');
    await expect(flaky.load('zh')).resolves.toEqual({ a: '甲' });
  });
});
