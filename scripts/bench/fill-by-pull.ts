import type { Page } from '@playwright/test';
import type { PullPage } from '../../src/protocol/pull.ts';
import { bigVillage, type BigVillage } from './big-village.ts';

const pageSize = 500;

/** Answers the app's pulls with the big village, page by page; everything else is the real server's. */
export async function fillByPull(
  page: Page,
  households: number,
): Promise<{ readonly made: Promise<BigVillage>; readonly isThere: Promise<void> }> {
  let made: BigVillage | undefined;
  let [tellMade, tellThere] = [(_: BigVillage): void => undefined, (): void => undefined];
  const promises = {
    made: new Promise<BigVillage>((resolve) => (tellMade = resolve)),
    isThere: new Promise<void>((resolve) => (tellThere = resolve)),
  };
  let account = '';
  await page.route('**/api/p/*/me*', async (route) => {
    const answer = await route.fetch();
    account = ((await answer.json()) as { account: string }).account;
    await route.fulfill({ response: answer });
  });
  await page.route('**/api/p/*/push*', (route) => route.abort());
  await page.route('**/api/p/*/pull*', async (route) => {
    const answer = await route.fetch();
    if (!answer.ok()) return route.fulfill({ response: answer });
    const real = (await answer.json()) as PullPage;
    if (!made) {
      made = bigVillage(households, 4, account);
      tellMade(made);
    }
    const query = new URL(route.request().url()).searchParams;
    const from = query.has('epoch') ? made.rows.findIndex(({ id }) => id === query.get('id')) + 1 : 0;
    const rows = made.rows.slice(from, from + pageSize);
    const last = rows[rows.length - 1] ?? made.rows[made.rows.length - 1]!;
    const more = from + rows.length < made.rows.length;
    if (!more) tellThere();
    const { digest: _digest, ...rest } = real;
    await route.fulfill({
      json: {
        ...rest,
        restart: false,
        rows,
        outcomes: [],
        more,
        cursor: { ...real.cursor, version: last.version, id: last.id, held: more ? 0 : last.version },
      } satisfies PullPage,
    });
  });
  return promises;
}
