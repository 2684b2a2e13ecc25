import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Database, type Tx } from '../platform/database/database.js';
import { policyBook } from './policy-book.js';
import { ServicePoliciesStore } from './service-policies.store.js';

/** How old what a process knows of policies and holidays can be. */
export const READ_AGAIN_MS = 30_000;

/** Keeps this process's book of policies and holidays in step with the tables. */
@Injectable()
export class PolicyReader implements OnModuleInit, OnApplicationShutdown {
  private interval: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly store: ServicePoliciesStore,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.readAgain();
    this.interval = setInterval(() => {
      // The next reading is soon, and until then the book is as it was.
      this.readAgain().catch(() => undefined);
    }, READ_AGAIN_MS);
    this.interval.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.interval);
  }

  async read(tx: Tx): Promise<void> {
    policyBook.learn(await this.store.policies(tx), await this.store.holidayYears(tx));
  }

  private readAgain(): Promise<void> {
    return this.database.asService('app_public', (tx) => this.read(tx));
  }
}
