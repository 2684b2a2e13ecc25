import { createHash } from 'node:crypto';
import type { Hash } from '@yinqi/domain/quota';

export const sha256: Hash = (text) => createHash('sha256').update(text).digest('hex');
