import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Received = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};
/** What the receiver does with the next messages. */
export type Mood = 'takes' | 'fails' | 'hangs' | 'resets' | 'redirects';

/** A bank's own system on loopback, that can be made to misbehave. */
export class Receiver {
  readonly received: Received[] = [];
  mood: Mood = 'takes';
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.sockets.add(socket));
    server.on('request', (request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        this.received.push({ path: request.url ?? '', headers: request.headers, body });
        this.answer(request.socket, response);
      });
    });
  }

  static async open(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/inbox`; // it listens on a port
  }

  close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private answer(socket: Socket, response: ServerResponse): void {
    switch (this.mood) {
      case 'takes':
        response.writeHead(204).end();
        break;
      case 'fails':
        response.writeHead(500).end('out of order');
        break;
      case 'redirects':
        response.writeHead(302, { location: `${this.url}/elsewhere` }).end();
        break;
      case 'resets':
        socket.resetAndDestroy();
        break;
      case 'hangs':
        break;
    }
  }
}
