import { createRoute } from '@tanstack/react-router';
import {
  IMPORT_FAULTS,
  IMPORT_WARNINGS,
  type ImportFault,
  type ImportWarning,
} from '@yinqi/contracts/import-vocabulary';
import { onlyFor, signedInRoute } from '../../app/layout-routes.js';
import { lazyPage } from '../../lib/lazy-page.js';
import { errorMessages } from '../../ui/error-messages.js';
import { importMessages } from './messages.js';
import { ROW_VIEWS, type RowView } from './row-view.js';

const importsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/imports',
  beforeLoad: onlyFor('bureau'),
  component: lazyPage(
    () => import('./imports-page.js'),
    (page) => page.ImportsPage,
    [importMessages],
  ),
});

export type WorkbenchSearch = {
  readonly show?: RowView | undefined;
  readonly fault?: ImportFault | undefined;
  readonly warning?: ImportWarning | undefined;
};

const importRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/imports/$importId',
  beforeLoad: onlyFor('bureau'),
  validateSearch: (search: Record<string, unknown>): WorkbenchSearch => ({
    show: ROW_VIEWS.find((view) => view === search['show']),
    fault: IMPORT_FAULTS.find((kind) => kind === search['fault']),
    warning: IMPORT_WARNINGS.find((kind) => kind === search['warning']),
  }),
  component: lazyPage(
    () => import('./workbench-page.js'),
    (page) => page.WorkbenchPage,
    [importMessages, errorMessages],
  ),
});

export const importRoutes = [importsRoute, importRoute] as const;
