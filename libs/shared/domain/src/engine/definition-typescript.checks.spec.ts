import { checkKernel } from './testing/engine-checks.js';
import { atScale } from './testing/scale.js';

describe('the typescript kernel', () => {
  it('answers byte for byte as the definition does, through every history of changes', () => {
    const checks = atScale(50_000);
    expect(checkKernel('typescript', checks, 1_000_001)).toBeGreaterThanOrEqual(checks);
  }, 900_000);
});
