import { FileUp } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { systemRandom } from '../../lib/clock.ts';
import {
  openBackup,
  StorageFullError,
  type BackupContent,
  type BackupProblem,
  type PutBack,
} from '../../store/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone, useRefresh } from '../../phone/hooks.ts';
import { Button, Form, LinkButton, Notice, Page, Row, SaveButton, Stack, TextField } from '../../ui/index.ts';

type Problem = BackupProblem | 'otherVillage' | 'full' | 'failed';

/** Restores a backup file: first its owner and content, then, once agreed, into this phone's outbox. */
export function RestoreScreen() {
  const [content, setContent] = useState<BackupContent>();
  const [done, setDone] = useState<PutBack>();
  if (done) return <Done done={done} />;
  return content ? (
    <Confirm content={content} onDone={setDone} onBack={() => setContent(undefined)} />
  ) : (
    <Open onOpened={setContent} />
  );
}

function Open({ onOpened }: { onOpened: (content: BackupContent) => void }) {
  const { t } = useTranslation('settings');
  const { basePath, village } = usePhone();
  const form = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | 'noFile'>();

  async function open(chosen: File): Promise<Problem | undefined> {
    const opened = await openBackup(crypto.subtle, systemRandom, passphrase, await chosen.text());
    if (typeof opened === 'string') return opened;
    const foreign = [...opened.operations, ...opened.drafts].some((one) => one.village !== village?.id);
    if (foreign) return 'otherVillage';
    onOpened(opened);
    return undefined;
  }
  const submit = (): void => {
    if (!file) return setProblem('noFile');
    setBusy(true);
    setProblem(undefined);
    open(file)
      .catch((error: unknown): Problem => {
        console.error(error);
        return 'failed';
      })
      .then((found) => {
        setProblem(found);
        setBusy(false);
      }, console.error);
  };
  return (
    <Page
      title={t('restore.title')}
      back={{ href: addressesBelow(basePath).backup }}
      action={
        <SaveButton form={form} busy={busy ? t('restore.opening') : undefined}>
          {t('restore.open')}
        </SaveButton>
      }
    >
      <Stack gap="l">
        {problem && (
          <Notice
            kind={problem === 'noFile' ? 'warning' : 'error'}
            announce="answer"
            title={t(`restore.problem.${problem}.title`)}
            kept={problem === 'noFile' ? undefined : t('restore.kept')}
            next={t(`restore.problem.${problem}.next`)}
          />
        )}
        <p>{t('restore.intro')}</p>
        <Form id={form} gap="m" busy={busy} onSave={submit}>
          <input
            ref={picker}
            type="file"
            hidden
            accept=".txt,text/plain"
            aria-label={t('restore.choose')}
            onChange={(event) => setFile(event.target.files?.[0])}
          />
          <Row>
            <Button icon={FileUp} onClick={() => picker.current?.click()}>
              {t('restore.choose')}
            </Button>
          </Row>
          <p role="status">{file?.name ?? t('restore.noFile')}</p>
          <TextField
            label={t('restore.passphrase')}
            type="password"
            value={passphrase}
            onChange={setPassphrase}
            maxLength={200}
          />
        </Form>
      </Stack>
    </Page>
  );
}

function Confirm({
  content,
  onDone,
  onBack,
}: {
  content: BackupContent;
  onDone: (done: PutBack) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation('settings');
  const { format } = useLanguage();
  const { basePath, store, sync, village } = usePhone();
  const refresh = useRefresh(village?.id ?? '');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<'full' | 'failed'>();
  const forms = new Set(content.operations.map(({ group }) => group)).size;

  const putBack = (): void => {
    setBusy(true);
    setProblem(undefined);
    store.backups
      .putBack(content)
      .then(async (done) => {
        sync.wake('save');
        await refresh();
        onDone(done);
      })
      .catch((error: unknown) => {
        setBusy(false);
        setProblem(error instanceof StorageFullError ? 'full' : 'failed');
        if (!(error instanceof StorageFullError)) console.error(error);
      });
  };
  return (
    <Page
      title={t('restore.found', { name: content.name })}
      back={{ href: addressesBelow(basePath).restore, onClick: onBack }}
      focusKey="confirm"
      action={
        <Button variant="primary" block onClick={putBack} busy={busy ? t('restore.putting') : undefined}>
          {t('restore.put')}
        </Button>
      }
    >
      <Stack gap="l">
        {problem && (
          <Notice
            kind="error"
            announce
            title={t(`restore.problem.${problem}.title`)}
            kept={t('restore.kept')}
            next={t(`restore.problem.${problem}.next`)}
          />
        )}
        <p>{t('restore.madeAt', { time: format.time(content.madeAt) })}</p>
        <p>{t('backup.holds', { forms, drafts: content.drafts.length })}</p>
        <p>{t('restore.once')}</p>
      </Stack>
    </Page>
  );
}

function Done({ done: { forms, drafts, alreadyHere, draftsInTheWay } }: { done: PutBack }) {
  const { t } = useTranslation('settings');
  const { basePath } = usePhone();
  const nothing = forms + drafts === 0;
  return (
    <Page
      title={t('restore.done.title')}
      focusKey="done"
      action={
        <LinkButton variant="primary" block href={addressesBelow(basePath).today}>
          {t('restore.done.action')}
        </LinkButton>
      }
    >
      <Stack gap="l">
        <Notice
          kind={nothing ? 'info' : 'success'}
          announce
          title={nothing ? t('restore.done.nothing') : t('restore.done.taken', { forms, drafts })}
          next={nothing ? undefined : t('restore.done.next')}
        />
        {alreadyHere > 0 && !nothing && <p>{t('restore.done.already', { count: alreadyHere })}</p>}
        {draftsInTheWay.length > 0 && (
          <Notice
            kind="warning"
            title={t('restore.done.inTheWay', { count: draftsInTheWay.length })}
            next={t('restore.done.inTheWayNext')}
          />
        )}
      </Stack>
    </Page>
  );
}
