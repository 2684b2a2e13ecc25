import { useState } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LanguageProvider } from '../lib/i18n/language-provider.js';
import type { Language } from '../lib/i18n/language.js';
import { uiMessages } from './messages.js';
import { MoneyField } from './money-field.js';

function Amount({ isInListUnit = false }: { readonly isInListUnit?: boolean }) {
  const [fen, setFen] = useState<bigint>();
  return (
    <>
      <MoneyField label="融资金额" value={fen} onChange={setFen} isInListUnit={isInListUnit} />
      <output>{fen === undefined ? '无' : String(fen)}</output>
      <button onClick={() => setFen(120_000_000n)}>上次的金额</button>
    </>
  );
}

async function show(language: Language = 'zh', isInListUnit = false) {
  await uiMessages.load(language);
  render(
    <LanguageProvider initial={language}>
      <Amount isInListUnit={isInListUnit} />
    </LanguageProvider>,
  );
  return {
    user: userEvent.setup(),
    field: screen.getByLabelText('融资金额'),
    fen: screen.getByRole('status'),
  };
}

describe('MoneyField', () => {
  it.each([
    // 3,200 万元 = 32,000,000 yuan = 3,200,000,000 fen
    ['3200', '3200000000'],
    ['3200万', '3200000000'],
    ['0.32亿', '3200000000'],
    ['32,000,000元', '3200000000'],
    ['３２００万元', '3200000000'],
  ])('reads %s as 3,200 万元', async (typed, expected) => {
    const { user, field, fen } = await show();
    await user.type(field, typed);
    expect(fen).toHaveTextContent(expected);
    expect(screen.getByText(/^即 3,200万元$/)).toBeInTheDocument();
  });

  it('takes a bare number as yuan in English', async () => {
    const { user, field, fen } = await show('en');
    await user.type(field, '32,000,000');
    expect(fen).toHaveTextContent('3200000000');
    expect(screen.getByText('Reads as CNY 32 m')).toBeInTheDocument();
  });

  it('takes a bare number as millions in English where lists stand beside it', async () => {
    const { user, field, fen } = await show('en', true);
    await user.type(field, '32');
    // 32 m yuan = 3,200,000,000 fen
    expect(fen).toHaveTextContent('3200000000');
    expect(screen.getByText('CNY m')).toBeInTheDocument();
  });

  it('gives no amount for what cannot be read, and says how to write it', async () => {
    const { user, field, fen } = await show();
    await user.type(field, '三千多');
    expect(fen).toHaveTextContent('无');
    expect(field).toHaveAccessibleDescription(/请写成 3200万/);
    expect(field).toBeInvalid();
  });

  it('refuses a negative amount', async () => {
    const { user, field, fen } = await show();
    await user.type(field, '-5');
    expect(fen).toHaveTextContent('无');
    expect(field).toBeInvalid();
  });

  it('keeps what is being typed, and shows an amount set from outside', async () => {
    const { user, field } = await show();
    await user.type(field, '3.20');
    expect(field).toHaveValue('3.20');
    await user.click(screen.getByText('上次的金额'));
    // 120,000,000 fen = 1,200,000 yuan = 120 万元
    expect(field).toHaveValue('120');
  });
});
