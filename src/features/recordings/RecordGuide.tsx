import { useState } from 'react';
import { ArrowRight, Mic, Pause, RotateCcw, Volume2 } from 'lucide-react';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { useObservable, usePhone } from '../../phone/hooks.ts';
import { Button, Card, LinkButton, Notice, Page, ProgressMeter, Stack } from '../../ui/index.ts';
import { firstUnread } from './first-unread.ts';
import type { StepToRead } from './guide-steps.ts';
import { play } from './play.ts';
import { ReaderFields } from './ReaderFields.tsx';
import { canRecord, type Recorded } from './recorder.ts';
import { useKeepRecording } from './use-keep-recording.ts';
import { lackingOf, useReader } from './use-reader.ts';
import { useRecorder, useRecorderLimit, type RecordingProblem } from './use-recorder.ts';

interface RecordGuideProps {
  readonly guide: string;
  /** The guide's, in words. */
  readonly title: string;
  readonly steps: readonly StepToRead[];
  readonly village: Uuid;
  readonly back: string;
  readonly done: string;
}

/**
 * All steps of a guide are read in one go, one sentence a screen. Each sentence is kept on this phone before the next
 * is recorded, so that an interruption costs one sentence; whoever comes back goes on where they stopped.
 */
export function RecordGuide({ guide, title, steps, village, back, done }: RecordGuideProps) {
  const { t } = useTranslation('audio');
  const { store, recordings } = usePhone();
  const { kept } = useObservable(recordings.state);
  const { reader, change, remember } = useReader();
  const keep = useKeepRecording(village);
  const [tries, setTries] = useState(0);
  /** The sentence to read; undefined before the reader is named. */
  const [at, setAt] = useState<number>();
  const [last, setLast] = useState<{ readonly id: Uuid; readonly heard: Recorded }>();
  /** Read, and not kept yet because the phone is full. */
  const [unkept, setUnkept] = useState<Recorded>();
  const [problem, setProblem] = useState<RecordingProblem>();
  const recorder = useRecorder();
  const { seconds } = recorder;

  const record = async (): Promise<void> => {
    setProblem(undefined);
    if (!canRecord()) return setProblem('noRecorder');
    if (!(await recorder.start())) setProblem('noMicrophone');
  };
  /** What was read of this sentence is dropped, and the microphone released. */
  const rest = async (because?: RecordingProblem): Promise<void> => {
    await recorder.close();
    setProblem(because);
  };
  useRecorderLimit(recorder, () => void rest('tooLong'));
  const begin = async (): Promise<void> => {
    if (lackingOf(reader)) return setTries(tries + 1);
    remember();
    setAt(firstUnread(steps, kept, { guide, ...reader }));
    await record();
  };
  const keepRead = async (heard: Recorded): Promise<void> => {
    const step = at === undefined ? undefined : steps[at];
    if (at === undefined || !step) return;
    const result = await keep({ guide, ...step }, heard, reader);
    if (result.kind !== 'kept') {
      setUnkept(result.kind === 'full' ? heard : undefined);
      return rest(result.kind);
    }
    setUnkept(undefined);
    setLast({ id: result.id, heard });
    setAt(at + 1);
    await (at + 1 < steps.length ? record() : recorder.close());
  };
  const next = async (): Promise<void> => {
    const heard = await recorder.stop();
    if (heard) await keepRead(heard);
  };
  const restart = async (): Promise<void> => {
    await recorder.stop();
    await record();
  };
  const readLastAgain = async (): Promise<void> => {
    if (!last || at === undefined) return;
    await store.recordings.remove(last.id);
    recordings.wake();
    setLast(undefined);
    setAt(at - 1);
    await record();
  };

  const step = at === undefined ? undefined : steps[at];
  const frame = { title: t('all.title'), context: title, back: { href: back }, places: 'hide' } as const;
  if (at === undefined)
    return (
      <Page
        {...frame}
        action={
          <Button variant="primary" block icon={Mic} onClick={() => void begin()}>
            {t('all.begin')}
          </Button>
        }
      >
        <Stack gap="m">
          <p>{t('all.about', { count: steps.length })}</p>
          <ReaderFields reader={reader} onChange={change} tries={tries} />
        </Stack>
      </Page>
    );
  if (!step)
    return (
      <Page
        {...frame}
        action={
          <LinkButton variant="primary" block href={done}>
            {t('all.toSend')}
          </LinkButton>
        }
      >
        <Notice kind="success" announce title={t('all.done', { count: steps.length })} next={t('all.doneNext')} />
      </Page>
    );
  return (
    <Page
      {...frame}
      action={
        seconds !== undefined ? (
          <Button variant="primary" block icon={ArrowRight} onClick={() => void next()}>
            {t(at + 1 < steps.length ? 'all.next' : 'all.finish')}
          </Button>
        ) : unkept ? (
          <Button variant="primary" block onClick={() => void keepRead(unkept)}>
            {t('save')}
          </Button>
        ) : (
          <Button variant="primary" block icon={Mic} onClick={() => void record()}>
            {t('all.goOn', { number: at + 1 })}
          </Button>
        )
      }
    >
      <Stack gap="m">
        <ProgressMeter label={t('all.progress')} value={at} max={steps.length} unit={t('all.unit')} />
        <Card tone="leaf" title={step.sentence}>
          <p>{t('read')}</p>
        </Card>
        <div role="status">{seconds !== undefined && <p>{t('recording', { seconds })}</p>}</div>
        {seconds !== undefined ? (
          <Stack gap="s">
            <Button block icon={RotateCcw} onClick={() => void restart()}>
              {t('all.restart')}
            </Button>
            <Button block icon={Pause} onClick={() => void rest()}>
              {t('all.rest')}
            </Button>
          </Stack>
        ) : (
          last && (
            <Stack gap="s">
              <Button block icon={Volume2} onClick={() => void play(last.heard.blob)}>
                {t('all.hearLast')}
              </Button>
              <Button block icon={RotateCcw} onClick={() => void readLastAgain()}>
                {t('all.lastAgain')}
              </Button>
            </Stack>
          )
        )}
        {problem && <Notice kind="warning" title={t(problem)} announce />}
      </Stack>
    </Page>
  );
}
