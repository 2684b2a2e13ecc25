import type { LetterColour } from '@yinqi/domain/supervision';

// Written out: routes are part of every page, and the domain's own list would bring its calendar along.
const COLOURS = ['blue', 'yellow', 'red'] as const satisfies readonly LetterColour[];

export type SupervisionSearch = { readonly colour: LetterColour | undefined };

/** The grade in the address; what is no grade is left out. */
export const supervisionSearch = (search: Record<string, unknown>): SupervisionSearch => ({
  colour: COLOURS.find((colour) => colour === search['colour']),
});
