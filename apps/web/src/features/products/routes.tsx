import { createRoute } from '@tanstack/react-router';
import type { ProductStatus } from '@yinqi/contracts/products';
import { onlyFor, signedInRoute } from '../../app/layout-routes.js';
import { lazyPage } from '../../lib/lazy-page.js';
import { productMessages } from './messages.js';

export type ProductSearch = {
  readonly status?: ProductStatus | undefined;
  readonly search?: string | undefined;
};

// Written out: the frame knows the address without fetching the contract.
const STATUSES = ['draft', 'published', 'withdrawn'] as const satisfies readonly ProductStatus[];

const READERS = ['bank', 'enterprise', 'bureau', 'association', 'facility_administrator'] as const;

const productsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/products',
  beforeLoad: onlyFor(...READERS),
  validateSearch: (search: Record<string, unknown>): ProductSearch => ({
    status: STATUSES.find((status) => status === search['status']),
    search: typeof search['search'] === 'string' ? search['search'].slice(0, 200) : undefined,
  }),
  component: lazyPage(
    () => import('./products-page.js'),
    (page) => page.ProductsPage,
    [productMessages],
  ),
});

const newProductRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/products/new',
  beforeLoad: onlyFor('bank'),
  component: lazyPage(
    () => import('./product-form-page.js'),
    (page) => page.NewProductPage,
    [productMessages],
  ),
});

const productRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/products/$id',
  beforeLoad: onlyFor(...READERS),
  component: lazyPage(
    () => import('./product-page.js'),
    (page) => page.ProductPage,
    [productMessages],
  ),
});

const editProductRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/products/$id/edit',
  beforeLoad: onlyFor('bank'),
  component: lazyPage(
    () => import('./product-form-page.js'),
    (page) => page.EditProductPage,
    [productMessages],
  ),
});

export const productRoutes = [productsRoute, newProductRoute, productRoute, editProductRoute] as const;
