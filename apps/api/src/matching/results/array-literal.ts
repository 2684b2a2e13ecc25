/**
 * Ids, numbers and digests as PostgreSQL reads an array of them: nothing in them needs quotes, which the driver would
 * put around each one of thousands.
 */
export const arrayOf = (plain: readonly (string | number)[]): string => `{${plain.join()}}`;
