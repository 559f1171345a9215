import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PullPage } from '../../protocol/pull.ts';
import type { PushResponse } from '../../protocol/push.ts';
import type { Database } from '../accounts/deps.ts';
import { readBackupTime, readUnsent } from './readings.ts';

/**
 * The server's metrics for Prometheus. Labels are route patterns, kinds and codes: never an id, a name or an address.
 */
export interface Metrics {
  /** The exposition text, and its content type. */
  text(): Promise<{ readonly body: string; readonly type: string }>;
  answered(answer: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
  refused(problem: string): void;
  pushed(response: PushResponse): void;
  pulled(page: PullPage): void;
  /** A request failed with an error of the database or the program. */
  readonly failed: (retryable: boolean) => void;
}

const labelled = (status: number): string => `${Math.floor(status / 100)}xx`;

/** Creates the metrics of this process. Gauges read the database when `text` is called. */
export function createMetrics({ db }: { readonly db: Database }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Event loop lag, memory, CPU, open handles.
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    registers,
    name: 'thonso_http_request_duration_seconds',
    help: 'Time to answer, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  });
  const operations = new Counter({
    registers,
    name: 'thonso_push_operations_total',
    help: 'Operations of answered pushes, by outcome',
    labelNames: ['outcome'],
  });
  const rows = new Counter({ registers, name: 'thonso_pull_rows_total', help: 'Records given to phones' });
  const refusals = new Counter({
    registers,
    name: 'thonso_refusals_total',
    help: 'Refused requests, by reason',
    labelNames: ['reason'],
  });
  const failures = new Counter({
    registers,
    name: 'thonso_failures_total',
    help: 'Requests that failed: retryable (database away, busy or full) or by a bug',
    labelNames: ['kind'],
  });
  for (const kind of ['retryable', 'bug']) failures.inc({ kind }, 0);
  new Gauge({
    registers,
    name: 'thonso_backup_finished_timestamp_seconds',
    help: 'When the last backup was finished, Unix time; 0 before the first. Its age: time() - this',
    async collect() {
      this.set((await readBackupTime(db)) / 1000);
    },
  });
  new Gauge({
    registers,
    name: 'thonso_unsent_forms',
    help: 'Forms and drafts that phones had not sent yet as of their last contact',
    async collect() {
      this.set((await readUnsent(db)).forms);
    },
  });
  new Gauge({
    registers,
    name: 'thonso_phones_with_unsent_forms',
    help: 'Phones that held unsent forms or drafts at their last contact',
    async collect() {
      this.set((await readUnsent(db)).phones);
    },
  });
  return {
    text: async () => ({ body: await registry.metrics(), type: registry.contentType }),
    answered: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: labelled(status) }, seconds),
    refused: (reason) => refusals.inc({ reason }),
    pushed: ({ outcomes }) => {
      for (const { outcome } of outcomes) operations.inc({ outcome });
    },
    pulled: (page) => rows.inc(page.rows.length),
    failed: (retryable) => failures.inc({ kind: retryable ? 'retryable' : 'bug' }),
  };
}
