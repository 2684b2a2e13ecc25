export { ImportsModule } from './imports.module.js';
export { ImportUploadedConsumer } from './import-uploaded.consumer.js';
export { importQueue } from './imports.queues.js';
