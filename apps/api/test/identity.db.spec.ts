import { getSession, signIn, signOut, signOutEverywhere } from '@yinqi/contracts/identity';
import { openInstallation, type Installation } from './support/installation.js';
import { World, type Account } from './support/world.js';

describe('sign-in and sessions', () => {
  let installation: Installation;
  let world: World;
  let officer: Account;

  beforeAll(async () => {
    installation = await openInstallation({ worker: false });
    world = await World.open(installation.database);
    officer = await world.bureauOfficer();
  });
  afterAll(async () => {
    await world.close();
    await installation.close();
  });

  it('opens a session that knows organisation, roles and permissions', async () => {
    const call = await installation.signIn(officer);
    const session = await call(getSession, {});
    expect(session.side).toBe('bureau');
    expect(session.organisation).toMatchObject({
      name: '江苏省商务厅',
      unitLevel: 'province',
      regionCode: '320000',
    });
    expect(session.permissions).toContain('imports.manage');
    expect(session.permissions).not.toContain('engagements.handle');
  });

  it('marks the session of a bureau where enterprises are invented', async () => {
    const call = await installation.signIn(officer);
    await expect(call(getSession, {})).resolves.toMatchObject({ organisation: { demo: false } });
    const { id } = await world.enterprise();
    await installation.database.rows('update enterprise set demo = true where id = $1', [id]);
    await expect(call(getSession, {})).resolves.toMatchObject({ organisation: { demo: true } });
  });

  it('answers a wrong password and an unknown name alike', async () => {
    const wrong = { username: officer.username, password: 'not it' };
    const unknown = { username: 'nobody.here', password: 'not it' };
    for (const body of [wrong, unknown]) {
      await expect(installation.anonymous(signIn, { body })).rejects.toMatchObject({
        code: 'session.wrong_credentials',
        status: 401,
      });
    }
  });

  it('makes a guesser wait longer and longer, and forgets when the window has passed', async () => {
    const victim = await world.bureauOfficer('320500');
    const guess = { body: { username: victim.username, password: 'guess' } };
    for (let attempt = 1; attempt <= 5; attempt++) {
      await expect(installation.anonymous(signIn, guess)).rejects.toMatchObject({
        code: 'session.wrong_credentials',
      });
    }
    await expect(installation.anonymous(signIn, guess)).rejects.toMatchObject({
      code: 'session.throttled',
      params: { waitSeconds: 1 },
    });
    installation.clock.advance(15 * 60 * 1000);
    const call = await installation.signIn(victim);
    await expect(call(getSession, {})).resolves.toMatchObject({ side: 'bureau' });
  });

  it('ends one session at sign-out and all of them at sign-out everywhere', async () => {
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => installation.signIn(officer)));
    if (!first || !second || !third) throw new Error('three sessions were opened');
    await first(signOut, {});
    await expect(first(getSession, {})).rejects.toMatchObject({ code: 'session.required' });
    await expect(second(getSession, {})).resolves.toBeDefined();
    await second(signOutEverywhere, {});
    await expect(third(getSession, {})).rejects.toMatchObject({ code: 'session.required' });
  });

  it('ends a session that was idle for two hours', async () => {
    const call = await installation.signIn(officer);
    installation.clock.advance(2 * 60 * 60 * 1000 + 1);
    await expect(call(getSession, {})).rejects.toMatchObject({ code: 'session.required' });
  });

  it('refuses a command sent from a foreign page', async () => {
    const answer = await fetch(`${installation.origin}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
      body: JSON.stringify({ username: officer.username, password: officer.password }),
    });
    expect(answer.status).toBe(403);
    await expect(answer.json()).resolves.toMatchObject({ code: 'origin.refused' });
  });

  it('leaves it to the load balancer to end an idle connection', async () => {
    const answer = await fetch(`${installation.origin}/health`);
    await answer.arrayBuffer();
    expect(answer.headers.get('keep-alive')).toBe('timeout=75');
  });
});
