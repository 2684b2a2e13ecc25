import type { ImportStatus } from '@yinqi/contracts/imports';
import type { Pigment } from '../../ui/tag.js';

export const STATUS_PIGMENT: Readonly<Record<ImportStatus, Pigment>> = {
  uploaded: 'plain',
  parsing: 'azurite',
  staged: 'ochre',
  refused: 'cinnabar',
  committed: 'malachite',
  undone: 'plain',
};
