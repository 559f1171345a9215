import { expect, it } from 'vitest';
import { createIds } from '../../../src/lib/ids.ts';
import type { Notice } from '../../../src/protocol/accounts/join.ts';
import { markNewsSeen, unseenNews } from '../../../src/features/team/seen-news.ts';
import { seeded } from '../../support/seeded.ts';

it('shows news oldest first until each was seen, to each person on the phone apart', () => {
  let time = 0;
  const newId = createIds({ now: () => ++time * 1000 }, seeded(3));
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const [lan, y] = [newId(), newId()];
  const [first, second] = [1, 2].map((at): Notice => ({ id: newId(), at, action: 'joinedAgain' }));
  expect(unseenNews(storage, lan, [second!, first!])).toEqual([first, second]);
  markNewsSeen(storage, lan, first!.id);
  expect(unseenNews(storage, lan, [second!, first!])).toEqual([second]);
  expect(unseenNews(storage, y, [second!, first!])).toEqual([first, second]);
  markNewsSeen(storage, lan, second!.id);
  const third: Notice = { id: newId(), at: 3, action: 'phoneWithdrawn' };
  expect(unseenNews(storage, lan, [third, second!, first!])).toEqual([third]);
});
