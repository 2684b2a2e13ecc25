import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { QuotaCommand } from '@yinqi/domain/quota';

/** Runs built code, as an API process would. */
const ENTRY = new URL('quota-writer.mjs', import.meta.url);

/** A writer of the quota ledger in a process of its own. */
export class PosterProcess {
  private readonly waiting = new Map<number, (code: string) => void>();
  private sent = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (answer: { readonly at: number; readonly code: string }) => {
      this.waiting.get(answer.at)?.(answer.code);
      this.waiting.delete(answer.at);
    });
  }

  static async start(databaseUrl: string): Promise<PosterProcess> {
    // Amounts are bigint, which JSON does not carry.
    const child = fork(ENTRY, [databaseUrl], { serialization: 'advanced', execArgv: [] });
    const [word] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
    if (word !== 'ready') throw new Error(`a writer did not start: ${String(word)}`);
    return new PosterProcess(child);
  }

  /** What became of it: accepted, replayed, or the code of the refusal. */
  post(command: QuotaCommand): Promise<string> {
    const at = (this.sent += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(at, resolve);
      this.child.send({ at, command }, (error) => {
        if (error) reject(error);
      });
    });
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.disconnect();
    await gone;
  }
}
