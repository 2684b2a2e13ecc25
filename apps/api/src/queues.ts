import type { Type } from '@nestjs/common';
import { MATCHING_CONSUMERS, MATCHING_QUEUES } from './matching/matching.public.js';
import type { Consumer, QueueSpec } from './platform/queue/queue.js';

/** Every queue and what consumes it; the worker refuses to run unless they pair up one to one. */
export const QUEUES: readonly QueueSpec[] = [...MATCHING_QUEUES];
export const CONSUMERS: readonly Type<Consumer>[] = [...MATCHING_CONSUMERS];
