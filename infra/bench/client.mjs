import http from 'node:http';
import { randomUUID } from 'node:crypto';

/** A caller of the API with as little machinery as possible, so that it measures the other side. */
export class BenchClient {
  #agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

  constructor(origin) {
    this.origin = origin;
  }

  async signIn({ username, password }) {
    const { headers } = await this.send('POST', '/session', { json: { username, password } });
    return headers['set-cookie'].map((line) => line.split(';')[0]).join('; ');
  }

  send(method, address, { cookie = '', json, bytes, version } = {}) {
    const headers = { cookie, accept: 'application/json' };
    if (method !== 'GET') headers['idempotency-key'] = randomUUID();
    if (version !== undefined) headers['if-match'] = `"${version}"`;
    if (json !== undefined) headers['content-type'] = 'application/json';
    if (bytes !== undefined) headers['content-type'] = 'application/octet-stream';
    return new Promise((resolve, reject) => {
      const options = { method, headers, agent: this.#agent };
      const request = http.request(`${this.origin}/api/v1${address}`, options, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (response.statusCode >= 400) {
            return reject(new Error(`${method} ${address}: ${response.statusCode} ${text.slice(0, 300)}`));
          }
          resolve({ headers: response.headers, body: text === '' ? undefined : JSON.parse(text) });
        });
      });
      request.on('error', reject);
      request.end(bytes ?? (json === undefined ? undefined : JSON.stringify(json)));
    });
  }

  /** Follows live changes as a page does; `onHint` hears each hint when its bytes arrive. */
  follow(cookie, onHint) {
    return new Promise((resolve, reject) => {
      const headers = { cookie, accept: 'text/event-stream' };
      const request = http.request(`${this.origin}/api/v1/live`, { headers, agent: false }, (response) => {
        if (response.statusCode !== 200) return reject(new Error(`live: ${response.statusCode}`));
        let text = '';
        response.setEncoding('utf8').on('data', (part) => {
          text += part;
          const events = text.split('\n\n');
          text = events.pop();
          for (const event of events) {
            const data = /^event: change\ndata: (.+)$/m.exec(event)?.[1];
            if (data !== undefined) onHint(JSON.parse(data));
          }
        });
        response.on('error', () => {}); // the stream ends with the installation
        resolve({ close: () => request.destroy() });
      });
      request.on('error', reject);
      request.end();
    });
  }

  close() {
    this.#agent.destroy();
  }
}
