import { createTransport } from 'nodemailer';

export type Letter = {
  /** Stays the same when a letter has to be sent again, so that mail programs show it once. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

export type MailConfig = { readonly smtpUrl: string; readonly from: string };

/** Carries letters out of the platform; off where no server is configured, and then says so. */
export abstract class Mailer {
  abstract readonly isOn: boolean;
  abstract send(letter: Letter): Promise<void>;
  abstract close(): void;
}

const CONNECT_MS = 10_000;
const ANSWER_MS = 15_000;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

export class SmtpMailer extends Mailer {
  override readonly isOn = true;
  private readonly transport;
  private readonly domain: string;

  constructor(private readonly config: MailConfig) {
    super();
    const { hostname, protocol, port, username, password } = new URL(config.smtpUrl);
    this.domain = config.from.split('@').at(-1)?.replace('>', '') ?? 'localhost';
    const secure = protocol === 'smtps:';
    this.transport = createTransport({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (secure ? 465 : 587) : Number(port),
      secure,
      // Names of enterprises do not travel in the clear; on the machine itself they do not travel.
      requireTLS: !secure && !LOOPBACK.test(hostname),
      ...(username !== '' && {
        auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
      }),
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: ANSWER_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  override async send({ id, ...letter }: Letter): Promise<void> {
    await this.transport.sendMail({
      from: this.config.from,
      ...letter,
      messageId: `<${id}@${this.domain}>`,
      // Nobody's absence note answers a machine (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  }

  override close(): void {
    this.transport.close();
  }
}

export class NoMailer extends Mailer {
  override readonly isOn = false;

  override send(): Promise<void> {
    return Promise.reject(new Error('SMTP_URL is not set'));
  }

  override close(): void {
    // Nothing was opened.
  }
}

/** Whose pages letters lead to; without a public address they lead nowhere. */
export abstract class PublicAddress {
  abstract urlOf(path: string): string | undefined;
}

export class ConfiguredAddress extends PublicAddress {
  constructor(private readonly publicUrl: URL | undefined) {
    super();
  }

  override urlOf(path: string): string | undefined {
    return this.publicUrl && new URL(path, this.publicUrl).href;
  }
}
