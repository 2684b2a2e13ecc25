import { CALLER_ROLE, type CallerRole, type ServiceRole } from './caller.js';

/** The columns by which rows are somebody's. A side that is not named has nothing to read there. */
export type Ownership = {
  /** The enterprise's id. */
  readonly enterprise?: string;
  /** The position of the unit the enterprise reports to. */
  readonly bureau?: string;
  /** The organisation itself, whatever its side. */
  readonly organisation?: string;
  /** The id of the bank as legal person. */
  readonly bank?: string;
  /** The id of the administrator whose policy tool it is. */
  readonly holder?: string;
  /** What else must hold before that side is shown a row of its own. */
  readonly shown?: { readonly bureau?: string; readonly bank?: string; readonly holder?: string };
};

const SERVICES = [
  'app_worker',
  'app_relay',
  'app_poster',
  'app_counter',
  'app_seed',
] as const satisfies readonly ServiceRole[];
const also = (condition: string | undefined): string => (condition === undefined ? '' : ` and ${condition}`);

/**
 * The caller's own rows, as a condition of the query itself: the same line a policy draws, drawn a second time, so that
 * a policy that is missing or switched off shows nobody anything. Work that no caller asked for sees all.
 */
export function ownRows(role: CallerRole | ServiceRole, ownership: Ownership): string {
  if (SERVICES.some((service) => service === role)) return 'true';
  const { enterprise, bureau, bank, holder, organisation, shown } = ownership;
  if (organisation !== undefined) return `(${organisation} = (select current_organisation()))`;
  if (role === CALLER_ROLE.enterprise && enterprise !== undefined) {
    return `(${enterprise} = (select current_organisation()))`;
  }
  if (role === CALLER_ROLE.bureau && bureau !== undefined) {
    return `(${bureau} between (select current_unit_lo()) and (select current_unit_hi())${also(shown?.bureau)})`;
  }
  if (role === CALLER_ROLE.bank && bank !== undefined) {
    return `(${bank} = (select current_bank())${also(shown?.bank)})`;
  }
  if (role === CALLER_ROLE.facility_administrator && holder !== undefined) {
    return `(${holder} = (select current_organisation())${also(shown?.holder)})`;
  }
  return 'false';
}
