/**
 * Makes the PNG icons and the favicon from public/icons/mark.svg, drawn by the same Chromium the tests use: `npx tsx
 * scripts/make-icons.ts`. Run it after changing the mark, and commit the output.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium as playwright } from '@playwright/test';
import type { Page } from '@playwright/test';
import { chromium } from './chromium.ts';

type IconFile = {
  file: string;
  /** Width and height in px. */
  size: number;
  /**
   * `rounded`: as drawn. `square`: full ground, the system rounds it (iOS). `maskable`: full ground and the drawing
   * inside the middle 80 %, which every mask leaves (https://www.w3.org/TR/appmanifest/#icon-masks).
   */
  shape: 'rounded' | 'square' | 'maskable';
};

const icons: IconFile[] = [
  { file: 'icon-48.png', size: 48, shape: 'rounded' },
  { file: 'icon-192.png', size: 192, shape: 'rounded' },
  { file: 'icon-512.png', size: 512, shape: 'rounded' },
  { file: 'apple-touch-icon.png', size: 180, shape: 'square' },
  { file: 'maskable-192.png', size: 192, shape: 'maskable' },
  { file: 'maskable-512.png', size: 512, shape: 'maskable' },
];

const folder = new URL('../public/icons/', import.meta.url);
const mark = readFileSync(new URL('mark.svg', folder), 'utf8');

const browser = await playwright.launch({ executablePath: chromium.path(), args: chromium.flags });
try {
  const page = await browser.newPage();
  for (const icon of icons) writeFileSync(new URL(icon.file, folder), await draw(page, icon));
  // A PNG inside an ICO file: browsers request /favicon.ico when a page names no icon.
  writeFileSync(
    new URL('../favicon.ico', folder),
    pngToIco(await draw(page, { file: '', size: 32, shape: 'rounded' }), 32),
  );
} finally {
  await browser.close();
}

async function draw(page: Page, { size, shape }: IconFile): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${shaped(shape)}`,
  );
  return page.screenshot({ omitBackground: true });
}

function shaped(shape: IconFile['shape']): string {
  if (shape === 'rounded') return mark;
  const scale = shape === 'maskable' ? 0.82 : 0.94;
  const square = mark.replace(' rx="11"', '');
  return square.replace('<g id="house">', `<g transform="translate(24 24) scale(${scale}) translate(-24 -24.5)">`);
}

/** @see https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10): header, one directory entry, the image. */
function pngToIco(png: Buffer, size: number): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2); // type: icon
  head.writeUInt16LE(1, 4); // one image
  head.writeUInt8(size, 6);
  head.writeUInt8(size, 7);
  head.writeUInt16LE(1, 10); // colour planes
  head.writeUInt16LE(32, 12); // bits a pixel
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}
