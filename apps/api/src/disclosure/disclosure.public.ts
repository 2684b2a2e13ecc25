import { endConsents } from './disclosure.queues.js';
import { EndConsentsConsumer } from './end-consents.consumer.js';

export const DISCLOSURE_QUEUES = [endConsents] as const;
export const DISCLOSURE_CONSUMERS = [EndConsentsConsumer] as const;
export { ExpireConsentsChore } from './expire-consents.chore.js';
export { Consents } from './consents.js';
export { DisclosureModule } from './disclosure.module.js';
export { coversAssessment, dossierFor, lacksLeastGroups, type BankDossier } from './dossier.js';
