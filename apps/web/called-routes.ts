import type { Plugin } from 'vite';

/**
 * What only the server reads of a route: what it accepts, who may call it and how it is described. A page calls it
 * by its method and path and checks the answer; `createCall` reads nothing else.
 */
const OF_THE_SERVER = ['summary', 'permission', 'errors', 'status', 'params', 'query', 'body'] as const;

type Node = { readonly type: string; readonly start: number; readonly end: number };
type Span = Pick<Node, 'start' | 'end'>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const partsOf = (node: Node): readonly Node[] => Object.values(node).flat().filter(isNode);

type Property = Span & { readonly isLiteral: boolean };

/** The name and the place of each property that is written out. */
function propertiesOf(object: Node): ReadonlyMap<string, Property> {
  const named = partsOf(object).flatMap((part): [string, Property][] => {
    if (part.type !== 'Property' || !('key' in part && 'value' in part)) return [];
    const { key, value, start, end } = part;
    if (!isNode(key) || !('name' in key) || typeof key.name !== 'string') return [];
    return [[key.name, { start, end, isLiteral: isNode(value) && value.type === 'Literal' }]];
  });
  return new Map(named);
}

const isDefinition = (node: Node): boolean =>
  node.type === 'CallExpression' &&
  'callee' in node &&
  isNode(node.callee) &&
  'name' in node.callee &&
  node.callee.name === 'defineRoute';

/** A part that several routes share is known by what it names; a field of a schema is never a literal. */
const isShared = (properties: ReadonlyMap<string, Property>): boolean =>
  [['path', 'summary'] as const, ['method', 'result'] as const].some(
    ([literal, other]) => properties.get(literal)?.isLiteral === true && properties.has(other),
  );

function serverParts(node: Node, isOfDefinition: boolean): readonly Span[] {
  const parts = partsOf(node).flatMap((part) => serverParts(part, isDefinition(node)));
  if (node.type !== 'ObjectExpression') return parts;
  const properties = propertiesOf(node);
  if (!isOfDefinition && !isShared(properties)) return parts;
  return [...parts, ...OF_THE_SERVER.flatMap((name) => properties.get(name) ?? [])];
}

/** The contract as browsers are given it: what a schema of an unread part needed is then left out as well. */
export const calledRoutes = (contracts: string): Plugin => ({
  name: 'called-routes',
  apply: 'build',
  transform: {
    filter: { id: new RegExp(`^${contracts}`) },
    order: 'post',
    handler(code) {
      if (!code.includes('defineRoute(')) return null;
      const spans = serverParts(this.parse(code), false).toSorted((one, other) => other.start - one.start);
      return { code: spans.reduce(without, code), map: null };
    },
  },
});

/** A property goes with the comma after it. */
const without = (code: string, { start, end }: Span): string =>
  code.slice(0, start) + code.slice(end).replace(/^\s*,/, '');
