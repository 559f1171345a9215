import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { Mic, Square, Volume2 } from 'lucide-react';
import { maxRecordingBytes, recordingConsentVersion } from '../../domain/guide/recording.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { StorageFullError } from '../../store/index.ts';
import { usePhone } from '../../phone/hooks.ts';
import { Button, Card, ChoiceList, Notice, Page, Stack, TextField } from '../../ui/index.ts';
import { toBase64, toHexSha256 } from './bytes.ts';
import type { StepToRead } from './guide-steps.ts';
import { play } from './play.ts';
import { canRecord, startRecorder, type Recorded, type Recorder } from './recorder.ts';

type Problem = 'noMicrophone' | 'noRecorder' | 'tooLong' | 'full' | 'needed';

/**
 * Limit of one recording, ms: a step is one sentence, and a forgotten recorder must stop before the file is too large.
 */
const maxSeconds = 120;

/**
 * Who read last and in which language, so that the next step does not ask again; dropped when the local store is
 * locked.
 */
const lastReaders = new WeakMap<object, { readonly speaker: string; readonly language: string }>();

interface RecordStepProps {
  readonly guide: string;
  /** The guide's, in words. */
  readonly title: string;
  readonly step: StepToRead;
  readonly village: Uuid;
  readonly back: string;
  readonly done: string;
}

/**
 * One step is read aloud: by whom, in which language, with their consent. Kept on this phone, sealed, until it is sent.
 */
export function RecordStep({ guide, title, step, village, back, done }: RecordStepProps) {
  const { t } = useTranslation('audio');
  const { store, recordings, newId, calendar } = usePhone();
  const navigate = useNavigate();
  const [speaker, setSpeaker] = useState(lastReaders.get(recordings)?.speaker ?? '');
  const [language, setLanguage] = useState(lastReaders.get(recordings)?.language ?? '');
  const [consent, setConsent] = useState<readonly string[]>([]);
  const [recorded, setRecorded] = useState<Recorded>();
  const [problem, setProblem] = useState<Problem>();
  const speakerField = useRef<HTMLInputElement>(null);
  const languageField = useRef<HTMLInputElement>(null);
  const consentField = useRef<HTMLDivElement>(null);
  const { seconds, start, stop } = useRecorder();

  const begin = async (): Promise<void> => {
    setProblem(undefined);
    setRecorded(undefined);
    if (!canRecord()) return setProblem('noRecorder');
    if (!(await start())) setProblem('noMicrophone');
  };
  const end = async (): Promise<void> => {
    const heard = await stop();
    if (heard && heard.blob.size > maxRecordingBytes) return setProblem('tooLong');
    setRecorded(heard);
  };
  const endForgotten = useEffectEvent(() => void end());
  const running = seconds !== undefined;
  useEffect(() => {
    if (!running) return;
    const id = setTimeout(endForgotten, maxSeconds * 1000);
    return () => clearTimeout(id);
  }, [running]);
  const save = async (): Promise<void> => {
    if (!recorded) return;
    if (speaker.trim() === '' || language.trim().length < 2 || consent.length === 0) {
      setProblem('needed');
      // What is missing may be out of sight.
      if (speaker.trim() === '') speakerField.current?.focus();
      else if (language.trim().length < 2) languageField.current?.focus();
      else consentField.current?.scrollIntoView({ block: 'center' });
      return;
    }
    const bytes = new Uint8Array(await recorded.blob.arrayBuffer());
    const about = {
      id: newId(),
      village,
      guide,
      part: step.part,
      step: step.step,
      language: language.trim(),
      speaker: speaker.trim(),
      consent: { version: recordingConsentVersion, at: calendar.now() },
      type: recorded.type,
      bytes: bytes.length,
      sha256: await toHexSha256(bytes),
    } as const;
    try {
      await store.recordings.save(about, toBase64(bytes));
    } catch (error) {
      if (!(error instanceof StorageFullError)) throw error;
      return setProblem('full');
    }
    lastReaders.set(recordings, { speaker: about.speaker, language: about.language });
    recordings.wake();
    void navigate(done);
  };

  const main =
    seconds !== undefined ? (
      <Button variant="primary" block icon={Square} onClick={() => void end()}>
        {t('stop')}
      </Button>
    ) : recorded ? (
      <Button variant="primary" block onClick={() => void save()}>
        {t('save')}
      </Button>
    ) : (
      <Button variant="primary" block icon={Mic} onClick={() => void begin()}>
        {t('start')}
      </Button>
    );
  const lacks = (what: boolean, words: string): string | undefined =>
    problem === 'needed' && what ? words : undefined;
  return (
    <Page
      title={t('step', { part: step.partNumber, step: step.inPart })}
      context={title}
      back={{ href: back }}
      places="hide"
      action={main}
    >
      <Stack gap="m">
        <Card tone="leaf" title={step.sentence}>
          <p>{t('read')}</p>
        </Card>
        <div role="status">{seconds !== undefined && <p>{t('recording', { seconds })}</p>}</div>
        {seconds === undefined && !recorded && <p>{t('atMost')}</p>}
        {recorded && (
          <>
            <Stack gap="s">
              <Button block icon={Volume2} onClick={() => void play(recorded.blob)}>
                {t('hear')}
              </Button>
              <Button block icon={Mic} onClick={() => void begin()}>
                {t('again')}
              </Button>
            </Stack>
            <TextField
              label={t('speaker')}
              hint={t('speakerHint')}
              error={lacks(speaker.trim() === '', t('neededSpeaker'))}
              value={speaker}
              onChange={setSpeaker}
              maxLength={60}
              inputRef={speakerField}
            />
            <TextField
              label={t('language')}
              hint={t('languageHint')}
              error={lacks(language.trim().length < 2, t('neededLanguage'))}
              value={language}
              onChange={setLanguage}
              maxLength={40}
              inputRef={languageField}
            />
            <div ref={consentField}>
              <ChoiceList
                multiple
                legend={t('consentLegend')}
                hint={t('consentText')}
                error={lacks(consent.length === 0, t('neededConsent'))}
                options={[{ value: 'yes', label: t('consent') }]}
                value={consent}
                onChange={setConsent}
              />
            </div>
          </>
        )}
        {problem && problem !== 'needed' && <Notice kind="warning" title={t(problem)} announce />}
      </Stack>
    </Page>
  );
}

/** The microphone while it records; `seconds` is undefined while it does not. Leaving the screen releases it. */
function useRecorder() {
  const recorder = useRef<Recorder>(undefined);
  const [seconds, setSeconds] = useState<number>();
  useEffect(() => () => void recorder.current?.stop(), []);
  const running = seconds !== undefined;
  useEffect(() => {
    if (!running) return;
    const id = setInterval(() => setSeconds((before) => (before === undefined ? before : before + 1)), 1000);
    return () => clearInterval(id);
  }, [running]);
  return {
    seconds,
    start: async (): Promise<boolean> => {
      recorder.current = await startRecorder();
      if (recorder.current) setSeconds(0);
      return recorder.current !== undefined;
    },
    stop: async (): Promise<Recorded | undefined> => {
      const running = recorder.current;
      recorder.current = undefined;
      setSeconds(undefined);
      return running?.stop();
    },
  };
}
