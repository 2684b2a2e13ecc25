import { SaxesParser } from 'saxes';

export type XmlAttributes = Readonly<Record<string, string>>;

/** What is told of a part while it is read; names come without their prefix. */
export interface XmlVisitor {
  open(name: string, attributes: XmlAttributes): void;
  text(text: string): void;
  close(name: string): void;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function parserFor(visitor: XmlVisitor) {
  // Without a handler for errors the parser throws them; entities of a DOCTYPE are unknown to it, and so errors.
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('opentag', ({ name, attributes }) => visitor.open(localName(name), attributes));
  parser.on('text', (text) => visitor.text(text));
  parser.on('cdata', (text) => visitor.text(text));
  parser.on('closetag', ({ name }) => visitor.close(localName(name)));
  return parser;
}

/** Feeds a part to its visitor as it is unpacked and pauses after every piece, so that what was read can be taken. */
export async function* visitXml(
  pieces: AsyncIterable<Uint8Array>,
  visitor: XmlVisitor,
): AsyncGenerator<undefined> {
  const parser = parserFor(visitor);
  const decoder = new TextDecoder();
  for await (const piece of pieces) {
    parser.write(decoder.decode(piece, { stream: true }));
    yield undefined;
  }
  parser.write(decoder.decode()).close();
  yield undefined;
}

/** Feeds a whole part to its visitor. */
export async function readXml(pieces: AsyncIterable<Uint8Array>, visitor: XmlVisitor): Promise<void> {
  const reading = visitXml(pieces, visitor);
  while ((await reading.next()).done !== true);
}
