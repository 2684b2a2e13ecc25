import { readConfig } from './config.js';

const urls = {
  DATABASE_API_URL: 'postgres://a@127.0.0.1/x',
  DATABASE_WORKER_URL: 'postgres://w@127.0.0.1/x',
  DATABASE_QUEUE_URL: 'postgres://q@127.0.0.1/x',
};

describe('readConfig', () => {
  it('fills in what is not said', () => {
    expect(readConfig(urls)).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      redisUrl: undefined,
      logLevel: 'info',
    });
  });

  it('takes the nodes of a Redis cluster, and nothing that is no address', () => {
    const cluster = 'redis://:secret@10.0.0.1:6379,rediss://10.0.0.2:6379';
    expect(readConfig({ ...urls, REDIS_URL: cluster }).redisUrl).toBe(cluster);
    expect(() => readConfig({ ...urls, REDIS_URL: 'redis://10.0.0.1:6379,10.0.0.2' })).toThrow('REDIS_URL');
  });

  it('sends mail only when it knows by which server and in whose name', () => {
    expect(readConfig(urls).mail).toBeUndefined();
    const SMTP_URL = 'smtps://robot:secret@mail.example.com';
    expect(() => readConfig({ ...urls, SMTP_URL })).toThrow('MAIL_FROM');
    expect(() => readConfig({ ...urls, SMTP_URL: 'https://mail.example.com' })).toThrow('SMTP_URL');
    expect(readConfig({ ...urls, SMTP_URL, MAIL_FROM: 'no-reply@example.com' }).mail).toEqual({
      smtpUrl: SMTP_URL,
      from: 'no-reply@example.com',
    });
  });

  it('sends to other systems only at hosts it was told', () => {
    expect(readConfig(urls).outbound).toBeUndefined();
    const WEBHOOK_HOSTS = 'hooks.example.com,bank.example.cn';
    expect(readConfig({ ...urls, WEBHOOK_HOSTS }).outbound).toEqual({
      hosts: ['hooks.example.com', 'bank.example.cn'],
    });
    expect(() => readConfig({ ...urls, WEBHOOK_HOSTS: 'https://hooks.example.com' })).toThrow(
      'WEBHOOK_HOSTS',
    );
    expect(() => readConfig({ ...urls, WEBHOOK_HOSTS: 'localhost' })).toThrow('WEBHOOK_HOSTS');
  });

  it('lists every fault at once', () => {
    expect(() => readConfig({ ...urls, PORT: 'many', LOG_LEVEL: 'loud' })).toThrow(/PORT[\s\S]*LOG_LEVEL/);
  });

  it('does not run without the three logins', () => {
    expect(() => readConfig({ ...urls, DATABASE_QUEUE_URL: undefined })).toThrow('DATABASE_QUEUE_URL');
  });
});
