import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from '../i18n/index.ts';
import { Button, Notice, Page, Stack } from '../ui/index.ts';

type Props = { children: ReactNode; /** A change (another address) tries again. */ resetKey: string };
type State = { failed: { error: unknown; at: string } | undefined };

/** A bug on one screen: says what was kept and what to do; the store is not touched by it. */
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
const isMissingFile = (error: unknown): boolean => error instanceof TypeError && /import|fetch|load/i.test(error.message);

function CrashScreen({ error }: { error: unknown }) {
  const { t } = useTranslation(['app', 'common']);
  const missing = isMissingFile(error);
  return (
    <Page
      title={t('common:product')}
      action={<Button variant="primary" block onClick={() => location.reload()}>{t('crash.again')}</Button>}
    >
      <Stack>
        {missing ? (
          <Notice kind="offline" announce title={t('chunk.title')} kept={t('chunk.kept')} next={t('chunk.next')} />
        ) : (
          <Notice kind="error" announce title={t('crash.title')} kept={t('crash.kept')} next={t('crash.next')}>
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
