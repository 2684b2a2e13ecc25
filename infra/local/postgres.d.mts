export type RunningPostgres = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly location: string;
  readonly created: boolean;
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  stop(limitMs?: number): Promise<void>;
};

export function startPostgres(options: {
  readonly dataDir: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly durable?: boolean;
  readonly onLog?: (text: string) => void;
}): Promise<RunningPostgres>;
