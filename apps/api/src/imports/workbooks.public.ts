/** Reading of files alone: what a thread loads must not bring the application with it. */
export { refuseUnreadable, stageList, type ListEvent } from './list-staging.js';
export { tellFromThread } from './tell-from-thread.js';
export { readWorkbook } from './workbook.js';
