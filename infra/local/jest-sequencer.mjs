import Sequencer from '@jest/test-sequencer';

const LAYERS = [/\.browser\.spec\./, /\.journey\.spec\./, /\.checks\.spec\./, /\.db\.spec\./];
const layerOf = ({ path }) => {
  const at = LAYERS.findIndex((layer) => layer.test(path));
  return at === -1 ? LAYERS.length : at;
};

/** The longest first, on a machine too that has never run them: a browser's walk begun last would be waited for alone. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => layerOf(a) - layerOf(b));
  }
}
