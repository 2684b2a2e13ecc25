import type { Translation } from '../../lib/i18n/messages.js';
import type { messages as source } from './messages.zh.js';

export const messages = {
  'page.title': 'Messages',
  'page.unread': '{count} unread',
  'page.allRead': 'Nothing unread',
  'page.settings': 'Message settings',
  'page.readAll': 'Mark all as read',
  'page.failed': 'The messages could not be loaded',
  'page.kinds': 'By kind',
  'page.all': 'All',
  'page.unreadOnly': 'Unread only',
  'page.list': 'Messages by record, unread first',
  'page.more': 'Earlier records',
  'page.keys.move': 'previous, next',
  'page.keys.open': 'open',
  'page.keys.read': 'mark as read',
  'empty.title': 'No messages yet',
  'empty.text.enterprise':
    'When a request is verified, a bank answers, makes an offer or pays out, you are told here. Never of what you did yourself.',
  'empty.text.bank':
    'When a request is sent to you, documents arrive or your offer is chosen, you are told here. Never of what you did yourself.',
  'empty.text.bureau':
    'When an enterprise submits a request, or a bank answers or pays out, you are told here. Never of what you did yourself.',
  'empty.filtered': 'No messages here',
  'empty.showAll': 'Show all messages',
  'group.unread': '{count} unread',
  'group.read': 'Mark as read',
  'group.readOf': 'Mark messages of {number} as read',
  'group.openOf': '{act}: {number}',
  'group.earlier': '{count} earlier {count:message|messages}; see the history of the case',
  'read.failed': 'Not marked: {why}',
  'settings.title': 'Message settings',
  'settings.back': 'Back to messages',
  'settings.intro': 'For your own account only; colleagues keep theirs.',
  'settings.failed': 'The settings could not be loaded',
  'settings.kinds': 'What to be told of',
  'settings.kinds.hint':
    'Kinds that are off are neither counted nor listed; what happened stays in the history of the case.',
  'settings.to_do': 'To do: what waits for your side, always told',
  'settings.outcome': 'Outcomes: declined, approved, paid out, closed',
  'settings.progress': 'Progress: taken up, contact, due diligence, review',
  'settings.deadline': 'Deadlines: no answer in time, offers or approvals that lapse',
  'settings.consent': 'Consents: recorded, withdrawn, ended',
  'settings.save': 'Save settings',
  'settings.saved': 'The message settings are saved',
} as const satisfies Translation<typeof source>;
