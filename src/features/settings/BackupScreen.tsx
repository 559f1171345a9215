import { Download, Share2 } from 'lucide-react';
import { useId, useState } from 'react';
import { dayOf } from '../../lib/day.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { systemRandom } from '../../lib/clock.ts';
import { sealBackup } from '../../store/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone, useSyncState } from '../../phone/hooks.ts';
import { StillHere } from '../../phone/still-here.ts';
import {
  Button,
  Form,
  LinkButton,
  Notice,
  Page,
  Row,
  SaveButton,
  Stack,
  TextField,
  mayShare,
  openShareSheet,
  saveFile,
} from '../../ui/index.ts';
import { fileOf } from './backup-files.ts';

const shortest = 8;

interface Written {
  readonly file: File;
  readonly operations: number;
  readonly drafts: number;
  readonly unreadable: number;
}

/** Writes everything unsent into an encrypted file. Needs no network and no free storage. */
export function BackupScreen() {
  const { t } = useTranslation('settings');
  const { basePath, me, store, calendar } = usePhone();
  const { unsentForms, drafts } = useSyncState();
  const form = useId();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [wrong, setWrong] = useState<'short' | 'different'>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const [written, setWritten] = useState<Written>();

  async function write(): Promise<void> {
    const content = await store.backups.take(me.name);
    const text = await sealBackup(crypto.subtle, systemRandom, passphrase, content);
    const file = fileOf(text, dayOf(calendar.now()));
    saveFile(file);
    const operations = new Set(content.operations.map(({ group }) => group)).size;
    setWritten({ file, operations, drafts: content.drafts.length, unreadable: content.unreadable });
  }
  const submit = (): void => {
    const problem =
      passphrase.trim().length < shortest ? 'short' : passphrase.trim() === again.trim() ? undefined : 'different';
    setWrong(problem);
    if (problem) return;
    setBusy(true);
    setFailed(false);
    write()
      .catch((error: unknown) => {
        console.error(error);
        setFailed(true);
      })
      .finally(() => setBusy(false));
  };
  return (
    <Page
      title={t('backup.title')}
      back={{ href: addressesBelow(basePath).settings }}
      action={
        <SaveButton form={form} icon={Download} busy={busy ? t('backup.writing') : undefined}>
          {t('backup.write')}
        </SaveButton>
      }
    >
      <Stack gap="l">
        {written && <WrittenNotice written={written} />}
        {failed && (
          <StillHere>
            {(isHere) => (
              <Notice
                kind="error"
                announce="answer"
                title={t('backup.failed.title')}
                kept={isHere ? t('backup.failed.kept') : undefined}
                next={t('backup.failed.next')}
              />
            )}
          </StillHere>
        )}
        <p>{t('backup.intro')}</p>
        <p>{unsentForms + drafts > 0 ? t('backup.holds', { forms: unsentForms, drafts }) : t('backup.nothing')}</p>
        <Form id={form} gap="m" busy={busy} onSave={submit}>
          <TextField
            label={t('backup.passphrase')}
            hint={t('backup.passphraseHint')}
            type="password"
            value={passphrase}
            onChange={setPassphrase}
            maxLength={200}
            error={wrong === 'short' ? t('backup.short') : undefined}
          />
          <TextField
            label={t('backup.again')}
            type="password"
            value={again}
            onChange={setAgain}
            maxLength={200}
            error={wrong === 'different' ? t('backup.different') : undefined}
          />
        </Form>
        <Row>
          <LinkButton href={addressesBelow(basePath).restore}>{t('restore.title')}</LinkButton>
        </Row>
      </Stack>
    </Page>
  );
}

function WrittenNotice({ written: { file, operations, drafts, unreadable } }: { written: Written }) {
  const { t } = useTranslation('settings');
  const { format } = useLanguage();
  const share = (): void => {
    openShareSheet({ files: [file] }).catch((error: unknown) => console.error(error));
  };
  return (
    <Notice
      kind="success"
      announce="answer"
      title={t('backup.written.title', { name: file.name })}
      kept={t('backup.written.kept', { forms: operations, drafts })}
      next={t('backup.written.next')}
      action={
        mayShare(file) && (
          <Button icon={Share2} onClick={share}>
            {t('backup.share')}
          </Button>
        )
      }
    >
      {unreadable > 0 && <p>{t('backup.unreadable', { number: format.number(unreadable) })}</p>}
    </Notice>
  );
}
