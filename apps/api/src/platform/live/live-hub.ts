import type { Response } from 'express';
import type { Caller } from '../database/caller.js';
import { NotificationListener } from '../database/listener.js';
import type { Logger } from '../telemetry/logger.js';
import { concerns, parseNotice } from './live.js';

const HEARTBEAT_MS = 15_000;
/** Bounds what one process holds open, and how much of it one account may take: a browser keeps one per tab. */
const MAX_STREAMS = 5_000;
const MAX_STREAMS_OF_ACCOUNT = 20;

type Stream = { readonly caller: Caller; readonly response: Response };

/** Which of these sessions are still live; looking does not count as using them. */
export type LiveSessions = (sessionIds: readonly string[]) => Promise<ReadonlySet<string>>;

/** The open pages of this process: each hears of changes that concern its caller, and of nothing else. */
export class LiveHub {
  private readonly streams = new Set<Stream>();
  private readonly listener: NotificationListener;
  private heartbeat: NodeJS.Timeout | undefined;
  private sessions: LiveSessions = () => Promise.resolve(new Set());

  constructor(url: string, logger: Logger) {
    this.listener = new NotificationListener(
      url,
      'live',
      (payload) => this.deliver(payload),
      () => this.refreshAll(),
      logger,
    );
  }

  async open(sessions: LiveSessions): Promise<void> {
    this.sessions = sessions;
    await this.listener.open();
    this.heartbeat = setInterval(() => void this.beat(), HEARTBEAT_MS);
  }

  async close(): Promise<void> {
    clearInterval(this.heartbeat);
    for (const stream of this.streams) stream.response.end();
    await this.listener.close();
  }

  /** Answers false when this process, or this account, holds as many streams as it may. */
  follow(stream: Stream): boolean {
    const { accountId } = stream.caller;
    const ofAccount = [...this.streams].filter(({ caller }) => caller.accountId === accountId).length;
    if (this.streams.size >= MAX_STREAMS || ofAccount >= MAX_STREAMS_OF_ACCOUNT) return false;
    const { response } = stream;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 2000\n\nevent: ready\ndata: {}\n\n');
    this.streams.add(stream);
    response.on('close', () => this.streams.delete(stream));
    return true;
  }

  private deliver(payload: string): void {
    const change = parseNotice(payload);
    if (!change) return;
    const data = JSON.stringify({ kind: change.kind, id: change.id });
    for (const { caller, response } of this.streams) {
      if (concerns(caller, change)) response.write(`event: change\ndata: ${data}\n\n`);
    }
  }

  /** After a lost connection notices were missed: pages fetch again what they show. */
  private refreshAll(): void {
    for (const { response } of this.streams) response.write('event: refresh\ndata: {}\n\n');
  }

  private async beat(): Promise<void> {
    const streams = [...this.streams];
    const ids = [...new Set(streams.map(({ caller }) => caller.sessionId))];
    // While the database is away nobody can be told apart, and no stream ends for that.
    const live = await this.sessions(ids).catch(() => new Set(ids));
    for (const { caller, response } of streams) {
      if (live.has(caller.sessionId)) response.write(': beat\n\n');
      else response.end('event: signed-out\ndata: {}\n\n');
    }
  }
}
