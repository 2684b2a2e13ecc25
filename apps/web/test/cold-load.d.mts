import type { Page } from 'playwright-core';

export type FileKind = 'script' | 'stylesheet' | 'font';
export type FetchedFile = {
  readonly type: FileKind;
  readonly name: string;
  readonly status: number;
  readonly encoding: string;
  /** Bytes. */
  readonly gz: number;
  readonly text: string;
};

export function coldLoad(page: Page, address: string): Promise<FetchedFile[]>;
export function weight(files: readonly FetchedFile[], type: FileKind): number;
