import type { Page } from '@playwright/test';
import type { Area } from '../../src/domain/access/area.ts';
import type { Figure } from '../../src/domain/indicator/counts.ts';
import type { MeResponse } from '../../src/protocol/accounts/join.ts';
import type { ProgressResponse, VillageProgress } from '../../src/protocol/progress.ts';

const names = [
  'Tân Đông',
  'Tân Lập',
  'Phước Hòa',
  'Kniêr',
  'Dhiê̆',
  'Thạnh Phú',
  'Ea Kuăng',
  'Hòa An',
  'Sơn Hà',
  'Jŭng',
];
const longest = 'Tổ dân phố Phước Trạch Thạnh Phú Xuân Hòa Đông';
const day = 24 * 60 * 60 * 1000;

/**
 * Answers an officer's questions about areas and figures with as many villages as are wanted, below the first commune;
 * everything else is the real server's. No village or commune has more than invented figures.
 * @param communes how many communes the villages are of
 */
export async function answerWithVillages(page: Page, count: number, communes = 1): Promise<void> {
  let areas: readonly Area[] = [];
  await page.route('**/api/p/*/me*', async (route) => {
    const answer = await route.fetch();
    if (!answer.ok()) return route.fulfill({ response: answer });
    const me = (await answer.json()) as MeResponse;
    const first = me.areas.find(({ kind }) => kind === 'commune');
    const above = me.areas.filter(({ kind, id }) => kind === 'province' || id === first?.id);
    const others = Array.from({ length: communes - 1 }, (_, at): Area => ({
      id: idOf(1, at),
      kind: 'commune',
      prefix: 'xã',
      name: `${names[at % names.length]} ${at + 1}`,
      aliases: [],
      ...(first?.parent !== undefined && { parent: first.parent }),
    }));
    const parents = [...(first ? [first] : []), ...others];
    areas = Array.from({ length: count }, (_, at): Area => ({
      id: idOf(2, at),
      kind: 'village',
      prefix: at % 3 === 0 ? 'buôn' : 'thôn',
      name: at === 1 ? longest : `${names[at % names.length]} ${Math.floor(at / names.length) + 1}`,
      aliases: [],
      parent: parents[at % parents.length]!.id,
    }));
    await route.fulfill({ response: answer, json: { ...me, areas: [...above, ...others, ...areas] } });
  });
  await page.route('**/api/p/*/progress*', async (route) => {
    const answer = await route.fetch();
    if (!answer.ok()) return route.fulfill({ response: answer });
    const told = (await answer.json()) as ProgressResponse;
    const model = told.villages[0];
    const villages = model ? areas.map(({ id }, at) => likeVillage(model, id, at, told.now)) : [];
    await route.fulfill({ response: answer, json: { ...told, villages } satisfies ProgressResponse });
  });
}

const idOf = (kind: number, at: number): string => `00000000-0000-7000-900${kind}-${String(at).padStart(12, '0')}`;

/** A village that differs from the model and from its neighbours, the same at each call. */
function likeVillage(model: VillageProgress, village: string, at: number, now: number): VillageProgress {
  const share = ((at * 37) % 100) / 100;
  const of = (amount: number): number => Math.round(amount * share);
  const figures = Object.fromEntries(
    Object.entries(model.figures)
      .filter((_, index) => (at + index) % 17 !== 0)
      .map(([id, figure]): [string, Figure] => {
        const [met, unknown] = [of(figure.met), of(figure.unknown)];
        return [id, { ...figure, met, unknown, notMet: figure.total - met - unknown }];
      }),
  );
  const forms = at % 4 === 0 ? (at % 7) + 1 : 0;
  return {
    ...model,
    village,
    coverage: { ...model.coverage, surveyed: of(model.coverage.households) },
    figures,
    unsent: forms === 0 ? { forms: 0, phones: 0 } : { forms, phones: 1, oldest: now - (at % 9) * day },
    ...(model.report && {
      report: {
        ...model.report,
        ...(at % 3 !== 0 && { signedAt: now - day, ...(at % 2 === 0 && { receivedAt: now }) }),
      },
    }),
  };
}
