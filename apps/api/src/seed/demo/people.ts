import type { Actor, Side } from '@yinqi/domain/lifecycle';
import { stableId } from '../stable-id.js';
import { accountIdOf } from '../accounts.seed.js';
import { BANKS, type BankSeed } from './banks.data.js';
import type { DemoEnterprise } from './enterprises.seed.js';

/** Whoever makes a move, as the domain's tables and the history name them. */
export type Person = { readonly as: Actor; readonly accountId: string | null; readonly name: string };

export const SYSTEM: Person = { as: 'system', accountId: null, name: '平台' };
export const BUREAU: Person = {
  as: 'bureau',
  accountId: accountIdOf('bureau.jiangsu'),
  name: '外资处 周宁',
};

/** The bank and the accounts a visitor signs in with. */
export const DEMO_BANK_KEY = 'hanning';
export const DEMO_USERNAMES = {
  bank: 'bank.hanning',
  reviewer: 'bank.hanning.review',
  enterprise: 'enterprise.demo',
  /** A local bank that lends to small firms: relending is for such banks, not for the one above. */
  localBank: 'bank.wuze',
} as const;

const personId = (key: string): string => stableId(`person:${key}`);
const isDemoBank = ({ key }: BankSeed): boolean => key === DEMO_BANK_KEY;

const DEMO_ACCOUNTS: Readonly<Partial<Record<Actor, string>>> = {
  officer: DEMO_USERNAMES.bank,
  reviewer: DEMO_USERNAMES.reviewer,
};

export function bankPerson(bank: BankSeed, as: 'officer' | 'reviewer' | 'approver'): Person {
  const [officer, reviewer, approver] = bank.people;
  const name = { officer, reviewer, approver }[as];
  const username = isDemoBank(bank) ? DEMO_ACCOUNTS[as] : undefined;
  return {
    as,
    name,
    accountId: username === undefined ? personId(`${bank.key}:${as}`) : accountIdOf(username),
  };
}

export function bankSeed(key: string): BankSeed {
  const bank = BANKS.find((one) => one.key === key);
  if (!bank) throw new Error(`${key} is not among the banks`);
  return bank;
}

export const demoBank = (): BankSeed => bankSeed(DEMO_BANK_KEY);

/** The authorised signatory of an enterprise; one of them has an account. */
export const signatoryOf = (of: DemoEnterprise, isDemo: boolean): Person => ({
  as: 'signatory',
  accountId: isDemo ? accountIdOf(DEMO_USERNAMES.enterprise) : personId(of.id),
  name: of.contact.name,
});

const SIDES: Readonly<Record<Actor, Side>> = {
  enterprise: 'enterprise',
  signatory: 'enterprise',
  officer: 'bank',
  reviewer: 'bank',
  approver: 'bank',
  bureau: 'bureau',
  mediator: 'bureau',
  system: 'system',
};
export const sideOf = ({ as }: Person): Side => SIDES[as];
