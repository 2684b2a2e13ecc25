import type { Translation } from '../lib/i18n/messages.js';
import type { messages as source } from './messages.zh.js';

export const messages = {
  'app.name': 'Yinqi Bridge',
  'app.skip': 'Skip to content',
  'app.menu': 'Menu',
  'app.nav': 'Main navigation',
  'app.signOut': 'Sign out',
  'app.demo': 'Sample data',
  'app.help': 'Need help? Commerce service line',
  'app.offline': 'The network is down. What you typed stays on this page until it is back.',
  'session.ending':
    'Your session ends in {minutes} {minutes:minute|minutes}. Drafts are kept; sign in again to go on.',
  'page.forbidden.title': 'This page is not for your role',
  'page.forbidden.text':
    'Accounts of {organisation} cannot open this page. If you need it, ask your administrator to change your role.',
  'page.notFound.title': 'There is no such page',
  'page.notFound.text': 'The address may be mistyped, or the record has been withdrawn.',
  'page.failure.title': 'This page could not be shown',
  'page.backHome': 'Back to the start page',
  'page.noWorkspace.title': 'Nothing waits for you at present',
  'page.noWorkspace.text':
    'You are signed in, but your role has no work pages yet. The service line at the bottom right can help.',
  'nav.work': 'Work',
  'nav.records': 'Records',
  'nav.monitor': 'Monitoring',
  'nav.enterprises.group': 'Enterprises',
  'nav.home': 'Home',
  'nav.requests': 'Financing requests',
  'nav.newRequest': 'New request',
  'nav.consents': 'Consents',
  'nav.profile': 'Company profile',
  'nav.queue': 'To take up',
  'nav.products': 'Products',
  'nav.overview': 'Overview',
  'nav.pipeline': 'Pipeline',
  'nav.imports': 'Survey import',
  'nav.enterprises': 'Enterprises',
  'nav.facilities': 'Facilities',
} as const satisfies Translation<typeof source>;
