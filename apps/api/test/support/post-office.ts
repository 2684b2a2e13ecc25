import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export type ReceivedLetter = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

const quotedPrintable = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

/** An encoded word of RFC 2047; one that is folded goes on in the next. */
const decodedWords = (header: string): string =>
  header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, encoding: string, text: string) =>
      encoding.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('utf8')
        : quotedPrintable(text.replaceAll('_', ' ')),
    );

function read(data: string, to: string): ReceivedLetter {
  const [head = '', ...rest] = data.split('\r\n\r\n');
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ');
  const header = (name: string): string =>
    new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
  const body = rest.join('\r\n\r\n').replace(/^\.\./gm, '.');
  const encoding = header('Content-Transfer-Encoding').toLowerCase();
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? quotedPrintable(body)
        : body;
  return { id: header('Message-ID'), to, subject: decodedWords(header('Subject')), text };
}

/** A mail server on loopback: it speaks enough SMTP to take letters, and can refuse them for a while. */
export class PostOffice {
  readonly letters: ReceivedLetter[] = [];
  isRefusing = false;
  private refusals = 0;

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.serve(socket));
  }

  static async open(): Promise<PostOffice> {
    const server = createServer();
    const office = new PostOffice(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return office;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`; // it listens on a port
  }

  get refused(): number {
    return this.refusals;
  }

  to(address: string): ReceivedLetter[] {
    return this.letters.filter((letter) => letter.to === address);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private serve(socket: Socket): void {
    let received = '';
    let to = '';
    let inData = false;
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    const command = (line: string): void => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'MAIL' && this.isRefusing) {
        this.refusals += 1;
        say('451 4.3.0 come back later');
      } else if (verb === 'RCPT') {
        to = /<([^>]*)>/.exec(line)?.[1] ?? '';
        say('250 ok');
      } else if (verb === 'DATA') {
        inData = true;
        say('354 go ahead');
      } else if (verb === 'QUIT') {
        say('221 bye');
        socket.end();
      } else say('250 ok');
    };
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      for (;;) {
        const end = received.indexOf(inData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const part = received.slice(0, end);
        received = received.slice(end + (inData ? 5 : 2));
        if (inData) {
          inData = false;
          this.letters.push(read(part, to));
          say('250 taken');
        } else command(part);
      }
    });
    say('220 post office');
  }
}
