import { recordingTypes, type Recording } from '../../domain/guide/recording.ts';

export interface Recorded {
  readonly type: Recording['type'];
  readonly blob: Blob;
}

export interface Recorder {
  /** Stops, releases the microphone and returns the recording. */
  stop(): Promise<Recorded>;
}

export const canRecord = (): boolean => typeof MediaRecorder !== 'undefined' && 'mediaDevices' in navigator;

const typeHere = (): Recording['type'] | undefined =>
  recordingTypes.find((type) => MediaRecorder.isTypeSupported(type));

/** Bit rate that speech needs: two minutes are half a megabyte. */
const bitsPerSecond = 32_000;

/** Asks for the microphone and records. @returns undefined when it is refused, or there is none */
export async function startRecorder(): Promise<Recorder | undefined> {
  const type = typeHere();
  if (!type) return undefined;
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
  } catch (error) {
    if (error instanceof DOMException) return undefined; // NotAllowedError, NotFoundError, NotReadableError
    throw error;
  }
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: bitsPerSecond });
  const heard: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => heard.push(data));
  const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
  recorder.start(1000);
  return {
    async stop() {
      recorder.stop();
      await ended;
      for (const track of stream.getTracks()) track.stop();
      return { type, blob: new Blob(heard, { type }) };
    },
  };
}
