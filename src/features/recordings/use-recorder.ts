import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { openMicrophone, type Microphone, type Recorded, type Recorder } from './recorder.ts';

/**
 * Limit of one recording, seconds: a step is one sentence, and a forgotten recorder must stop before the file is too
 * large.
 */
const maxSeconds = 120;

/** Why nothing was recorded or kept; each has its words in `audio`. */
export type RecordingProblem = 'noMicrophone' | 'noRecorder' | 'tooLong' | 'full';

export interface RecorderHandle {
  /** Undefined while nothing is recorded. */
  readonly seconds: number | undefined;
  /** Opens the microphone, unless it is open, and records. @returns false when the microphone is refused */
  start(): Promise<boolean>;
  /** Ends the recording; the microphone stays open. @returns undefined when nothing was recorded */
  stop(): Promise<Recorded | undefined>;
  /** Ends the recording, if there is one, and releases the microphone. */
  close(): Promise<void>;
}

/** The microphone of a screen. Leaving the screen releases it. */
export function useRecorder(): RecorderHandle {
  const microphone = useRef<Microphone>(undefined);
  const recorder = useRef<Recorder>(undefined);
  const [seconds, setSeconds] = useState<number>();
  const running = seconds !== undefined;

  const stop = async (): Promise<Recorded | undefined> => {
    const current = recorder.current;
    recorder.current = undefined;
    setSeconds(undefined);
    return current?.stop();
  };
  useEffect(
    () => () => {
      void recorder.current?.stop();
      microphone.current?.close();
    },
    [],
  );
  useEffect(() => {
    if (!running) return;
    const id = setInterval(() => setSeconds((before) => (before === undefined ? before : before + 1)), 1000);
    return () => clearInterval(id);
  }, [running]);

  return {
    seconds,
    stop,
    async start() {
      microphone.current ??= await openMicrophone();
      if (!microphone.current) return false;
      recorder.current = microphone.current.record();
      setSeconds(0);
      return true;
    },
    async close() {
      await stop();
      microphone.current?.close();
      microphone.current = undefined;
    },
  };
}

/** Calls `onLimit` when a recording has run for too long: somebody forgot it. */
export function useRecorderLimit({ seconds }: RecorderHandle, onLimit: () => void): void {
  const reached = useEffectEvent(onLimit);
  const running = seconds !== undefined;
  useEffect(() => {
    if (!running) return;
    const id = setTimeout(reached, maxSeconds * 1000);
    return () => clearTimeout(id);
  }, [running]);
}
