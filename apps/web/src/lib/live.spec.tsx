import { act, render } from '@testing-library/react';
import { jest } from '@jest/globals';
import { useLive, type LiveNews } from './live.js';

const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

/** The browser's end of a stream, driven by the test. */
class FakeSource extends EventTarget {
  static readonly opened: FakeSource[] = [];
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  isClosed = false;

  constructor(readonly url: string) {
    super();
    FakeSource.opened.push(this);
  }
  close(): void {
    this.isClosed = true;
  }
  say(type: string, data: string): void {
    this.dispatchEvent(new MessageEvent(type, { data }));
  }
}

function Listener({ onNews }: { readonly onNews: (news: LiveNews) => void }) {
  useLive(['match'], onNews);
  return null;
}

const last = (): FakeSource => {
  const source = FakeSource.opened.at(-1);
  if (source === undefined) throw new Error('no stream was opened');
  return source;
};

describe('useLive', () => {
  beforeEach(() => {
    FakeSource.opened.length = 0;
    Object.assign(globalThis, { EventSource: FakeSource });
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('shares one stream and tells each listener what concerns it', () => {
    const heard: LiveNews[] = [];
    const { unmount } = render(
      <>
        <Listener onNews={(news) => heard.push(news)} />
        <Listener onNews={() => undefined} />
      </>,
    );
    expect(FakeSource.opened).toHaveLength(1);
    expect(last().url).toBe('/api/v1/live');
    last().say('change', JSON.stringify({ kind: 'match', id: ID }));
    last().say('change', JSON.stringify({ kind: 'import', id: ID }));
    last().say('change', 'not JSON');
    expect(heard).toEqual([{ kind: 'match', id: ID }]);
    unmount();
    expect(last().isClosed).toBe(true);
  });

  it('dials again with growing pauses and says that changes may have been missed', () => {
    const heard: LiveNews[] = [];
    const { unmount } = render(<Listener onNews={(news) => heard.push(news)} />);
    act(() => last().onopen?.());
    expect(heard).toEqual([]);
    last().onerror?.();
    jest.advanceTimersByTime(999);
    expect(FakeSource.opened).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(FakeSource.opened).toHaveLength(2);
    last().onerror?.();
    jest.advanceTimersByTime(1_999);
    expect(FakeSource.opened).toHaveLength(2);
    jest.advanceTimersByTime(1);
    act(() => last().onopen?.());
    expect(heard).toEqual(['resumed']);
    unmount();
    jest.advanceTimersByTime(60_000);
    expect(FakeSource.opened).toHaveLength(3);
  });

  it('passes on that the server lost sight of changes', () => {
    const heard: LiveNews[] = [];
    const { unmount } = render(<Listener onNews={(news) => heard.push(news)} />);
    last().say('refresh', '{}');
    expect(heard).toEqual(['resumed']);
    unmount();
  });
});
