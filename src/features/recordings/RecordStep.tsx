import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Mic, Square, Volume2 } from 'lucide-react';
import { maxRecordingBytes } from '../../domain/guide/recording.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { Button, Card, Notice, Page, Stack } from '../../ui/index.ts';
import type { StepToRead } from './guide-steps.ts';
import { play } from './play.ts';
import { ReaderFields } from './ReaderFields.tsx';
import { canRecord, type Recorded } from './recorder.ts';
import { useKeepRecording } from './use-keep-recording.ts';
import { lackingOf, useReader } from './use-reader.ts';
import { useRecorder, useRecorderLimit, type RecordingProblem } from './use-recorder.ts';

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
  const navigate = useNavigate();
  const { reader, change, remember } = useReader();
  const [recorded, setRecorded] = useState<Recorded>();
  const [problem, setProblem] = useState<RecordingProblem>();
  const [tries, setTries] = useState(0);
  const keep = useKeepRecording(village);
  const recorder = useRecorder();
  const { seconds } = recorder;
  const end = async (): Promise<void> => {
    const heard = await recorder.stop();
    await recorder.close();
    if (heard && heard.blob.size > maxRecordingBytes) return setProblem('tooLong');
    setRecorded(heard);
  };
  useRecorderLimit(recorder, () => void end());
  const begin = async (): Promise<void> => {
    setProblem(undefined);
    setRecorded(undefined);
    if (!canRecord()) return setProblem('noRecorder');
    if (!(await recorder.start())) setProblem('noMicrophone');
  };
  const save = async (): Promise<void> => {
    if (!recorded) return;
    if (lackingOf(reader)) return setTries(tries + 1);
    const kept = await keep({ guide, ...step }, recorded, reader);
    if (kept.kind !== 'kept') return setProblem(kept.kind);
    remember();
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
            <ReaderFields reader={reader} onChange={change} tries={tries} />
          </>
        )}
        {problem && <Notice kind="warning" title={t(problem)} announce />}
      </Stack>
    </Page>
  );
}
