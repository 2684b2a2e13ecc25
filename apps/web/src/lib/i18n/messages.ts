import type { Language } from './language.js';

export type Messages = Readonly<Record<string, string>>;

/** What a translation must hold: every key of the Chinese source and no other. */
export type Translation<Source extends Messages> = Readonly<Record<keyof Source, string>>;

/**
 * The names in braces of a message. English plurals are written `{count:request|requests}` and take the
 * number named before the colon.
 */
export type ParamsOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Number}:${string}` ? Number : Name) | ParamsOf<Rest>
  : never;

export type MessageValue = string | number;
export type MessageArguments<Text extends string> = [ParamsOf<Text>] extends [never]
  ? []
  : [params: Readonly<Record<ParamsOf<Text>, MessageValue>>];

/** Reads one message; leaving out a parameter or naming an unknown key does not compile. */
export type Translate<Source extends Messages> = <Key extends keyof Source & string>(
  key: Key,
  ...params: MessageArguments<Source[Key]>
) => string;

export type Catalogue<Source extends Messages> = {
  readonly load: (language: Language) => Promise<Translation<Source>>;
  readonly loaded: (language: Language) => Translation<Source> | undefined;
};

type Loaders<Source extends Messages> = {
  readonly zh: () => Promise<{ readonly messages: Source }>;
  readonly en: () => Promise<{ readonly messages: Translation<Source> }>;
};

/** A catalogue of one feature: each language is its own file, fetched when first needed and then kept. */
export function defineMessages<const Source extends Messages>(loaders: Loaders<Source>): Catalogue<Source> {
  const promises = new Map<Language, Promise<Translation<Source>>>();
  const values = new Map<Language, Translation<Source>>();
  const load = (language: Language): Promise<Translation<Source>> => {
    const known = promises.get(language);
    if (known !== undefined) return known;
    const loading = loaders[language]().then(
      ({ messages }) => {
        values.set(language, messages);
        return messages;
      },
      (cause: unknown) => {
        // A file that failed to arrive is asked for again next time.
        promises.delete(language);
        throw cause;
      },
    );
    promises.set(language, loading);
    return loading;
  };
  return { load, loaded: (language) => values.get(language) };
}

const pluralRules: Readonly<Record<Language, Intl.PluralRules>> = {
  zh: new Intl.PluralRules('zh-CN'),
  en: new Intl.PluralRules('en'),
};

/** Puts the parameters into a message. */
export function formatMessage(
  text: string,
  params: Readonly<Record<string, MessageValue>>,
  language: Language,
): string {
  return text.replace(
    /\{([^{}:]+)(?::([^{}|]*)\|([^{}]*))?\}/g,
    (whole, name: string, one?: string, many?: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      if (one === undefined) return String(value);
      const count = Number(String(value).replaceAll(',', ''));
      return (pluralRules[language].select(count) === 'one' ? one : many) ?? '';
    },
  );
}
