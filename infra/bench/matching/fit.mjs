/** The level on which a list of codes meets a path; 0 for an empty list, -1 where it does not meet. */
export function levelMet(codes, levels, path) {
  if (codes.length === 0) return 0;
  let level = -1;
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at];
    for (let step = 0; step < path.length; step += 1) {
      if (path[step] === code && levels[at] > level) level = levels[at];
    }
  }
  return level;
}

export function meets(codes, path) {
  for (let at = 0; at < codes.length; at += 1) {
    for (let step = 0; step < path.length; step += 1) if (path[step] === codes[at]) return true;
  }
  return false;
}

/** One tuned product against one tuned request: masks, the cheap and selective conditions first. */
export function fits(product, request) {
  const { wan, term } = request;
  if (wan < product.minWan || wan > product.maxWan || !(product.sizes & (1 << request.size))) return false;
  if (request.purposes & ~product.purposes || product.rateBp > request.ceilingBp) return false;
  if (term > product.maxTerm || term < product.minTerm || !(product.collaterals & request.collaterals))
    return false;
  if (!(product.currencies & (1 << request.currency)) || product.required & ~request.lists) return false;
  if (!(product.grades & (1 << request.grade)) || request.exportBp < product.minExportBp) return false;
  if (request.years < product.minYears || !(product.holdings & (1 << request.holding))) return false;
  if (!(product.stages & (1 << request.stage)) || !product.open) return false;
  if (levelMet(product.regionCodes, product.regionLevel, request.regionPath) < 0) return false;
  if (meets(product.excludedCodes, request.industryPath)) return false;
  return levelMet(product.includedCodes, product.includedLevel, request.industryPath) >= 0;
}
