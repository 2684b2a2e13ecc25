export { ClimbLaddersChore } from './climb-ladders.chore.js';
export { SupervisionModule } from './supervision.module.js';
