import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { languageFromPath, pathIn, useTranslation } from '../../i18n/index.ts';
import { Button, Card, LinkButton, Page, Stack, copyText } from '../../ui/index.ts';

/** Inside Zalo: how to open the same link in a real browser. Nothing of the invitation is used. */
export function ZaloScreen({ system }: { system: 'android' | 'ios' }) {
  const { t } = useTranslation('join');
  const { pathname } = useLocation();
  return (
    <Page title={t(`zalo.${system}Title`)} intro={<p>{t('zalo.body')}</p>} action={<CopyLink />}>
      <Stack>
        <Card>
          <ol>
            <li>{t(`zalo.${system}1`)}</li>
            <li>{t(`zalo.${system}2`)}</li>
          </ol>
        </Card>
        <p>{t('zalo.orCopy')}</p>
        <p>{t('zalo.nothingUsed')}</p>
        <LinkButton href={pathIn(languageFromPath(pathname), '/guides')}>{t('zalo.guides')}</LinkButton>
      </Stack>
    </Page>
  );
}

/** The whole address with its invitation. The person copies it; nothing is sent. */
function CopyLink() {
  const { t } = useTranslation('join');
  const [copied, setCopied] = useState<'copied' | 'notCopied'>();
  const copy = async (): Promise<void> => setCopied((await copyText(location.href)) ? 'copied' : 'notCopied');
  return (
    <Stack gap="s">
      {copied && <p role="status">{t(`zalo.${copied}`)}</p>}
      <Button variant="primary" block icon={Copy} onClick={() => void copy()}>
        {t('zalo.copy')}
      </Button>
    </Stack>
  );
}

/**
 * An iPhone keeps what a tab stores apart from what the home screen's app stores: install first, then type the code.
 */
export function AppleScreen({ onHere }: { onHere: () => void }) {
  const { t } = useTranslation('join');
  return (
    <Page title={t('apple.title')} intro={<p>{t('apple.body')}</p>}>
      <Stack>
        <Card>
          <ol>
            <li>{t('apple.step1')}</li>
            <li>{t('apple.step2')}</li>
            <li>{t('apple.step3')}</li>
            <li>{t('apple.step4')}</li>
          </ol>
        </Card>
        <Button onClick={onHere}>{t('apple.here')}</Button>
      </Stack>
    </Page>
  );
}
