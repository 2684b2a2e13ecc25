import { useState } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { getSession } from '@yinqi/contracts/identity';
import { call } from '../lib/call.js';
import { useLanguage } from '../lib/i18n/language.js';
import { LanguageProvider } from '../lib/i18n/language-provider.js';
import { errorMessages } from './error-messages.js';
import { messages as errorsEn } from './error-messages.en.js';
import { messages as errorsZh } from './error-messages.zh.js';
import { uiMessages } from './messages.js';
import { messages as uiZh } from './messages.zh.js';
import { useErrorWording } from './use-error-wording.js';

/** The wording is asked for when the answer comes, by what was drawn before. */
function Page() {
  const wording = useErrorWording();
  const { setLanguage } = useLanguage();
  const [told, setTold] = useState('');
  const [error, setError] = useState<unknown>();
  const ask = () =>
    call(getSession, {}).catch((cause: unknown) => {
      setTold(wording(cause));
      setError(cause);
    });
  return (
    <>
      <button onClick={() => void ask()}>读取</button>
      <button onClick={() => setLanguage('en')}>English</button>
      <p>答复时：{told}</p>
      <p>现在：{error === undefined ? '' : wording(error)}</p>
    </>
  );
}

function answerWith(code: string): void {
  const body = JSON.stringify({ type: 'x', title: 'x', status: 409, code, correlationId: 'c' });
  globalThis.fetch = () => Promise.resolve(new Response(body, { status: 409 }));
}

async function show() {
  await Promise.all([uiMessages.load('zh'), uiMessages.load('en')]);
  render(
    <LanguageProvider initial="zh">
      <Page />
    </LanguageProvider>,
  );
  return userEvent.setup();
}

describe('the wording of a refusal', () => {
  const original = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = original;
  });

  it('of any page is there from the start; nothing more is fetched for it', async () => {
    answerWith('resource.not_found');
    const user = await show();
    await user.click(screen.getByText('读取'));
    expect(await screen.findByText(`答复时：${uiZh['resource.not_found']}`)).toBeVisible();
    expect(errorMessages.loaded('zh')).toBeUndefined();
  });

  it('of one capability arrives with the refusal, in the language the reader turns to as well', async () => {
    answerWith('enterprise.uscc_taken');
    const user = await show();
    await user.click(screen.getByText('读取'));
    expect(await screen.findByText(`答复时：${errorsZh['enterprise.uscc_taken']}`)).toBeVisible();
    await user.click(screen.getByText('English'));
    expect(await screen.findByText(`现在：${errorsEn['enterprise.uscc_taken']}`)).toBeVisible();
  });

  it('of a newer server says that it was refused and that the explanation is missing', async () => {
    answerWith('enterprise.of_next_year');
    const user = await show();
    await user.click(screen.getByText('读取'));
    expect(await screen.findByText(`答复时：${uiZh['error.unworded']}`)).toBeVisible();
  });
});
