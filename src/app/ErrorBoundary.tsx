import { Component, useEffect, useState, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from '../i18n/index.ts';
import { useStoreThere } from './use-store-there.ts';
import { Button, Notice, Page, Stack } from '../ui/index.ts';

type Props = { children: ReactNode; /** A change (another address) tries again. */ resetKey: string };
type State = { failed: { error: unknown; at: string } | undefined };

/** Shown for a bug on one screen: what is still saved and what to do. The local store is not touched. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: undefined };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { failed: { error, at: '' } };
  }

  static getDerivedStateFromProps({ resetKey }: Props, { failed }: State): Partial<State> | null {
    if (failed?.at === '') return { failed: { ...failed, at: resetKey } };
    return failed && failed.at !== resetKey ? { failed: undefined } : null;
  }

  override componentDidCatch(error: Error, { componentStack }: ErrorInfo): void {
    console.error(error, componentStack);
  }

  override render(): ReactNode {
    return this.state.failed ? <CrashScreen error={this.state.failed.error} /> : this.props.children;
  }
}

// A file of this version that is not on the phone (first visit, no network) rejects the import of its screen.
const isMissingFile = (error: unknown): boolean =>
  error instanceof TypeError && /import|fetch|load/i.test(error.message);

const reloadedKey = 'reloaded-for-missing-file';

/**
 * Whether the server answers while a file of this version is missing: then a newer version has replaced it, and the
 * page reloads once by itself. Undefined until known.
 */
function useReplaced(missing: boolean): boolean | undefined {
  const [replaced, setReplaced] = useState<boolean>();
  useEffect(() => {
    if (!missing) return;
    const tried = sessionStorage.getItem(reloadedKey) === location.pathname;
    void serverAnswers().then((answers) => {
      if (!answers || tried) return setReplaced(answers);
      sessionStorage.setItem(reloadedKey, location.pathname);
      location.reload();
    });
  }, [missing]);
  return replaced;
}

const serverAnswers = (): Promise<boolean> =>
  fetch('/readyz', { method: 'HEAD', cache: 'no-store', credentials: 'omit' }).then(
    ({ ok }) => ok,
    () => false, // no network
  );

function CrashScreen({ error }: { error: unknown }) {
  const { t } = useTranslation(['app', 'common']);
  const missing = isMissingFile(error);
  const replaced = useReplaced(missing);
  const isThere = useStoreThere();
  const kept = (of: 'chunk' | 'crash'): string | undefined => (isThere ? t(`${of}.kept`) : undefined);
  return (
    <Page
      title={t('common:product')}
      action={
        <Button variant="primary" block onClick={() => location.reload()}>
          {t('crash.again')}
        </Button>
      }
    >
      <Stack>
        {missing && replaced === true ? (
          <Notice kind="info" announce title={t('chunk.newVersion')} next={t('chunk.newVersionNext')} />
        ) : missing ? (
          <Notice kind="offline" announce title={t('chunk.title')} kept={kept('chunk')} next={t('chunk.next')} />
        ) : (
          <Notice kind="error" announce title={t('crash.title')} kept={kept('crash')} next={t('crash.next')}>
            <p>{t('crash.detail', { detail: error instanceof Error ? error.name : typeof error })}</p>
          </Notice>
        )}
        <p>
          <a href="/">{t('crash.home')}</a>
        </p>
      </Stack>
    </Page>
  );
}
