import type { Job } from './job.ts';

/** Everything the server does by itself. A new job goes into a file of its own beside what it works on, and into this list. */
export function serverJobs(): readonly Job[] {
  return [];
}
