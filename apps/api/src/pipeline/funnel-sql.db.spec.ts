import {
  saveFinancingRequest,
  startFinancingRequest,
  submitFinancingRequest,
} from '@yinqi/contracts/financing-requests';
import { returnFinancingRequest } from '@yinqi/contracts/request-decisions';
import { getPipelineOverview } from '@yinqi/contracts/pipeline';
import { openInstallation, type Installation } from '../../test/support/installation.js';
import { World } from '../../test/support/world.js';

const DAY_MS = 86_400_000;
/** Monday in Beijing. */
const NOW = new Date('2026-11-02T02:00:00Z');

describe('the day a request is registered on', () => {
  let installation: Installation;
  let world: World;

  beforeAll(async () => {
    installation = await openInstallation({ worker: false, now: NOW });
    world = await World.open(installation.database);
  });
  afterAll(async () => {
    await world.close();
    await installation.close();
  });

  it('stays the first one, also when it is returned and submitted again', async () => {
    const enterprise = await world.enterprise();
    const finance = await installation.signIn(await world.account('enterprise', enterprise.id, ['finance']));
    const bureau = await installation.signIn(await world.bureauOfficer('320000'));
    const { id, version } = await finance(startFinancingRequest, { body: {} });
    const params = { id };
    const saved = await finance(saveFinancingRequest, {
      params,
      version,
      body: {
        purpose: 'working_capital',
        amountFen: '3200000000',
        termMonths: 12,
        neededBy: '2026-12-31',
        contactName: '沈予安',
        contactPhone: '13800000001',
      },
    });
    const submitted = await finance(submitFinancingRequest, { params, version: saved.version });
    const returned = await bureau(returnFinancingRequest, {
      params,
      version: submitted.version,
      body: { items: [{ field: 'amountFen', text: '请核对金额' }] },
    });
    installation.clock.advance(DAY_MS);
    const clerk = await installation.signIn(await world.account('enterprise', enterprise.id, ['finance']));
    const again = await clerk(submitFinancingRequest, { params, version: returned.version });
    // The bureau's two working days run from the second submission.
    expect(again.submittedAt).toBe(new Date(NOW.getTime() + DAY_MS).toISOString());
    const officer = await installation.signIn(await world.bureauOfficer('320000'));
    const registeredOn = async (day: string) => {
      const { funnel } = await officer(getPipelineOverview, { query: { from: day, to: day } });
      return funnel.find(({ stage }) => stage === 'registered')?.count;
    };
    expect(await registeredOn('2026-11-02')).toBe(1);
    expect(await registeredOn('2026-11-03')).toBe(0);
  });
});
