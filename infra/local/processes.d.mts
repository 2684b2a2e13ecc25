export type Killable = {
  readonly pid: number;
  start(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
};

export type ProgramProcess = Killable & { readonly output: string };

export type DemoAccount = {
  readonly side: string;
  readonly username: string;
  readonly password: string;
  readonly organisation: string;
};

export type RunningProcesses = {
  readonly origin: string;
  readonly adminUrl: string;
  readonly accounts: readonly DemoAccount[];
  readonly postgres: Killable;
  readonly api: ProgramProcess;
  readonly worker: ProgramProcess;
  stop(): Promise<void>;
};

export function openProcesses(options: {
  readonly dataDir: string;
  readonly seed?: readonly string[];
  readonly logLevel?: string;
  readonly withWorker?: boolean;
  readonly durable?: boolean;
}): Promise<RunningProcesses>;
