import pg from 'pg';
import type { Logger } from '../telemetry/logger.js';

const RECONNECT_MS = 500;

/** A connection that only listens: it reconnects by itself, and tells when it did, since notices were missed. */
export class NotificationListener {
  private client: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly channel: string,
    private readonly onNotice: (payload: string) => void,
    private readonly onConnected: () => void,
    private readonly logger: Logger,
  ) {}

  async open(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true });
    client.on('notification', (notice) => this.onNotice(notice.payload ?? ''));
    client.on('error', (error) => this.logger.warn({ err: error, channel: this.channel }, 'listener lost'));
    client.on('end', () => this.reopenSoon());
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(this.channel)}`);
      this.client = client;
      this.onConnected();
    } catch (error) {
      this.logger.warn({ err: error, channel: this.channel }, 'listener could not connect');
      this.reopenSoon();
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined); // already gone is as good as closed
  }

  private reopenSoon(): void {
    if (this.closed) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.open(), RECONNECT_MS);
  }
}
