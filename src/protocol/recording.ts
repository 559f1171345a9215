import * as v from 'valibot';
import { recording, recordingStates } from '../domain/guide/recording.ts';
import { uuid } from '../domain/record/record.ts';

/** Bytes a phone sends at once: a few seconds of a bad line, so that little is sent twice. */
export const recordingChunkBytes = 32 * 1024;

const base64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]+={0,2}$/), v.maxLength((recordingChunkBytes / 3) * 4 + 4));

/**
 * POST /api/p/<enrolment>/recordings/send: the next piece of a recording. What it is comes with each piece, so the
 * first needs no request of its own. A piece that does not begin where the server's end is changes nothing.
 */
export const recordingPiece = v.object({
  recording,
  offset: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER)),
  data: base64,
});
export type RecordingPiece = v.InferOutput<typeof recordingPiece>;

/** `offset`: how much the server holds, hence what to send next; back at 0 when all came and the checksum was wrong. */
export const recordingReceived = v.object({ offset: v.number(), state: v.picklist(recordingStates) });
export type RecordingReceived = v.InferOutput<typeof recordingReceived>;

/** GET /api/p/<enrolment>/recordings?village=… */
export const recordingsQuery = v.object({ village: uuid });

export const listedRecording = v.object({ ...recording.entries, state: v.picklist(recordingStates) });
export const recordingsResponse = v.object({ recordings: v.array(listedRecording) });
export type RecordingsResponse = v.InferOutput<typeof recordingsResponse>;

/** GET /api/p/<enrolment>/recordings/audio?id=…: the sound of a recording that waits for judgement. */
export const recordingQuery = v.object({ id: uuid });
export const recordingAudio = v.object({ type: v.string(), data: v.string() });
export type RecordingAudio = v.InferOutput<typeof recordingAudio>;

/** POST /api/p/<enrolment>/recordings/judge. Refusing also takes an approved one back, and deletes its sound. */
export const recordingJudgement = v.object({ id: uuid, approve: v.boolean() });
export type RecordingJudgement = v.InferOutput<typeof recordingJudgement>;
export const recordingVerdict = v.object({ state: v.picklist(recordingStates) });

/** GET /api/audio: the approved recordings. The sound of each is `/api/audio/<sha256>`. */
export const publicRecording = v.pick(recording, [
  'guide',
  'part',
  'step',
  'language',
  'speaker',
  'type',
  'bytes',
  'sha256',
]);
export type PublicRecording = v.InferOutput<typeof publicRecording>;
export const publicRecordings = v.object({ recordings: v.array(publicRecording) });
export type PublicRecordings = v.InferOutput<typeof publicRecordings>;
