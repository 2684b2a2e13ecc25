import { allocationRoutes } from '@yinqi/contracts/allocation';
import { allotmentRoutes } from '@yinqi/contracts/allotments';
import { claimBatchRoutes } from '@yinqi/contracts/claim-batches';
import { claimRoutes } from '@yinqi/contracts/claims';
import { disclosureRoutes } from '@yinqi/contracts/disclosure';
import { engagementCommandRoutes } from '@yinqi/contracts/engagement-commands';
import { engagementMoneyRoutes } from '@yinqi/contracts/engagement-money';
import { offerCheckRoutes } from '@yinqi/contracts/offer-check';
import { engagementRoutes } from '@yinqi/contracts/engagements';
import { enterpriseRoutes } from '@yinqi/contracts/enterprises';
import { facilityRoutes } from '@yinqi/contracts/facilities';
import { facilityTermsRoutes } from '@yinqi/contracts/facility-terms';
import { financingRequestRoutes } from '@yinqi/contracts/financing-requests';
import { handoverRoutes } from '@yinqi/contracts/handovers';
import { identityRoutes } from '@yinqi/contracts/identity';
import { importRoutes } from '@yinqi/contracts/imports';
import { followChanges } from '@yinqi/contracts/live';
import { outcomeRoutes } from '@yinqi/contracts/outcomes';
import { matchRunRoutes } from '@yinqi/contracts/match-runs';
import { matchingRoutes } from '@yinqi/contracts/matching';
import { notificationRoutes } from '@yinqi/contracts/notifications';
import { pipelineRoutes } from '@yinqi/contracts/pipeline';
import { productRoutes } from '@yinqi/contracts/products';
import { quotaViewRoutes } from '@yinqi/contracts/quota-view';
import { quotaLedgerRoutes } from '@yinqi/contracts/quota-ledger';
import { referenceRoutes } from '@yinqi/contracts/reference';
import { refusalCommandRoutes } from '@yinqi/contracts/refusal-commands';
import { supervisionRoutes } from '@yinqi/contracts/supervision';
import { requestDecisionRoutes } from '@yinqi/contracts/request-decisions';
import { rulePreviewRoutes } from '@yinqi/contracts/rule-previews';
import { servicePolicyRoutes } from '@yinqi/contracts/service-policies';
import { offerRoutes } from '@yinqi/contracts/offers';
import { statementRoutes } from '@yinqi/contracts/statements';
import { webhookRoutes } from '@yinqi/contracts/webhooks';
import type { RouteShape } from '@yinqi/contracts/route';

/** Every route of the contract; the start-up check compares it with what the controllers bind. */
export const API_ROUTES: readonly RouteShape[] = [
  ...identityRoutes,
  followChanges,
  ...notificationRoutes,
  ...webhookRoutes,
  ...servicePolicyRoutes,
  ...referenceRoutes,
  ...enterpriseRoutes,
  ...facilityRoutes,
  ...facilityTermsRoutes,
  ...quotaLedgerRoutes,
  ...quotaViewRoutes,
  ...allotmentRoutes,
  ...productRoutes,
  ...financingRequestRoutes,
  ...requestDecisionRoutes,
  ...disclosureRoutes,
  ...importRoutes,
  ...matchingRoutes,
  ...matchRunRoutes,
  ...rulePreviewRoutes,
  ...allocationRoutes,
  ...engagementRoutes,
  ...engagementCommandRoutes,
  ...engagementMoneyRoutes,
  ...offerCheckRoutes,
  ...refusalCommandRoutes,
  ...handoverRoutes,
  ...offerRoutes,
  ...outcomeRoutes,
  ...claimRoutes,
  ...claimBatchRoutes,
  ...statementRoutes,
  ...supervisionRoutes,
  ...pipelineRoutes,
];
