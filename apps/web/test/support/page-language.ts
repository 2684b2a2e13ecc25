import type { Page } from 'playwright-core';
import type { Language } from '../tour.mjs';

const OTHER_WORDS = {
  zh: /[A-Za-z]{2,}(?:[ -][A-Za-z]{2,}){2,}/g,
  en: /\p{Script=Han}+/gu,
} as const;
/** What a message or code looks like where its words are missing: `case.retry`, `due_diligence`. */
const RAW_KEY = /\b[a-z]+(?:_[a-z]+)+\b|\b[a-z][A-Za-z]+(?:\.[a-z][A-Za-z]+)+\b/g;

/**
 * What stands on a page in another language than the page's own must be data: text the API gave as such. A text given
 * in both languages, or with an English name beside it, is to be shown in the reader's.
 */
export class PageLanguage {
  readonly #heard = new Set<string>();
  #reading: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly page: Page,
    private readonly language: Language,
  ) {
    page.on('response', (response) => {
      if (response.headers()['content-type']?.includes('json') !== true) return;
      // A page that is left takes the bodies of its answers with it.
      const body = response.json().catch(() => undefined);
      this.#reading = Promise.all([this.#reading, body.then((value: unknown) => this.#hear(value))]);
    });
  }

  /** Words of the other language and raw keys that nobody but the page itself can have put there. */
  async strangers(): Promise<string[]> {
    await this.#reading;
    const heard = [...this.#heard].join('\n');
    const texts = await this.page.evaluate(visibleTexts);
    return texts.flatMap((text) => {
      const found = [...text.matchAll(OTHER_WORDS[this.language]), ...text.matchAll(RAW_KEY)];
      return found.some(([words]) => !heard.includes(words)) ? [text] : [];
    });
  }

  #hear(value: unknown): void {
    if (typeof value === 'string') this.#heard.add(value);
    else if (Array.isArray(value)) for (const item of value) this.#hear(item);
    else if (typeof value === 'object' && value !== null) this.#hearObject({ ...value });
  }

  #hearObject(record: Record<string, unknown>): void {
    const isInBoth = 'zh' in record && 'en' in record;
    for (const [key, value] of Object.entries(record)) {
      const isOther = this.language === 'zh' ? key.endsWith('En') : typeof record[`${key}En`] === 'string';
      if (!isOther && (!isInBoth || key === this.language || !['zh', 'en'].includes(key))) this.#hear(value);
    }
  }
}

/** In the browser: every text seen or read out, but for what is being written and parts marked as of another language. */
function visibleTexts(): string[] {
  const page = document.documentElement.lang;
  const isOwn = (element: Element): boolean =>
    element.checkVisibility() &&
    element.closest('textarea') === null &&
    element.closest('[lang]')?.getAttribute('lang') === page;
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement !== null && isOwn(node.parentElement)) texts.push(node.textContent ?? '');
  }
  for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
    if (!isOwn(element)) continue;
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
      texts.push(element.getAttribute(name) ?? '');
    }
  }
  return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
}
