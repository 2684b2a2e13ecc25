import { checkKernel } from './testing/engine-checks.js';
import { atScale } from './testing/scale.js';

describe('the wasm kernel', () => {
  it('answers byte for byte as the definition does, through every history of changes', () => {
    const checks = atScale(50_000);
    expect(checkKernel('wasm', checks, 1)).toBeGreaterThanOrEqual(checks);
  }, 900_000);
});
