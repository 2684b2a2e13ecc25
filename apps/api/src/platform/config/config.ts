import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import type { MailConfig } from '../mail/mailer.js';
import type { OutboundRules } from '../outbound/outbound.js';

/** One address, or those of several nodes of a cluster. */
const urlList = z
  .string()
  .refine((list) => list.split(',').every((url) => URL.canParse(url)), 'Invalid URL, or list of URLs');

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('.data'),
  DATABASE_API_URL: z.url().optional(),
  DATABASE_WORKER_URL: z.url().optional(),
  DATABASE_QUEUE_URL: z.url().optional(),
  DATABASE_KIND: z.enum(['embedded', 'external']).default('external'),
  REDIS_URL: urlList.optional(),
  PUBLIC_URL: z.url().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  WEB_DIR: z.string().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  WEBHOOK_HOSTS: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+(,[a-z0-9-]+(\.[a-z0-9-]+)+)*$/, 'Host names, separated by commas')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]+$/)
    .optional(),
});

/** Everything the two processes are told from outside, parsed once; all faults are listed together. */
export type Config = {
  readonly port: number;
  readonly metricsPort: number;
  readonly host: string;
  readonly dataDir: string;
  readonly apiDatabaseUrl: string;
  readonly workerDatabaseUrl: string;
  readonly queueDatabaseUrl: string;
  readonly database: 'embedded' | 'external';
  readonly redisUrl: string | undefined;
  readonly publicUrl: URL | undefined;
  readonly logLevel: string;
  readonly webDir: string | undefined;
  readonly mail: MailConfig | undefined;
  /** Whereto messages to other systems may go; nowhere, where it is not said. */
  readonly outbound: OutboundRules | undefined;
  readonly version: string;
};

function versionOf(): string {
  const file = new URL('../../../package.json', import.meta.url);
  const parsed = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8')));
  return parsed.version;
}

function mailOf({ SMTP_URL, MAIL_FROM }: z.infer<typeof schema>): MailConfig | undefined {
  if (SMTP_URL === undefined) return undefined;
  if (MAIL_FROM === undefined)
    throw new Error('MAIL_FROM must be set beside SMTP_URL: whom letters come from');
  return { smtpUrl: SMTP_URL, from: MAIL_FROM };
}

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Environment not usable:\n  ${faults.join('\n  ')}`);
  }
  const values = parsed.data;
  const urls = [values.DATABASE_API_URL, values.DATABASE_WORKER_URL, values.DATABASE_QUEUE_URL];
  const [apiDatabaseUrl, workerDatabaseUrl, queueDatabaseUrl] = urls;
  if (!apiDatabaseUrl || !workerDatabaseUrl || !queueDatabaseUrl) {
    throw new Error(
      'DATABASE_API_URL, DATABASE_WORKER_URL and DATABASE_QUEUE_URL must be set; npm start sets them',
    );
  }
  return {
    port: values.PORT,
    metricsPort: values.METRICS_PORT,
    host: values.HOST,
    dataDir: resolve(values.DATA_DIR),
    apiDatabaseUrl,
    workerDatabaseUrl,
    queueDatabaseUrl,
    database: values.DATABASE_KIND,
    redisUrl: values.REDIS_URL,
    publicUrl: values.PUBLIC_URL ? new URL(values.PUBLIC_URL) : undefined,
    logLevel: values.LOG_LEVEL,
    webDir: values.WEB_DIR,
    mail: mailOf(values),
    outbound: values.WEBHOOK_HOSTS === undefined ? undefined : { hosts: values.WEBHOOK_HOSTS.split(',') },
    version: versionOf(),
  };
}
