import { expect, test } from 'vitest';
import { evened } from '../../../src/features/recordings/evened.ts';

const rate = 48_000;

/** Loudness of two seconds of speech-like sound at this level, in decibels, as it is recorded; and its highest peak. */
async function recorded(level: number): Promise<{ readonly loudness: number; readonly peak: number }> {
  const context = new OfflineAudioContext(1, 2 * rate, rate);
  const tone = new OscillatorNode(context, { type: 'sawtooth', frequency: 180 });
  const gain = new GainNode(context, { gain: level });
  tone.connect(gain);
  evened(context, gain).connect(context.destination);
  tone.start();
  const sound = (await context.startRendering()).getChannelData(0).subarray(rate); // once the compressor has settled
  const power = sound.reduce((sum, value) => sum + value * value, 0) / sound.length;
  return { loudness: 10 * Math.log10(power), peak: sound.reduce((most, value) => Math.max(most, Math.abs(value)), 0) };
}

test('a quiet voice and a close one are recorded at nearly the same volume, and neither is clipped', async () => {
  const [quiet, close] = [await recorded(0.03), await recorded(0.6)];
  const before = 20 * Math.log10(0.6 / 0.03);
  expect(close.loudness - quiet.loudness).toBeLessThan(before / 2);
  expect(close.loudness).toBeGreaterThanOrEqual(quiet.loudness);
  expect(close.peak).toBeLessThanOrEqual(1);
});
