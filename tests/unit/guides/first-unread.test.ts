import { expect, test } from 'vitest';
import type { Recording } from '../../../src/domain/guide/recording.ts';
import { firstUnread } from '../../../src/features/recordings/first-unread.ts';
import type { StepToRead } from '../../../src/features/recordings/guide-steps.ts';

const steps = ['one', 'two', 'three'].map((step, i): StepToRead => ({
  number: i + 1,
  part: 'p',
  step,
  partNumber: 1,
  inPart: i + 1,
  sentence: step,
}));
const reader = { guide: 'vneid', speaker: ' H’Mẫu Niê ', language: 'Êđê' };
const of = (step: string, other: Partial<Recording> = {}): Recording =>
  ({ guide: 'vneid', part: 'p', step, speaker: 'H’Mẫu Niê', language: 'Êđê', ...other }) as Recording;

test.each([
  ['nothing is read: the first sentence', [], 0],
  ['the first is read: the second', [of('one')], 1],
  ['one in between is missing: that one', [of('one'), of('three')], 1],
  ['all are read: from the start', [of('one'), of('two'), of('three')], 0],
  ['somebody else has read: the first', [of('one', { speaker: 'Người khác' })], 0],
  ['read in another language: the first', [of('one', { language: 'Tiếng Việt' })], 0],
  ['another guide is read: the first', [of('one', { guide: 'vssid' })], 0],
] as const)('%s', (_, kept, expected) => {
  expect(firstUnread(steps, kept, reader)).toBe(expected);
});
