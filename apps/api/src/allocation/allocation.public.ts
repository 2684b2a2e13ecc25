export { AllocationConsumer } from './allocation.consumer.js';
export { AllocationModule } from './allocation.module.js';
export { allocationQueue } from './allocation.queues.js';
