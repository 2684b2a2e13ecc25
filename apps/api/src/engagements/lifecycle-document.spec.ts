import fs from 'node:fs';
import prettier from 'prettier';
import { permissionsOf, ROLE_NAMES, ROLES, type Role } from '@yinqi/contracts/access';
import {
  ENGAGEMENT_ACTIONS,
  ENGAGEMENT_MILESTONES,
  ENGAGEMENT_TRANSITIONS,
  REQUEST_TRANSITIONS,
  type Actor,
  type EngagementAction,
  type EngagementMilestone,
  type RequestAction,
} from '@yinqi/domain/lifecycle';
import { API_ROUTES } from '../api-routes.js';
import { lifecycleDocument } from './lifecycle-document.js';

const FILE = 'docs/lifecycle.md';

describe('the published lifecycle', () => {
  it('is the one of the tables; renew it with `npm run lifecycle`', async () => {
    const style = await prettier.resolveConfig(FILE);
    const expected = await prettier.format(lifecycleDocument(), { ...style, parser: 'markdown' });
    expect(fs.readFileSync(FILE, 'utf8')).toBe(expected);
  });

  it('draws every move of the table', () => {
    const text = lifecycleDocument();
    for (const action of ENGAGEMENT_ACTIONS) expect(text).toContain(`\`${action}\``);
  });
});

type Act = EngagementAction | EngagementMilestone;

/** The same of a request; matching, banks' work and the calendar move it without anybody's route. */
const REQUEST_ROUTES_OF: Readonly<Record<RequestAction, readonly string[]>> = {
  submit: ['submitFinancingRequest'],
  verify: ['verifyFinancingRequest'],
  return: ['returnFinancingRequest'],
  reject: ['rejectFinancingRequest'],
  mark_duplicate: ['markDuplicateRequest'],
  undo_import: ['undoImport'],
  match_found: [],
  match_empty: [],
  engage: [],
  resume_engagement: [],
  reopen: [],
  fund_part: [],
  fund_in_full: [],
  close: ['closeFinancingRequest'],
  withdraw: ['withdrawFinancingRequest'],
  expire: [],
  copy: ['startFinancingRequest'],
};

/** Routes by which people make a move; what the platform alone does has none. */
const ROUTES_OF: Readonly<Record<Act, readonly string[]>> = {
  push: ['pushRequest', 'consentToProposal', 'pushProposal'],
  express_interest: [],
  reveal: [],
  accept: ['acceptEngagement'],
  record_contact: ['stepEngagement'],
  start_due_diligence: ['stepEngagement'],
  submit_to_review: ['stepEngagement'],
  approve: ['approveCredit'],
  sign_contract: ['recordContract'],
  disburse_part: ['recordDisbursement'],
  disburse_in_full: ['recordDisbursement'],
  close: ['stepEngagement'],
  cancel_rest: ['cancelRest'],
  mark_incomplete: [],
  resume: ['stepEngagement', 'answerSupplement'],
  decline: ['declineEngagement'],
  record_silence: [],
  transfer: ['transferEngagement'],
  step_back: ['answerNeedChange'],
  begin_repair: ['beginRepair'],
  re_push: ['resendEngagement', 'concludeMediation'],
  abandon_repair: ['abandonRepair'],
  appeal: ['appealRefusal'],
  uphold: ['decideAppeal'],
  overturn: ['decideAppeal'],
  return_to_review: ['stepEngagement'],
  close_appeal: [],
  mediate: ['askMediation'],
  end_mediation: ['concludeMediation', 'endMediation'],
  close_declined: [],
  withdraw: ['withdrawEngagement', 'retractProposal'],
  set_aside: [],
  not_take: ['recordNotTaken'],
  lapse: [],
  lapse_rest: [],
  rescind: ['rescindCredit'],
  end_with_request: [],
  send_offer: ['sendOffer'],
  withdraw_offer: ['withdrawOffer'],
  choose_offer: ['chooseOffer'],
  lapse_offer: [],
  revive_offer: [],
  ask_supplement: ['askSupplement'],
  answer_supplement: ['answerSupplement'],
  end_consent: [],
  renew_consent: [],
  await_hq_approval: ['stepHqApproval'],
  record_hq_approval: ['stepHqApproval'],
  record_hq_refusal: ['stepHqApproval'],
  record_completeness: ['recordCompleteness'],
  confirm_need: ['answerNeedChange'],
  finish_repair_task: ['finishRepairTask'],
  report_disbursement: ['recordDisbursement'],
  report_balance: ['recordBalances'],
};

/** Whom the table means by an actor; the platform's own clocks have no role. */
const ROLE_OF: Readonly<Record<Exclude<Actor, 'system'>, Role>> = {
  enterprise: 'finance',
  signatory: 'signatory',
  bureau: 'bureau_officer',
  officer: 'officer',
  reviewer: 'reviewer',
  approver: 'approver',
  mediator: 'mediator',
};

const ROWS: readonly { readonly act: Act; readonly by: readonly Actor[] }[] = [
  ...ENGAGEMENT_TRANSITIONS.map(({ action, by }) => ({ act: action, by })),
  ...ENGAGEMENT_MILESTONES.map(({ milestone, by }) => ({ act: milestone, by })),
];
const peopleOf = (by: readonly Actor[]) => by.filter((actor) => actor !== 'system');
const permissionOf = (routeId: string) => API_ROUTES.find(({ id }) => id === routeId)?.permission;

describe('the access matrix of the lifecycle', () => {
  /** 公开待接 (domain §5, OPEN) is in the table and not opened: no case begins as `listed`, so nobody needs these. */
  const NOT_OPENED: readonly Act[] = ['express_interest', 'reveal'];

  it('has a route for everything people do, and none for what is the platform’s own', () => {
    for (const { act, by } of ROWS) {
      const isPeoples = peopleOf(by).length > 0 && !NOT_OPENED.includes(act);
      expect({ act, served: ROUTES_OF[act].length > 0 }).toEqual({ act, served: isPeoples });
    }
    for (const id of Object.values(ROUTES_OF).flat())
      expect({ id, exists: permissionOf(id) }).not.toEqual({ id });
  });

  it.each(ROWS.filter(({ act }) => ROUTES_OF[act].length > 0).map((row) => [row.act, row] as const))(
    '%s is permitted to every role the table names',
    (_, { act, by }) => {
      const permissions = ROUTES_OF[act].map(permissionOf);
      for (const actor of peopleOf(by)) {
        const granted: ReadonlySet<string | undefined> = permissionsOf([ROLE_OF[actor]]);
        expect({ actor, act, permitted: permissions.some((one) => granted.has(one)) }).toEqual({
          actor,
          act,
          permitted: true,
        });
      }
    },
  );

  it.each(ROWS.filter(({ act }) => ROUTES_OF[act].length > 0).map((row) => [row.act, row] as const))(
    '%s is permitted to no side the table does not name',
    (_, { act }) => {
      const named = new Set(
        ROWS.filter((row) => ROUTES_OF[row.act].some((id) => ROUTES_OF[act].includes(id)))
          .flatMap(({ by }) => peopleOf(by))
          .map((actor) => ROLES[ROLE_OF[actor]].side),
      );
      for (const role of ROLE_NAMES) {
        const granted: ReadonlySet<string | undefined> = permissionsOf([role]);
        // What every reader may send is decided by the table alone.
        const may = ROUTES_OF[act].some(
          (id) => permissionOf(id) !== 'engagements.read' && granted.has(permissionOf(id)),
        );
        if (may) expect({ role, side: named.has(ROLES[role].side) }).toEqual({ role, side: true });
      }
    },
  );

  it.each(REQUEST_TRANSITIONS.map((row) => [row.action, row] as const))(
    'of requests: %s has a route for everybody the table names, or is the platform’s own',
    (action, { by }) => {
      const permissions = REQUEST_ROUTES_OF[action].map(permissionOf);
      expect({ action, served: permissions.length > 0 }).toEqual({ action, served: peopleOf(by).length > 0 });
      for (const actor of peopleOf(by)) {
        const granted: ReadonlySet<string | undefined> = permissionsOf([ROLE_OF[actor]]);
        expect({ actor, permitted: permissions.some((one) => granted.has(one)) }).toEqual({
          actor,
          permitted: true,
        });
      }
    },
  );
});
