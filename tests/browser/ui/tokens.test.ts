import { describe, expect, test } from 'vitest';
import { themes, useTheme } from './stage.tsx';

const grounds = ['paper', 'surface', 'sunk'] as const;
const washes = ['leaf-wash', 'clay-wash', 'hold-wash', 'alert-wash'] as const;

/** What is written on what: 7:1, WCAG 2.2 SC 1.4.6. */
const texts: [text: string, ground: string][] = [
  ...grounds.flatMap(
    (ground) =>
      [
        ['ink', ground],
        ['soft', ground],
      ] as [string, string][],
  ),
  ...washes.flatMap(
    (ground) =>
      [
        ['ink', ground],
        ['soft', ground],
      ] as [string, string][],
  ),
  ['leaf', 'paper'],
  ['leaf', 'surface'],
  ['leaf', 'leaf-wash'],
  ['alert', 'paper'],
  ['alert', 'surface'],
  ['alert', 'alert-wash'],
  ['hold', 'hold-wash'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-press'],
  ['on-alert', 'alert'],
  ['on-base', 'base'],
  ['on-base', 'base-raised'],
  ['surface', 'leaf'], // the chosen segment
  ['paper', 'ink'], // the toast
];

/** What must be seen to be used: edges of controls, bars, focus rings: 3:1, SC 1.4.11. */
const shapes: [shape: string, ground: string][] = [
  ...grounds.map((ground) => ['edge', ground] as [string, string]),
  ...grounds.map((ground) => ['focus', ground] as [string, string]),
  ...grounds.map((ground) => ['leaf', ground] as [string, string]),
  ['accent', 'paper'],
  ['clay', 'clay-wash'],
  ['mark-leaf', 'base'],
  ['mark-house', 'base'],
];

test('paper is light by day and dark by night', async () => {
  await useTheme('light');
  expect(luminance(colour('paper'))).toBeGreaterThan(0.8);
  await useTheme('dark');
  expect(luminance(colour('paper'))).toBeLessThan(0.05);
});

describe.each(themes)('%s', (theme) => {
  test.each(texts)('%s on %s is at least 7:1', async (text, ground) => {
    await useTheme(theme);
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(7);
  });

  test.each(shapes)('%s beside %s is at least 3:1', async (shape, ground) => {
    await useTheme(theme);
    expect(contrast(colour(shape), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});

type Rgb = readonly [red: number, green: number, blue: number];

function colour(token: string): Rgb {
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim();
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(value);
  if (!hex) throw new Error(`--${token} is "${value}", not a #rrggbb colour`);
  return [parseInt(hex[1] ?? '', 16), parseInt(hex[2] ?? '', 16), parseInt(hex[3] ?? '', 16)];
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio: 1 to 21. */
function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
