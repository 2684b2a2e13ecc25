/** Work that falls due by the clock alone. The queue's scheduler starts it, in one worker at a time. */
export abstract class Chore {
  /** Kebab-case: it goes into keys of the queue and labels of metrics. */
  abstract readonly name: string;
  abstract readonly everyMs: number;
  abstract readonly timeoutMs: number;
  /** Does what is due by the injected clock; done twice, it changes nothing. */
  abstract run(signal: AbortSignal): Promise<void>;
}
