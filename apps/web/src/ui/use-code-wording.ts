import { ERROR_STATUS, type ErrorCode } from '@yinqi/contracts/errors';
import { useMessages } from '../lib/i18n/use-messages.js';
import { errorMessages } from './error-messages.js';

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR_STATUS, code);

/** A refusal comes as an error code of the contract, worded where all of them are. */
export function useCodeWording(): (code: string) => string {
  const t = useMessages(errorMessages);
  return (code) => (isErrorCode(code) ? t(code) : code);
}
