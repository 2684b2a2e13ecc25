import { lazyRouteComponent, type AsyncRouteComponent } from '@tanstack/react-router';
import { rememberedLanguage } from './i18n/language.js';
import type { Language } from './i18n/language.js';

type Loadable = { readonly load: (language: Language) => Promise<unknown> };

/**
 * A page fetched when its route is first visited, together with its wording:
 * `lazyPage(() => import('./queue-page.js'), (page) => page.QueuePage, [engagementMessages])`.
 */
export function lazyPage<Module>(
  load: () => Promise<Module>,
  pick: (module: Module) => () => React.ReactNode,
  catalogues: readonly Loadable[],
): AsyncRouteComponent<object> {
  return lazyRouteComponent(async () => {
    const language = rememberedLanguage();
    const [module] = await Promise.all([load(), ...catalogues.map((catalogue) => catalogue.load(language))]);
    return { default: pick(module) };
  });
}
