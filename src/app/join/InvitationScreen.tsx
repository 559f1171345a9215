import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { languageFromPath, pathIn, useTranslation } from '../../i18n/index.ts';
import type { InvitationKey, LookResponse } from '../../protocol/accounts/join.ts';
import { Button, Form, Notice, Page, SaveButton, Skeleton, Stack, TextField } from '../../ui/index.ts';
import { ChoosePin } from '../lock/ChoosePin.tsx';
import { useTeam } from '../session/TeamContext.tsx';
import { accept, lookAt, type Joining, type JoinStep } from './join.ts';

type Shown = JoinStep | { readonly kind: 'looking' };
type Props = { invitation: InvitationKey; onOtherCode: () => void };

/** What the invitation is for; accepting it opens the role's first screen. */
export function InvitationScreen({ invitation, onOtherCode }: Props) {
  const { device, sessions } = useTeam();
  const [shown, setShown] = useState<Shown>({ kind: 'looking' });
  const [round, setRound] = useState(0);
  const show = useShow(setShown);

  // One request a round, however often React runs the effect: two at once could accept the same link twice.
  const look = useRef<{ readonly round: number; readonly step: Promise<JoinStep> }>(undefined);

  useEffect(() => {
    let gone = false;
    if (look.current?.round !== round) look.current = { round, step: lookAt(device, invitation) };
    void look.current.step.then((step) => {
      if (!gone) show(step);
    });
    return () => {
      gone = true;
    };
  }, [device, invitation, round, show]);

  const join = async (joining: Joining): Promise<void> => {
    const step = await accept(device, invitation, joining);
    // Opened with the PIN just chosen: nobody types it a third time.
    if (step.kind === 'in')
      sessions
        .getState()
        .open(step.enrolment, pathIn(languageFromPath(location.pathname), `/p/${step.enrolment}`), joining.pin);
    show(step);
  };
  if (shown.kind === 'invited') return <AcceptSteps look={shown.look} onAccept={join} />;
  if (shown.kind === 'nameNeeded') return <AcceptSteps look={undefined} onAccept={join} />;
  if (shown.kind === 'resume') return <ChoosePin onChosen={(pin) => join({ pin })} />;
  if (shown.kind !== 'problem') return <LookingScreen />;
  const tryAgain = () => {
    setShown({ kind: 'looking' });
    setRound(round + 1);
  };
  return <ProblemScreen error={shown.error} onOtherCode={onOtherCode} onTryAgain={tryAgain} />;
}

/**
 * Opens the person's pages after joining. A token that was used, or never can be, is removed from the address bar and
 * the history.
 */
function useShow(setShown: (step: Shown) => void): (step: JoinStep) => void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return useCallback(
    (step) => {
      const isOver = step.kind === 'problem' && step.error.startsWith('invitation');
      if (isOver) history.replaceState(history.state, '', pathname);
      if (step.kind === 'in')
        void navigate(pathIn(languageFromPath(pathname), `/p/${step.enrolment}`), { replace: true });
      else setShown(step);
    },
    [navigate, pathname, setShown],
  );
}

function LookingScreen() {
  const { t } = useTranslation('join');
  return (
    <Page title={t('title')}>
      <Skeleton rows={2} label={t('looking')} />
    </Page>
  );
}

type AcceptProps = { look: LookResponse | undefined; onAccept: (joining: Joining) => Promise<void> };

/** The invitation's role and area, a name where it has none, and then the PIN. */
function AcceptSteps({ look, onAccept }: AcceptProps) {
  const [name, setName] = useState<{ readonly typed: string | undefined }>();
  if (!name) return <AcceptScreen look={look} onNext={(typed) => setName({ typed })} />;
  return (
    <ChoosePin
      context={name.typed ?? look?.name}
      onChosen={(pin) => onAccept({ name: name.typed, pin, invitedAs: look?.name })}
    />
  );
}

function AcceptScreen({
  look,
  onNext,
}: {
  look: LookResponse | undefined;
  onNext: (name: string | undefined) => void;
}) {
  const { t } = useTranslation('join');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const asksName = look?.name === undefined;
  const trimmed = name.trim().normalize('NFC');
  const submit = () => {
    setTried(true);
    if (!asksName || trimmed !== '') onNext(asksName ? trimmed : undefined);
  };
  const title = look ? t('invited', { role: t(`role.${look.role}`) }) : t('title');
  return (
    <Page
      title={title}
      context={look?.name}
      intro={look?.areaName !== undefined && <p>{t('invitedAt', { area: look.areaName })}</p>}
      action={<SaveButton form="join">{t('enter')}</SaveButton>}
    >
      <Stack>
        <p>{t('invitedBody')}</p>
        <Form id="join" onSave={submit}>
          {asksName && (
            <TextField
              label={t('name')}
              hint={t('nameHint')}
              value={name}
              onChange={setName}
              maxLength={80}
              autoCapitalize="words"
              error={tried && trimmed === '' ? t('nameNeeded') : undefined}
            />
          )}
        </Form>
      </Stack>
    </Page>
  );
}

type Problem = Extract<JoinStep, { kind: 'problem' }>['error'];

const kept: ReadonlySet<Problem> = new Set(['offline', 'retry']);
const otherCode: ReadonlySet<Problem> = new Set(['invitationUnknown', 'invitationUsed', 'invitationExpired']);

function ProblemScreen({
  error,
  onOtherCode,
  onTryAgain,
}: {
  error: Problem;
  onOtherCode: () => void;
  onTryAgain: () => void;
}) {
  const { t } = useTranslation('join');
  const press = otherCode.has(error) ? onOtherCode : onTryAgain;
  return (
    <Page
      title={t('title')}
      action={
        <Button variant="primary" block onClick={press}>
          {t(`problem.${error}.action`)}
        </Button>
      }
    >
      <Notice
        kind={error === 'offline' ? 'offline' : 'warning'}
        announce
        title={t(`problem.${error}.title`)}
        kept={kept.has(error) ? t('problem.offline.kept') : undefined}
        next={t(`problem.${error}.next`)}
      />
    </Page>
  );
}
