export { hashPassword } from './identity.service.js';
export { OrganisationsStore, type OrganisationRow } from './organisations.store.js';
export { IdentityModule } from './identity.module.js';
export { PurgeSessionsChore } from './purge-sessions.chore.js';
export { standInFor, type StandIn } from './stand-ins.js';
export { StaffedOffices, type Person } from './staffed-offices.store.js';
export { StaffStore, type StaffRow } from './staff.store.js';
