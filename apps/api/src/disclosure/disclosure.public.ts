export { Consents, type ConsentTerms, type Opening } from './consents.js';
export { DisclosureModule } from './disclosure.module.js';
export { dossierFor, type BankDossier, type ConsentRow, type DossierContent } from './dossier.js';
