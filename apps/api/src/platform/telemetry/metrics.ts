import { createServer } from 'node:http';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Prometheus metrics of one process, served on a loopback port of their own, never on the public one. */
export class Metrics {
  readonly registry = new Registry();
  readonly httpSeconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Duration of answered HTTP requests',
    labelNames: ['route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });
  readonly jobSeconds = new Histogram({
    name: 'job_seconds',
    help: 'Duration of queue jobs',
    labelNames: ['queue', 'outcome'] as const,
    buckets: [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60],
    registers: [this.registry],
  });
  readonly relayed = new Counter({
    name: 'outbox_deliveries_total',
    help: 'Outbox deliveries handed to a queue',
    labelNames: ['queue'] as const,
    registers: [this.registry],
  });
  readonly timersFired = new Counter({
    name: 'timers_fired_total',
    help: 'Deadlines whose time came',
    labelNames: ['kind'] as const,
    registers: [this.registry],
  });
  readonly deadLetters = new Gauge({
    name: 'outbox_dead_letters',
    help: 'Deliveries given up after their last generation',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Port 0 picks a free one; answers the port it is bound to. The server ends with the process. */
  async serve(port: number): Promise<number> {
    const server = createServer((request, response) => {
      if (request.url !== '/metrics') {
        response.writeHead(404).end();
        return;
      }
      void this.registry.metrics().then((text) => {
        response.writeHead(200, { 'content-type': this.registry.contentType }).end(text);
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    const address = server.address();
    return typeof address === 'object' && address ? address.port : port;
  }
}
