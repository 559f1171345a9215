import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Guide, GuideTexts } from '../../src/domain/guide/guide.ts';
import { stepsOf } from '../../src/domain/guide/steps.ts';
import { addGuide, guideFiles, listGuide, readHere } from '../support/sample-guide.ts';

const repository = join(import.meta.dirname, '../..');
const run = promisify(execFile);

// A checkout of a content author's own: everything a build is made of, and the same libraries.
let root: string;

beforeAll(() => {
  mkdirSync(join(repository, '.tmp'), { recursive: true });
  root = mkdtempSync(join(repository, '.tmp/add-guide-'));
  for (const path of [
    'src',
    'locales',
    'public',
    'scripts',
    'index.html',
    'vite.config.ts',
    'package.json',
    'package-lock.json',
    'tsconfig',
    'tsconfig.json',
  ]) {
    cpSync(join(repository, path), join(root, path), { recursive: true });
  }
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a content author adds a guide', () => {
  it('by data files alone: it is checked, built, listed and kept for offline', async () => {
    addGuide(root, 'village-fund');
    listGuide(root, 'village-fund', {
      title: 'Quỹ của buôn',
      summary: 'Góp quỹ và xem sổ quỹ.',
      skill: 'Góp quỹ trên điện thoại',
    });
    const tsx = ['--import', 'tsx'];
    await run(process.execPath, [...tsx, 'scripts/check-guides.ts'], { cwd: root });
    await run(process.execPath, [...tsx, 'scripts/build.ts'], { cwd: root });

    const built = (path: string): string => readFileSync(join(root, 'dist/client', path), 'utf8');
    const steps = stepsOf(readHere<Guide>(root, guideFiles('village-fund').guide));
    for (const [language, page] of [
      ['vi', 'guides/village-fund/index.html'],
      ['en', 'en/guides/village-fund/index.html'],
    ] as const) {
      const html = built(page);
      const { forWhom } = readHere<GuideTexts>(root, guideFiles('village-fund')[language]);
      expect(html.match(/<li id="step-/g)).toHaveLength(steps.length);
      expect(html).toContain(forWhom);
    }
    expect(built('guides/index.html')).toContain('Quỹ của buôn');
    expect(built('sw.js')).toContain('guides/village-fund/index.html');
  }, 240_000);
});
