import type { Day } from '../../../lib/day.ts';
import { keepReports, readReports, type WaitingReport } from '../live/local-preferences.ts';

const address = '/api/guides/changed';

/** Keeps a report on this phone until the server has counted it. Each step is reported once. */
export function addReport(step: string, app: string | undefined, on: Day): void {
  const { waiting, told } = readReports();
  if (told.includes(step)) return;
  keepReports({ waiting: [...waiting, { step, on, ...(app !== undefined && { app }) }], told: [...told, step] });
}

export const isReported = (step: string): boolean => readReports().told.includes(step);

let sending: Promise<boolean> | undefined;

/**
 * Sends what waits, one after the other; what the server did not answer stays for another time.
 * @returns whether nothing waits any more
 */
export const sendReports = (): Promise<boolean> =>
  (sending ??= sendAll().finally(() => {
    sending = undefined;
  }));

async function sendAll(): Promise<boolean> {
  for (let next = readReports().waiting[0]; next; next = readReports().waiting[0]) {
    if (!(await isSettled(next))) return false;
    const { waiting, told } = readReports();
    keepReports({ waiting: waiting.slice(1), told });
    // Where nothing is stored the same report would come again and again.
    if (readReports().waiting[0]?.step === next.step) return false;
  }
  return true;
}

/** Whether the server counted the report, or will never take it. A portal may answer 200 in its place. */
async function isSettled(report: WaitingReport): Promise<boolean> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(report),
    });
    if (answer.status === 429 || answer.status >= 500) return false;
    return answer.headers.get('content-type')?.startsWith('application/json') === true;
  } catch (error) {
    console.info('The report waits for a network.', error);
    return false;
  }
}

/** The steps that many people reported; none where the server cannot be asked. */
export async function loadManyChanged(): Promise<readonly string[]> {
  try {
    const answer = await fetch(address, { credentials: 'omit' });
    const { steps } = (await answer.json()) as { readonly steps?: unknown };
    return Array.isArray(steps) ? steps.filter((one): one is string => typeof one === 'string') : [];
  } catch (error) {
    console.info('Whether screens were reported is not known without a network.', error);
    return [];
  }
}
