// A finger's tap on an answer until the next question is painted, beside a bare page that stores nothing: the built app
// in Chromium with its processor slowed down. Ratios of one run are compared, never times of two.
import type { CDPSession, Page } from '@playwright/test';
import { withDemo } from './demo-server.ts';
import type { Bench } from './entry.ts';
import { fillByPull } from './fill-by-pull.ts';
import { answerOtherwise, awaitTap, firstAnswer, floorPage, sectionShown, tapped } from './in-page/finger.ts';
import { withPhonePage } from './phone-page.ts';
import { loadNote, milliseconds, ratio } from './print.ts';

const fingerDown = 90;
const floorTaps = 12;
/** Between two taps, as somebody reads a question; what an answer still has to do in peace is done by then. */
const reading = 800;

const quantile = (all: readonly number[], share: number): number =>
  [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))] ?? Number.NaN;

interface Taps {
  readonly throttle: number;
  readonly ours: readonly number[];
  readonly sectionEnds: readonly number[];
  readonly floor: readonly number[];
}

const countsIn = ({ throttle, ours, sectionEnds }: Taps): string =>
  `${ours.length} answers at ${throttle}×, ${sectionEnds.length} of them a person's last`;

export const bench: Bench = {
  tables: async () => {
    const all = await taps();
    return [
      {
        title: 'A tap with a finger (90 ms down) → the next question painted',
        columns: ['slower', 'median', 'p75', 'longest', 'to the bare page'],
        rows: all.flatMap(({ throttle, ours, sectionEnds, floor }) =>
          (
            [
              ['a bare page that stores nothing', floor],
              ['an answer', ours],
              ['the last answer of a person', sectionEnds],
            ] as const
          ).map(([what, times]) => [
            what,
            `${throttle}×`,
            milliseconds(quantile(times, 0.5)),
            milliseconds(quantile(times, 0.75)),
            milliseconds(Math.max(...times)),
            ratio(quantile(times, 0.5), quantile(floor, 0.5)),
          ]),
        ),
        notes: [
          `From the finger's leaving the glass. ${all.map(countsIn).join('; ')}.`,
          'Budget: an answer at most 1.6 times the bare page, at 4× and at 9×.',
          loadNote(),
        ],
      },
    ];
  },
};

const taps = (): Promise<Taps[]> =>
  withDemo(({ url, links }) =>
    withPhonePage(url, async (page, context) => {
      const village = await fillByPull(page, 60);
      await page.goto(`/join#t=${links['lead'] ?? ''}`);
      await page.waitForURL(/\/p\//, { timeout: 60_000 });
      const base = new URL(page.url()).pathname.split('/').slice(0, 3).join('/');
      await village.isThere;
      const { small, large } = await village.made;
      const session = await context.newCDPSession(page);
      const all: Taps[] = [];
      for (const [throttle, household] of [
        [4, small],
        [9, large],
      ] as const) {
        const floor = await floorTimes(page, session, throttle);
        await page.goto(`${base}/households/${household}`);
        await page.getByRole('button', { name: 'Hỏi đủ, cả bộ câu hỏi' }).click();
        await page.getByRole('radio').first().waitFor();
        all.push({ throttle, floor, ...(await formTimes(page, session, throttle)) });
      }
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      return all;
    }),
  );

async function floorTimes(page: Page, session: CDPSession, throttle: number): Promise<number[]> {
  await page.goto('/healthz');
  await page.evaluate(floorPage);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  const times: number[] = [];
  for (let round = 0; round < floorTaps; round++) {
    const took = await tapAnswer(page, session);
    if (took !== undefined) times.push(took);
    await page.waitForTimeout(300);
  }
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return times;
}

const mostTaps = 40;

async function formTimes(
  page: Page,
  session: CDPSession,
  throttle: number,
): Promise<{ readonly ours: number[]; readonly sectionEnds: number[] }> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  const [ours, sectionEnds]: [number[], number[]] = [[], []];
  for (let round = 0; round < mostTaps && sectionEnds.length < 2; round++) {
    const before = await page.evaluate(sectionShown);
    const took = await tapAnswer(page, session);
    if (took === undefined) await page.evaluate(answerOtherwise);
    else ours.push(took);
    await page.waitForTimeout(reading);
    if (took !== undefined && (await page.evaluate(sectionShown)) !== before) sectionEnds.push(took);
  }
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return { ours, sectionEnds };
}

/** Undefined where the step on the screen takes more than a tap. */
async function tapAnswer(page: Page, session: CDPSession): Promise<number | undefined> {
  const point = await page.evaluate(firstAnswer);
  if (!point) return undefined;
  await page.waitForTimeout(200); // the page has scrolled by then
  await page.evaluate(awaitTap);
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await page.waitForTimeout(fingerDown);
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  return page.evaluate(tapped);
}
