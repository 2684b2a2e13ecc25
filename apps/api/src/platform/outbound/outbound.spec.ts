import { Outbound } from './outbound.js';

const NO_HEADERS = {};

describe('whereto the platform sends by itself', () => {
  const outbound = new Outbound({ hosts: ['hooks.example.com', 'localhost', '127.0.0.1', '10.0.0.1'] });

  it.each([
    ['https://hooks.example.com/in?bank=1', undefined],
    ['https://HOOKS.example.com/in', undefined],
    ['http://hooks.example.com/in', 'not_https'],
    ['ftp://hooks.example.com/in', 'not_https'],
    ['https://hooks.example.com:8443/in', 'host_not_allowed'],
    ['https://hooks.example.com.evil.example/in', 'host_not_allowed'],
    ['https://user:secret@hooks.example.com/in', 'unreadable'],
    ['https://127.0.0.1/in', 'host_not_allowed'],
    // Other ways to write 127.0.0.1 and 10.0.0.1; an address is refused even where somebody allowed it by mistake.
    ['https://0x7f000001/in', 'host_not_allowed'],
    ['https://2130706433/in', 'host_not_allowed'],
    ['https://10.1/in', 'host_not_allowed'],
    ['https://[::ffff:7f00:1]/in', 'host_not_allowed'],
    ['hooks.example.com', 'unreadable'],
  ])('%s: %s', (url, fault) => {
    expect(outbound.faultOf(url)).toBe(fault);
  });

  it('connects to no name that leads into a network of our own', async () => {
    expect(await outbound.post('https://localhost/in', NO_HEADERS, '{}')).toBe('refused_address');
  });

  it('is off where nothing is allowed', async () => {
    const off = new Outbound(undefined);
    expect(off.hosts).toEqual([]);
    expect(await off.post('https://hooks.example.com/in', NO_HEADERS, '{}')).toBe('host_not_allowed');
  });
});
