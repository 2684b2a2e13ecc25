/** Thrown when a page belongs to another side; shown as 403. */
export class WrongSideError extends Error {
  override readonly name = 'WrongSideError';
}
