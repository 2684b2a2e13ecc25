import { createHmac } from 'node:crypto';

export type SignedMessage = { readonly id: string; readonly sentAt: Date; readonly body: string };

/** Standard Webhooks 1.0: HMAC-SHA256 over `id.seconds.body`, one signature for each secret that holds. */
export function signedHeaders(
  { id, sentAt, body }: SignedMessage,
  secrets: readonly Uint8Array[],
): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(sentAt.getTime() / 1_000));
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': signatures.join(' '),
  };
}

/** As it is shown to whoever sets up the receiver. */
export const shownSecret = (secret: Uint8Array): string => `whsec_${Buffer.from(secret).toString('base64')}`;
