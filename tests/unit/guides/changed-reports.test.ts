import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  addReport,
  isReported,
  loadManyChanged,
  sendReports,
} from '../../../src/features/guides/changed/changed-reports.ts';
import { readReports } from '../../../src/features/guides/live/local-preferences.ts';
import type { Day } from '../../../src/lib/day.ts';

const day = '2026-11-30' as Day;
const json = (status: number): Response => Response.json({}, { status });

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  });
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
});

afterEach(() => vi.unstubAllGlobals());

/** The server's answers in order; what was sent is in the list returned. */
function answering(...answers: (Response | Error)[]): unknown[] {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (_url: string, { body, credentials }: RequestInit) => {
    sent.push(JSON.parse(typeof body === 'string' ? body : ''));
    expect(credentials).toBe('omit');
    const answer = answers.shift();
    if (!(answer instanceof Response)) throw answer ?? new TypeError('no network');
    return answer;
  });
  return sent;
}

describe('a report that a screen differs', () => {
  it('holds the step, the app and the day, and each step is reported once', async () => {
    addReport('vneid/open/wallet', 'VNeID', day);
    addReport('vneid/open/wallet', 'VNeID', day);
    const sent = answering(json(200));
    expect(await sendReports()).toBe(true);
    expect(sent).toEqual([{ step: 'vneid/open/wallet', app: 'VNeID', on: day }]);
    expect(isReported('vneid/open/wallet')).toBe(true);
    expect(readReports().waiting).toEqual([]);
  });

  it.each<[string, Response | Error]>([
    ['there is no network', new TypeError('no network')],
    ['the server is busy', json(429)],
    ['the server fails', json(503)],
    ['a portal answers for it', new Response('<p>Wi-Fi', { headers: { 'content-type': 'text/html' } })],
  ])('waits while %s, and goes later', async (_, answer) => {
    addReport('vneid/open/wallet', undefined, day);
    answering(answer);
    expect(await sendReports()).toBe(false);
    const sent = answering(json(200));
    expect(await sendReports()).toBe(true);
    expect(sent).toEqual([{ step: 'vneid/open/wallet', on: day }]);
  });

  it('that the server will never take is not sent again', async () => {
    addReport('gone/part/step', undefined, day);
    answering(json(400));
    expect(await sendReports()).toBe(true);
    expect(readReports().waiting).toEqual([]);
  });
});

it('steps that many reported are none where the server does not answer', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ steps: ['vneid/open/wallet', 7] }));
  expect(await loadManyChanged()).toEqual(['vneid/open/wallet']);
  vi.stubGlobal('fetch', async () => new Response('<p>Wi-Fi'));
  expect(await loadManyChanged()).toEqual([]);
});
