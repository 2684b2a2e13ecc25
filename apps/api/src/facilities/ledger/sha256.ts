import { hash } from 'node:crypto';
import type { Hash } from '@yinqi/domain/quota';

/** In one step: an entry is hashed twice, and a Hash object for each would cost more than the hashing. */
export const sha256: Hash = (text) => hash('sha256', text, 'hex');
