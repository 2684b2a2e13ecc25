// Written out: routes are part of every page, and the contract would bring its schemas along.
const VIEWS = ['loans', 'marked', 'batches'] as const;
export type ClaimsView = (typeof VIEWS)[number];

export type ClaimsSearch = {
  readonly tool?: string | undefined;
  readonly view?: ClaimsView | undefined;
  readonly all?: true | undefined;
};

const ID = /^[0-9a-f-]{36}$/i;

/** An address may say anything; what it cannot mean is left out. */
export const claimsSearch = (search: Record<string, unknown>): ClaimsSearch => {
  const { tool, view, all } = search;
  return {
    tool: typeof tool === 'string' && ID.test(tool) ? tool : undefined,
    view: VIEWS.find((one) => one === view),
    all: all === true || all === 'true' ? true : undefined,
  };
};
