import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { OneExample } from '../../../src/ui/gallery/Gallery.tsx';
import { examples } from '../../../src/ui/gallery/examples.ts';
import { brokenWords } from '../../support/broken-words.ts';
import { cutOff, longestLine, overflowing, targets } from './measure.ts';
import { failOnConsoleNoise, show, themes, useTheme, useWindow } from './stage.tsx';

failOnConsoleNoise();

const widths = [320, 360, 1280];
const names = examples.map(({ name }) => name);

// Body text is held to 7:1 (AAA). Target size is our own measure below, stricter and blind to what a sticky bar covers
// for now.
const rules = { 'color-contrast-enhanced': { enabled: true } };

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document, { rules });
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
  );
}

describe.each(themes)('%s', (theme) => {
  describe.each(widths)('%i px wide', (width) => {
    test.each(names)('%s is accessible and fits', async (name) => {
      await useTheme(theme);
      await useWindow(width);
      document.documentElement.lang = 'vi';
      document.title = 'Thôn Số';
      show(<OneExample name={name} />);

      // The content security policy allows no inline style, in prerendered pages least of all.
      expect(document.querySelectorAll('body [style]')).toHaveLength(0);
      expect(overflowing()).toEqual([]);
      expect(cutOff()).toEqual([]);
      expect(brokenWords()).toEqual([]);
      expect(targets().filter(({ width: wide, height }) => wide < 48 || height < 48)).toEqual([]);
      expect(longestLine()).toBeLessThanOrEqual(60);
      expect(await violations()).toEqual([]);
    });
  });
});

describe.each([320, 360, 1280])('text at 200 % on %i px', (width) => {
  test.each(names)('%s still fits', async (name) => {
    await useTheme('light');
    await useWindow(width, 2);
    show(<OneExample name={name} />);
    expect(overflowing()).toEqual([]);
    expect(cutOff()).toEqual([]);
    expect(brokenWords()).toEqual([]);
  });
});
