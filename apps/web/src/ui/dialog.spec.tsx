import { useState } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LanguageProvider } from '../lib/i18n/language-provider.js';
import { RadioGroup } from './choice-groups.js';
import { Dialog } from './dialog.js';
import { uiMessages } from './messages.js';
import { TextField } from './text-field.js';

type Asked = 'text' | 'choice' | 'nothing';

function Opener({ asks }: { readonly asks: Asked }) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  return (
    <LanguageProvider initial="zh">
      <button type="button" onClick={() => setOpen(true)}>
        撤销
      </button>
      <Dialog title="撤销授信" isOpen={isOpen} onClose={() => setOpen(false)}>
        <p>撤销后企业会收到通知。</p>
        {asks === 'choice' && (
          <RadioGroup
            label="原因"
            options={[
              { value: 'one', label: '其一' },
              { value: 'two', label: '其二' },
            ]}
            value="two"
            onChange={() => undefined}
          />
        )}
        {asks === 'text' && <TextField label="说明" value={text} onChange={setText} />}
      </Dialog>
    </LanguageProvider>
  );
}

async function open(asks: Asked): Promise<void> {
  localStorage.setItem('language', 'zh');
  await uiMessages.load('zh');
  render(<Opener asks={asks} />);
  await userEvent.click(screen.getByRole('button', { name: '撤销' }));
  await screen.findByRole('dialog');
}

describe('a dialog', () => {
  beforeAll(() => import('./dialog-frame.js'));
  afterEach(() => localStorage.clear());

  it('begins at its first question', async () => {
    await open('text');
    expect(screen.getByLabelText('说明')).toHaveFocus();
    await userEvent.keyboard('抵押未办妥');
    expect(screen.getByLabelText('说明')).toHaveValue('抵押未办妥');
  });

  it('begins at the choice that was made', async () => {
    await open('choice');
    expect(screen.getByLabelText('其二')).toHaveFocus();
  });

  it('that asks nothing is read from its title', async () => {
    await open('nothing');
    expect(screen.getByRole('dialog')).toHaveFocus();
  });
});
