type Ranked = { readonly productId: string; readonly score: number | null };

/** The one order of fitting products: by score, then by id; those beyond the ranked ones follow by id. */
export const byFit = (a: Ranked, b: Ranked): number =>
  (b.score ?? -1) - (a.score ?? -1) || (a.productId < b.productId ? -1 : 1);
