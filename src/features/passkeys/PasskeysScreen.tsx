import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import { limits } from '../../protocol/limits.ts';
import { passkeyNameLength, passkeysResponse, type PasskeysResponse } from '../../protocol/accounts/passkey.ts';
import type { Asked } from '../../sync/index.ts';
import { Button, Form, Notice, Page, SaveButton, Skeleton, Stack, TextField, Toast } from '../../ui/index.ts';
import { PasskeyList } from './PasskeyList.tsx';
import { useRegister, type RegisterProblem } from './use-register.ts';

/** An officer's or administrator's own passkeys: making one, taking one away. Needs a network, and says so without. */
export function PasskeysScreen() {
  const { t } = useTranslation('passkeys');
  const { basePath } = usePhone();
  const [loaded, setLoaded, load] = usePasskeys();
  const [news, setNews] = useState<string | null>(null);
  const passkeys = loaded?.kind === 'ok' ? loaded.value.passkeys : undefined;
  const form = useForm(passkeys?.length ?? 0, (value, name) => {
    setLoaded({ kind: 'ok', value });
    setNews(t('added', { name }));
  });
  const isFull = (passkeys?.length ?? 0) >= limits.passkeys.value;
  return (
    <Page
      title={t('title')}
      back={{ href: addressesBelow(basePath).settings }}
      focusKey="passkeys"
      intro={<p>{t('intro')}</p>}
      action={
        passkeys &&
        !isFull && (
          <SaveButton form="passkey" busy={form.busy ? t('adding') : undefined}>
            {t(passkeys.length > 0 ? 'addAnother' : 'add')}
          </SaveButton>
        )
      }
    >
      <Stack gap="l">
        {!loaded && <Skeleton rows={3} />}
        {loaded && loaded.kind !== 'ok' && (
          <Notice
            kind={loaded.kind === 'unreachable' ? 'offline' : 'error'}
            title={t(`notShown.${loaded.kind}.title`)}
            next={t(`notShown.${loaded.kind}.next`)}
            action={<Button onClick={() => void load()}>{t('again')}</Button>}
          />
        )}
        {loaded?.kind === 'ok' && <State loaded={loaded.value} />}
        {passkeys && (
          <PasskeyList
            passkeys={passkeys}
            onGone={() => {
              setNews(t('removed'));
              void load();
            }}
          />
        )}
        {passkeys && isFull && <Notice kind="info" title={t('full', { most: limits.passkeys.value })} />}
        {passkeys && !isFull && <NameForm form={form} />}
      </Stack>
      <Toast message={news} onClose={() => setNews(null)} />
    </Page>
  );
}

/** What the number of passkeys means for the person. */
function State({ loaded: { passkeys, demo } }: { loaded: PasskeysResponse }) {
  const { t } = useTranslation('passkeys');
  if (demo === true) return <Notice kind="info" title={t('demo.title')} next={t('demo.next')} />;
  if (passkeys.length === 0) return <Notice kind="warning" title={t('none.title')} next={t('none.next')} />;
  return passkeys.length === 1 ? <Notice kind="info" title={t('one.title')} next={t('one.next')} /> : null;
}

type Loaded = Asked<PasskeysResponse>;

function usePasskeys(): readonly [Loaded | undefined, (loaded: Loaded) => void, () => Promise<void>] {
  const { server } = usePhone();
  const [loaded, setLoaded] = useState<Loaded>();
  const load = useCallback(async () => setLoaded(await server.get('passkeys', passkeysResponse)), [server]);
  useEffect(() => {
    let left = false;
    void server.get('passkeys', passkeysResponse).then((asked) => {
      if (!left) setLoaded(asked);
    });
    return () => {
      left = true;
    };
  }, [server]);
  return [loaded, setLoaded, load];
}

function useForm(count: number, onAdded: (value: PasskeysResponse, name: string) => void) {
  const { t } = useTranslation('passkeys');
  const register = useRegister();
  const [typed, setTyped] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<RegisterProblem>();
  const name = typed ?? (count === 0 ? t('thisPhone') : t('otherPhone', { number: count + 1 }));
  const submit = async (): Promise<void> => {
    setMissing(name.trim() === '');
    if (name.trim() === '' || busy) return;
    setBusy(true);
    setProblem(undefined);
    const done = await register(name.trim());
    setBusy(false);
    if (done.kind === 'problem') return setProblem(done.problem);
    setTyped(undefined);
    onAdded(done.value, name.trim());
  };
  return { name, setTyped, busy, missing, problem, submit };
}

function NameForm({ form }: { form: ReturnType<typeof useForm> }) {
  const { t } = useTranslation('passkeys');
  const { name, setTyped, busy, missing, problem, submit } = form;
  return (
    <Form id="passkey" gap="m" busy={busy} onSave={submit}>
      {problem !== undefined && (
        <Notice
          kind="warning"
          announce="answer"
          title={t(`problem.${problem}.title`)}
          next={t(`problem.${problem}.next`)}
        />
      )}
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        value={name}
        onChange={setTyped}
        maxLength={passkeyNameLength}
        error={missing ? t('nameNeeded') : undefined}
      />
    </Form>
  );
}
