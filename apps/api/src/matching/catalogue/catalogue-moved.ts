/** Products changed and the change has not been percolated yet: results wait for that. */
export class CatalogueMoved extends Error {
  constructor() {
    super('The catalogue changed and was not percolated yet');
  }
}
