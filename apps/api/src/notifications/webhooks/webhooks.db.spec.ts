import { createHmac } from 'node:crypto';
import type { Call } from '@yinqi/contracts/client';
import { getRequestEngagements } from '@yinqi/contracts/engagements';
import {
  addWebhook,
  listWebhookDeliveries,
  listWebhooks,
  removeWebhook,
  renewWebhookSecret,
  resendWebhook,
  setWebhookState,
  testWebhook,
  type WebhookDelivery,
  type WebhookEndpoint,
} from '@yinqi/contracts/webhooks';
import { MOST_TRIES } from '@yinqi/domain/notices';
import type { BankStaff } from '../../../test/support/bank-staff.js';
import { CaseWorld } from '../../../test/support/case-world.js';
import { Receiver, type Mood, type Received } from '../../../test/support/receiver.js';

const DAY_MS = 86_400_000;

/** As a receiver checks it by the specification. */
const isSignedBy = (secret: string, { headers, body }: Received): boolean => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const expected = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
};

describe('messages to an organisation’s own systems', () => {
  let at: CaseWorld;
  let receiver: Receiver;
  let bank: BankStaff;
  let keeper: Call;
  let endpoint: WebhookEndpoint;
  let secret: string;

  beforeAll(async () => {
    receiver = await Receiver.open();
    // Ahead of the database: what waits for its next try is not sent until its time is moved.
    const now = new Date(Date.now() + 7 * DAY_MS);
    at = await CaseWorld.open(now, { webhookHosts: ['127.0.0.1', 'hooks.example.com'] });
    bank = await at.bank('示例银行甲');
    keeper = bank.approver;
    endpoint = await keeper(addWebhook, { body: { url: receiver.url } });
    ({ secret } = await keeper(renewWebhookSecret, { params: { id: endpoint.id } }));
  });
  beforeEach(() => {
    receiver.mood = 'takes';
    receiver.received.length = 0;
  });
  afterAll(async () => {
    await at.close();
    await receiver.close();
  });

  const settled = () => at.installation.settled();
  const deliveries = async (): Promise<readonly WebhookDelivery[]> =>
    (await keeper(listWebhookDeliveries, { params: { id: endpoint.id }, query: {} })).items;
  const tried = async (id: string): Promise<WebhookDelivery> => {
    await settled();
    const found = (await deliveries()).find((one) => one.id === id);
    if (!found) throw new Error('no such delivery');
    return found;
  };
  /** What waits for its next try is due now: its time is the database’s. */
  const makeDue = () =>
    at.installation.database.rows('update outbox_event set available_at = now() where dispatched_at is null');
  const test = () => keeper(testWebhook, { params: { id: endpoint.id } });

  it('bring what a bank was told, by ids alone, signed, under one id', async () => {
    const applicant = await at.applicant();
    await at.push(applicant, bank);
    await settled();
    const { items } = await applicant.finance(getRequestEngagements, { params: { id: applicant.requestId } });
    const message = receiver.received.find(({ body }) => body.includes('engagement.push'));
    if (!message) throw new Error('nothing came');
    expect(JSON.parse(message.body)).toEqual({
      type: 'engagement.push',
      timestamp: expect.any(String),
      data: { recordKind: 'engagement', recordId: items[0]?.id },
    });
    expect(isSignedBy(secret, message)).toBe(true);
    expect(isSignedBy(`whsec_${Buffer.alloc(32).toString('base64')}`, message)).toBe(false);
    const mine = (await deliveries()).find(({ id }) => id === message.headers['webhook-id']);
    expect(mine).toMatchObject({ type: 'engagement.push', state: 'delivered', lastResult: 'http_204' });
    // Told again by a second delivery of the same event, they are sent once.
    await at.installation.database.rows(
      `update outbox_delivery set done_at = null, handed_at = '-infinity', generation = generation + 1
       where queue = 'engagements-tell'`,
    );
    await settled();
    expect(receiver.received.filter(({ body }) => body.includes('engagement.push'))).toHaveLength(1);
  });

  it.each<[Mood, RegExp]>([
    ['fails', /^http_500$/],
    ['resets', /^econnreset$/],
    ['redirects', /^http_302$/],
  ])('are tried again when the receiver %s, and taken once it is well', async (mood, result) => {
    receiver.mood = mood;
    const { id } = await test();
    const failed = await tried(id);
    expect(failed).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(failed.lastResult).toMatch(result);
    // Nothing was followed.
    expect(receiver.received.map(({ path }) => path)).toEqual(['/inbox']);
    receiver.mood = 'takes';
    await makeDue();
    expect(await tried(id)).toMatchObject({ state: 'delivered', attempts: 2, lastResult: 'http_204' });
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([id, id]);
  });

  it('give up on a receiver that hangs, and leave the others alone', async () => {
    receiver.mood = 'hangs';
    const { id } = await test();
    expect(await tried(id)).toMatchObject({ state: 'waiting', attempts: 1, lastResult: 'timeout' });
    receiver.mood = 'takes';
    await makeDue();
    expect((await tried(id)).state).toBe('delivered');
  });

  it('are dead after the last try, stay to be seen, and go again when somebody says so', async () => {
    receiver.mood = 'fails';
    const { id } = await test();
    for (let attempts = 1; attempts < MOST_TRIES; attempts += 1) {
      expect(await tried(id)).toMatchObject({ state: 'waiting', attempts });
      await makeDue();
    }
    expect(await tried(id)).toMatchObject({ state: 'dead', attempts: MOST_TRIES, lastResult: 'http_500' });
    receiver.mood = 'takes';
    expect(await keeper(resendWebhook, { params: { id } })).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(await tried(id)).toMatchObject({ state: 'delivered', attempts: 1 });
  });

  it('stop while the endpoint is paused, and for good when it is deleted', async () => {
    const params = { id: endpoint.id };
    await keeper(setWebhookState, { params, body: { state: 'paused' } });
    const applicant = await at.applicant();
    await at.push(applicant, bank);
    await settled();
    expect(receiver.received).toEqual([]);
    await keeper(setWebhookState, { params, body: { state: 'active' } });
    const other = await keeper(addWebhook, { body: { url: receiver.url } });
    await expect(
      keeper(setWebhookState, { params: { id: other.id }, body: { state: 'active' } }),
    ).rejects.toMatchObject({ code: 'webhook.no_secret' });
    await keeper(removeWebhook, { params: { id: other.id } });
    expect((await keeper(listWebhooks, {})).items.map(({ id }) => id)).toEqual([endpoint.id]);
    await expect(keeper(testWebhook, { params: { id: other.id } })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
  });

  it.each([
    ['no address', 'not_readable_at_all', 'unreadable'],
    ['a host that is not allowed', 'https://intranet.example.com/in', 'host_not_allowed'],
    ['an allowed host in the clear', 'http://hooks.example.com/in', 'not_https'],
    ['another port', 'https://hooks.example.com:6379/in', 'host_not_allowed'],
    ['a password in it', 'https://user:pass@hooks.example.com/in', 'unreadable'],
    ['an address written out', 'https://169.254.169.254/latest', 'host_not_allowed'],
  ])('go to no endpoint with %s', async (_, url, reason) => {
    const refused = keeper(addWebhook, { body: { url } });
    await expect(refused).rejects.toMatchObject({ code: 'webhook.url_refused', params: { reason } });
  });

  it('are another bank’s business to nobody', async () => {
    const other = await at.bank('示例银行乙');
    expect((await other.approver(listWebhooks, {})).items).toEqual([]);
    const params = { id: endpoint.id };
    await expect(other.approver(renewWebhookSecret, { params })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
    const [one] = await deliveries();
    await expect(other.approver(resendWebhook, { params: { id: one?.id ?? '' } })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
    await expect(bank.officer(listWebhooks, {})).rejects.toMatchObject({ code: 'permission.denied' });
  });

  it('reach the systems of a bureau, of its own unit alone', async () => {
    const city = await at.installation.signIn(await at.world.bureauOfficer('320500'));
    for (const call of [at.bureau, city]) {
      const { id } = await call(addWebhook, { body: { url: receiver.url } });
      await call(renewWebhookSecret, { params: { id } });
    }
    const sentTo = async (call: Call): Promise<readonly WebhookDelivery[]> => {
      const [one] = (await call(listWebhooks, {})).items;
      return (await call(listWebhookDeliveries, { params: { id: one?.id ?? '' }, query: {} })).items;
    };
    const waiting = await at.applicant({ regionCode: '320500', verified: false });
    await settled();
    const [told] = await sentTo(city);
    expect(told).toMatchObject({ type: 'request.submit', state: 'delivered' });
    const message = receiver.received.find(({ headers }) => headers['webhook-id'] === told?.id);
    expect(JSON.parse(message?.body ?? '')).toEqual({
      type: 'request.submit',
      timestamp: expect.any(String),
      data: { recordKind: 'financing_request', recordId: waiting.requestId },
    });
    // The province is not the unit it reports to.
    expect(await sentTo(at.bureau)).toEqual([]);
    expect((await keeper(listWebhooks, {})).items.map(({ id }) => id)).toEqual([endpoint.id]);
  });

  it('are signed by both secrets for a day after one was renewed, and by the new one then', async () => {
    const old = secret;
    ({ secret } = await keeper(renewWebhookSecret, { params: { id: endpoint.id } }));
    await tried((await test()).id);
    const [during] = receiver.received;
    if (!during) throw new Error('nothing came');
    expect([isSignedBy(old, during), isSignedBy(secret, during)]).toEqual([true, true]);
    at.installation.clock.advance(DAY_MS);
    keeper = await at.installation.signIn(bank.approverAccount);
    const { id } = await test();
    await tried(id);
    // A day later other messages are on their way too.
    const after = receiver.received.find(({ headers }) => headers['webhook-id'] === id);
    if (!after) throw new Error('nothing came');
    expect([isSignedBy(old, after), isSignedBy(secret, after)]).toEqual([false, true]);
    // Shown when it was made, and never again.
    expect(JSON.stringify(await keeper(listWebhooks, {}))).not.toContain(secret.slice(6));
  });
});
