import { shownCounts } from './shown-counts.js';

const counted = { requests: 412, eligible: 63, gained: 9, lost: 4 };

it('counts nothing out below five, of what is lost as of what fits', () => {
  expect(shownCounts(counted, 'other')).toEqual({
    requests: 412,
    eligible: 63,
    change: { gained: 9, lost: null },
  });
  expect(shownCounts({ requests: 5, eligible: 4, gained: 0, lost: 5 }, 'other')).toEqual({
    requests: 5,
    eligible: null,
    change: { gained: null, lost: 5 },
  });
});

it('compares with nothing where nothing is published', () => {
  expect(shownCounts({ ...counted, gained: 63, lost: 0 }, 'none').change).toBeNull();
});

it('says plainly that an unchanged rule changes nothing', () => {
  expect(shownCounts({ ...counted, gained: 0, lost: 0 }, 'same').change).toEqual({ gained: 0, lost: 0 });
});
