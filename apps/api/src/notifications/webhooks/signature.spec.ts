import { shownSecret, signedHeaders } from './signature.js';

const SECRET = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const message = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  sentAt: new Date(1_614_265_330_000),
  body: '{"test": 2432232314}',
};

it('signs as the test vector of Standard Webhooks has it', () => {
  const secret = Buffer.from(SECRET, 'base64');
  expect(shownSecret(secret)).toBe(`whsec_${SECRET}`);
  expect(signedHeaders(message, [secret])).toEqual({
    'webhook-id': message.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it('signs with the secret before as well while a receiver changes over', () => {
  const secrets = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const both = signedHeaders(message, secrets)['webhook-signature']?.split(' ');
  expect(both).toEqual(secrets.map((secret) => signedHeaders(message, [secret])['webhook-signature']));
});
