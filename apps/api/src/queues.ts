import type { Type } from '@nestjs/common';
import type { Consumer, QueueSpec } from './platform/queue/queue.js';

/** Every queue and what consumes it; the worker refuses to run unless they pair up one to one. */
export const QUEUES: readonly QueueSpec[] = [];
export const CONSUMERS: readonly Type<Consumer>[] = [];
