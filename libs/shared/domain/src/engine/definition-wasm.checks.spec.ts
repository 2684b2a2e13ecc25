import { checkKernel } from './testing/engine-checks.js';
import { atScale } from './testing/scale.js';

const CHECKS = atScale(50_000);

describe('the wasm kernel', () => {
  it(`answers ${CHECKS} times byte for byte as the definition does, through every history of changes`, () => {
    expect(checkKernel('wasm', CHECKS, 1)).toBeGreaterThanOrEqual(CHECKS);
  }, 3_600_000);
});
