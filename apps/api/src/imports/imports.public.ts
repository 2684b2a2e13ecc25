export { writeFaultyRows } from './faulty-workbook.js';
export { ImportsModule } from './imports.module.js';
export { ImportUploadedConsumer } from './import-uploaded.consumer.js';
export { importQueue } from './imports.queues.js';
export { readInThread } from './reading-thread.js';
