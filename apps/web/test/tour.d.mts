import type { Browser, BrowserContext, Page } from 'playwright-core';

export type PageEntry = {
  readonly name: string;
  readonly path: string;
  readonly side: string | null;
  /** Whose page it is, where the first account of the side has nothing to show. */
  readonly account?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly search?: Readonly<Record<string, string>>;
};
export type Language = 'zh' | 'en';

export const LANGUAGES: readonly Language[];
export const PAGES: readonly PageEntry[];

export function openContext(
  browser: Browser,
  origin: string,
  options: { readonly language: Language; readonly width?: number; readonly height?: number },
): Promise<BrowserContext>;
export function enter(
  context: BrowserContext,
  origin: string,
  account: { readonly username: string; readonly password: string },
): Promise<void>;
export function visit(page: Page, origin: string, entry: PageEntry): Promise<void>;
export function settle(page: Page): Promise<void>;
