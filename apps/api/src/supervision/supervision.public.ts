import { tellLetters } from './supervision.queues.js';
import { TellLettersConsumer } from './tell-letters.consumer.js';

export const SUPERVISION_QUEUES = [tellLetters] as const;
export const SUPERVISION_CONSUMERS = [TellLettersConsumer] as const;
export { ClimbLaddersChore } from './climb-ladders.chore.js';
export { SupervisionModule } from './supervision.module.js';
