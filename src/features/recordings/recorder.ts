import { recordingTypes, type Recording } from '../../domain/guide/recording.ts';
import { evened } from './evened.ts';

export interface Recorded {
  readonly type: Recording['type'];
  readonly blob: Blob;
}

/** One recording under way. */
export interface Recorder {
  /** Ends it. @returns what was heard */
  stop(): Promise<Recorded>;
}

/** An open microphone; one recording at a time. */
export interface Microphone {
  record(): Recorder;
  /** Releases it: the phone's sign that it listens goes out. */
  close(): void;
}

export const canRecord = (): boolean =>
  typeof MediaRecorder !== 'undefined' && typeof AudioContext !== 'undefined' && 'mediaDevices' in navigator;

const typeHere = (): Recording['type'] | undefined =>
  recordingTypes.find((type) => MediaRecorder.isTypeSupported(type));

/** Bit rate that speech needs: two minutes are half a megabyte. */
const bitsPerSecond = 32_000;

/** Asks for the microphone. @returns undefined when it is refused, or there is none */
export async function openMicrophone(): Promise<Microphone | undefined> {
  const type = typeHere();
  if (!type) return undefined;
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
  } catch (error) {
    if (error instanceof DOMException) return undefined; // NotAllowedError, NotFoundError, NotReadableError
    throw error;
  }
  const context = new AudioContext();
  const sound = (await isRunning(context)) ? evenedStream(context, stream) : stream;
  return {
    record: () => startRecorder(sound, type),
    close: () => {
      for (const track of stream.getTracks()) track.stop();
      void context.close();
    },
  };
}

/** How long a browser may take to set its audio going, ms. */
const audioStart = 1000;

/** False where there is nothing to hear with: the audio of such a browser stands still and would record nothing. */
const isRunning = (context: AudioContext): Promise<boolean> =>
  Promise.race([
    context.resume().then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(context.state === 'running'), audioStart)),
  ]);

function evenedStream(context: AudioContext, stream: MediaStream): MediaStream {
  const out = context.createMediaStreamDestination();
  evened(context, context.createMediaStreamSource(stream)).connect(out);
  return out.stream;
}

function startRecorder(stream: MediaStream, type: Recording['type']): Recorder {
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: bitsPerSecond });
  const heard: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => heard.push(data));
  const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
  recorder.start(1000);
  return {
    async stop() {
      recorder.stop();
      await ended;
      return { type, blob: new Blob(heard, { type }) };
    },
  };
}
