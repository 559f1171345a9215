import { expect, it } from 'vitest';
import {
  afterAnswer,
  disputedIn,
  nextToSend,
  sendableIn,
  withoutTick,
  withTick,
  type Ticks,
} from '../../../../src/domain/checklist/kept-ticks.ts';
import type { StoredTick, Tick, TickChange } from '../../../../src/domain/checklist/tick.ts';
import { today } from '../build.ts';

const wifi = { checklist: 'smartVillage', criterion: 'freeWifi' } as const;
const say = (met: boolean | null): Tick => ({ ...wifi, met, on: today });
const told = (met: boolean | null, version: number): StoredTick => ({ ...say(met), by: 'Trưởng thôn', version });
const none: Ticks = { told: [], unsent: [] };

it('a tick waits on the phone until the server has it', () => {
  const made = withTick(none, say(true));
  const sent = sendableIn(made);
  expect(sent).toEqual([{ ...say(true), seen: 0 }]);
  expect(afterAnswer(made, [], [])).toEqual(made);
  expect(afterAnswer(made, sent, [told(true, 5)])).toEqual({ told: [told(true, 5)], unsent: [] });
});

it('an answer that was lost is no dispute: the server has what was said', () => {
  const made = withTick(none, say(true));
  expect(afterAnswer(made, [], [told(true, 5)]).unsent).toEqual([]);
});

it('somebody else came first: nothing is sent over it until the person decides', () => {
  const made = withTick({ told: [told(null, 3)], unsent: [] }, say(true));
  const after = afterAnswer(made, sendableIn(made), [told(false, 9)]);
  expect(disputedIn(after)).toEqual(made.unsent);
  expect(sendableIn(after)).toEqual([]);
  expect(sendableIn(withTick(after, say(true)))).toEqual([{ ...say(true), seen: 9 }]);
  expect(withoutTick(after, wifi)).toEqual({ told: [told(false, 9)], unsent: [] });
});

it('what is changed again while it is sent goes on top of what was sent', () => {
  const made = withTick(none, say(true));
  const sent = sendableIn(made);
  const again = withTick(made, say(false));
  const after = afterAnswer(again, sent, [told(true, 5)]);
  expect(sendableIn(after)).toEqual([{ ...say(false), seen: 5 }]);
});

it('taken back to what is stored, there is nothing to send', () => {
  const before: Ticks = { told: [told(true, 5)], unsent: [] };
  expect(withTick(withTick(before, say(false)), say(true)).unsent).toEqual([]);
  expect(withTick(withTick(none, say(true)), say(null)).unsent).toEqual([]);
});

it('more ticks than one request may hold go in several, and what the server left out is not sent again', () => {
  const criteria = Array.from({ length: 130 }, (_, n) => `criterion${n}`);
  let ticks = criteria.reduce((all, criterion) => withTick(all, { ...say(true), criterion }), none);
  const tried = new Set<TickChange>();
  const sizes: number[] = [];
  for (let sent = nextToSend(ticks, tried, 60); sent.length > 0; sent = nextToSend(ticks, tried, 60)) {
    sizes.push(sent.length);
    for (const one of sent) tried.add(one);
    // The server knows all but the first of each request.
    const stored = sent.slice(1).map(({ seen, ...tick }): StoredTick => ({ ...tick, by: 'A', version: seen + 5 }));
    ticks = afterAnswer(ticks, sent, [...ticks.told, ...stored]);
  }
  expect(sizes).toEqual([60, 60, 10]);
  expect(ticks.unsent.map(({ criterion }) => criterion)).toEqual(['criterion0', 'criterion60', 'criterion120']);
});
