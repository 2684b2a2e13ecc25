export { Reconciliation } from './reconciliation.js';
export { ReconciliationStore, type MovementRow } from './reconciliation.store.js';
export { linesOf, stageStatement } from './statement-staging.js';
export { StatementsModule } from './statements.module.js';
export { StatementUploadedConsumer } from './statement-uploaded.consumer.js';
export { statementQueue } from './statements.queues.js';
