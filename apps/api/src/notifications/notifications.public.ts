export { newsSince, Notices, type Happening } from './notices.js';
export { NotificationsModule } from './notifications.module.js';
export { PurgeNoticesChore } from './purge-notices.chore.js';
