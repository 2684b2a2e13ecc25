import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { keepRunning, launchNode } from './service.mjs';

let folder;
const services = [];

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yinqi-service-'));
});

afterEach(async () => {
  for (const service of services.splice(0)) await service.stop(100);
});

afterAll(() => fs.rmSync(folder, { recursive: true }));

function program(name, source) {
  const file = path.join(folder, `${name}.mjs`);
  fs.writeFileSync(file, source);
  return file;
}

/** Starts the program and hands out, one by one, the process ids it ran under. */
async function keep(file, reactions = {}) {
  const ready = [];
  const waiting = [];
  const announce = (pid) => (waiting.length > 0 ? waiting.shift()(pid) : ready.push(pid));
  let pid;
  const service = await keepRunning({
    name: 'example',
    launch: async () =>
      launchNode(file, { env: process.env, onOutput: () => {}, onReady: () => announce(pid) }),
    onStart: (child) => {
      pid = child.pid;
    },
    onCrash: () => {},
    onGiveUp: () => {},
    ...reactions,
  });
  services.push(service);
  const next = () =>
    ready.length > 0 ? Promise.resolve(ready.shift()) : new Promise((done) => waiting.push(done));
  return { service, next };
}

const FAITHFUL = "process.send('ready'); setInterval(() => {}, 1000);";

describe('a supervised process', () => {
  it('is started again after a crash', async () => {
    const { next } = await keep(program('faithful', FAITHFUL));
    const first = await next();
    process.kill(first, 'SIGKILL');
    expect(await next()).not.toBe(first);
  });

  it('is given up when it crashes more than five times within a minute', async () => {
    let starts = 0;
    const reason = await new Promise((resolve) => {
      void keep(program('broken', 'process.exit(7)'), {
        onStart: () => {
          starts += 1;
        },
        onGiveUp: () => resolve('gave up'),
      });
    });
    // The first start and five further ones.
    expect([reason, starts]).toEqual(['gave up', 6]);
  });

  it('is killed when it does not leave in time', async () => {
    const { service, next } = await keep(program('stubborn', `process.on('SIGTERM', () => {}); ${FAITHFUL}`));
    const pid = await next();
    await service.stop(200);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('stays away once it was stopped, though it dies of it', async () => {
    let crashes = 0;
    const onCrash = () => {
      crashes += 1;
    };
    const { service, next } = await keep(program('calm', FAITHFUL), { onCrash });
    await next();
    await service.stop(2_000);
    expect(crashes).toBe(0);
  });
});
