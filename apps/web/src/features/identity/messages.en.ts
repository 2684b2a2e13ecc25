import type { Translation } from '../../lib/i18n/messages.js';
import type { messages as source } from './messages.zh.js';

export const messages = {
  'signIn.title': 'Sign in',
  'signIn.username': 'User name',
  'signIn.usernameMissing': 'Enter your user name',
  'signIn.password': 'Password',
  'signIn.passwordMissing': 'Enter your password',
  'signIn.passwordShow': 'Show password',
  'signIn.submit': 'Sign in',
  'signIn.pending': 'Signing in…',
  'signIn.forgot': 'Forgotten your password? Your administrator can reset it.',
  'signIn.about': 'Where commerce departments bring foreign-invested enterprises and banks together',
  'signIn.enterprise': 'Enterprises',
  'signIn.enterpriseText':
    'File a need once, see which conditions of each product you meet and which you miss, and decide who sees what, until when.',
  'signIn.bank': 'Banks',
  'signIn.bankText':
    'Work by time left. Lending remains your own decision, and you see only what the enterprise has consented to.',
  'signIn.bureau': 'Commerce departments',
  'signIn.bureauText': 'From survey sheet to disbursement: every figure opens the enterprises it counts.',
} as const satisfies Translation<typeof source>;
