import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { listenForNoise, type Noise } from './noise.ts';
import { Phone } from './phone.ts';

interface Fixtures {
  /** Console errors, exceptions and policy violations of `page`: heard at the end, unless allowed. */
  readonly noise: Noise;
  readonly goOffline: () => Promise<void>;
  readonly goOnline: () => Promise<void>;
  /** A phone of somebody's own, with a profile that survives being killed. */
  readonly newPhone: () => Promise<Phone>;
}

export const test = base.extend<Fixtures>({
  noise: [
    async ({ context }, provide) => {
      const noise = listenForNoise(context);
      await provide(noise);
      expect(noise.heard, 'console errors, exceptions and policy violations').toEqual([]);
    },
    { auto: true },
  ],
  goOffline: async ({ context }, provide) => provide(() => context.setOffline(true)),
  goOnline: async ({ context }, provide) => provide(() => context.setOffline(false)),
  newPhone: async ({ baseURL }, provide) => {
    const phones: Phone[] = [];
    await provide(async () => {
      const phone = new Phone(baseURL ?? '');
      phones.push(phone);
      await phone.turnOn();
      return phone;
    });
    const noise = phones.flatMap((phone) => phone.noise);
    for (const phone of phones) await phone.dispose();
    expect(noise, 'console errors, exceptions and policy violations').toEqual([]);
  },
});

/** No problem of any weight by axe-core, on the screen once it is there: a page still loading has no heading to judge. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

export { expect } from '@playwright/test';
