import * as v from 'valibot';
import { uuid } from '../record/record.ts';
import { slug } from './screen.ts';

/**
 * The text a speaker agreed to (`audio:consent`): their voice and name may be heard by everybody who reads the guide.
 */
export const recordingConsentVersion = 1;

/** Two minutes of speech at 32 kbit/s, twice over. */
export const maxRecordingBytes = 1_000_000;

/** The formats that phones record in, by browser; no other is accepted or served. */
export const recordingTypes = ['audio/webm', 'audio/mp4', 'audio/ogg'] as const;

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));

/**
 * One step of a guide, read by somebody of the village in their own language. `language` is the language's own name as
 * people there say it: any language, also one without a standard code.
 */
export const recording = v.object({
  /** Made on the phone. */
  id: uuid,
  village: uuid,
  guide: slug,
  part: slug,
  step: slug,
  language: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(40)),
  speaker: name,
  consent: v.object({
    version: v.literal(recordingConsentVersion),
    at: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  type: v.picklist(recordingTypes),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxRecordingBytes)),
  /** Of all its bytes, hex: its address for everybody, and the check that it came whole. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
export type Recording = v.InferOutput<typeof recording>;

/**
 * `coming`: the upload is incomplete · `waiting`: for the lead · `approved`: public · `refused`: its sound was
 * deleted
 */
export const recordingStates = ['coming', 'waiting', 'approved', 'refused'] as const;
export type RecordingState = (typeof recordingStates)[number];
