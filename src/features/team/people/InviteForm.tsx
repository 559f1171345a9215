import { useState } from 'react';
import { titleName } from '../../../domain/access/area.ts';
import { roleRules, type Role } from '../../../domain/access/roles.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useAskPin } from '../../../phone/ask-pin.ts';
import { invitationDays, type InviteResponse } from '../../../protocol/accounts/join.ts';
import { ChoiceList, Form, Notice, Page, SaveButton, SegmentedChoice, TextField } from '../../../ui/index.ts';
import { AreaPicker } from '../AreaPicker.tsx';
import { InvitationReady } from './InvitationReady.tsx';
import { invitableAreas, invitableRoles, type Standing } from './may-invite.ts';
import { ProblemNotice, type Refusal } from '../ProblemNotice.tsx';
import type { TeamApi } from '../team-api.ts';

export interface InviteFormProps {
  readonly api: Pick<TeamApi, 'invite'>;
  readonly standing: Standing;
  /** Chosen beforehand. */
  readonly role: Role | undefined;
  readonly area: string | undefined;
  /** Somebody who has an account: invited again, to another phone or after a forgotten PIN. */
  readonly account: string | undefined;
  readonly name: string | undefined;
  readonly backHref: string;
  /** Where the invited person will open the link. */
  readonly origin: string;
}

/** Whom, where, by what name; then the link and the code to hand over. */
export function InviteForm({
  api,
  standing,
  role: wantedRole,
  area: wanted,
  account,
  name: known,
  backHref,
  origin,
}: InviteFormProps) {
  const { t } = useTranslation('team');
  const askPin = useAskPin();
  const form = useInvitation(standing, wantedRole, wanted);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [ready, setReady] = useState<InviteResponse>();
  const [missing, setMissing] = useState(false);
  const [days, setDays] = useState<(typeof invitationDays)[number]>(invitationDays[0]);
  const { roles, role, areas, area, name } = form;

  const submit = async (): Promise<void> => {
    const complete = role !== null && (area !== null || areas.length === 0) && !form.impossible;
    setMissing(!complete);
    if (
      !complete ||
      busy ||
      (isAboveVillages(role) && !(await askPin({ passkey: roleRules[role].may.includes('holdPasskey') })))
    )
      return;
    setBusy(true);
    setRefusal(undefined);
    const reply = await api.invite({
      role,
      ...(area !== null && { area }),
      days,
      ...(account !== undefined ? { account } : name.trim() && { name: name.trim() }),
    });
    setBusy(false);
    if (reply.kind === 'ok') setReady(reply.value);
    else setRefusal(reply);
  };

  if (ready && role) {
    const place = areas.find(({ id }) => id === area);
    return (
      <InvitationReady
        invitation={ready}
        role={t(`role.${role}.name`)}
        area={place ? titleName(place) : t('country')}
        origin={origin}
        backHref={backHref}
        onAnother={() => {
          setReady(undefined);
          form.setName('');
        }}
      />
    );
  }
  return (
    <Page
      title={known === undefined ? t('invite.title') : t('invite.againTitle', { name: known })}
      back={{ href: backHref }}
      focusKey="invite"
      intro={t(account === undefined ? 'invite.intro' : 'invite.againIntro')}
      action={
        <SaveButton form="invite" busy={busy ? t('invite.creating') : undefined}>
          {t('invite.create')}
        </SaveButton>
      }
    >
      <Form id="invite" busy={busy} onSave={submit}>
        {refusal && <ProblemNotice refusal={refusal} />}
        <RoleChoice
          roles={roles}
          role={role}
          onChange={form.setRole}
          error={missing && role === null ? t('invite.roleNeeded') : undefined}
        />
        {form.impossible && <Notice kind="info" title={t('invite.areaNone')} />}
        {areas.length > 1 && (
          <AreaPicker
            legend={t('invite.area')}
            areas={areas}
            value={area}
            onChange={form.setArea}
            error={missing && area === null ? t('invite.areaNeeded') : undefined}
          />
        )}
        {account === undefined && (
          <TextField
            label={t('invite.name')}
            hint={t('invite.nameHint')}
            value={name}
            onChange={form.setName}
            maxLength={80}
            autoCapitalize="words"
            spellCheck={false}
          />
        )}
        <SegmentedChoice
          legend={t('invite.days')}
          options={[...invitationDays]
            .sort((a, b) => a - b)
            .map((count) => ({ value: String(count), label: t('invite.daysCount', { count }) }))}
          value={String(days)}
          onChange={(value) => setDays(invitationDays.find((one) => String(one) === value) ?? invitationDays[0])}
        />
      </Form>
    </Page>
  );
}

/** An officer or administrator manages others, so inviting one takes the PIN. */
const isAboveVillages = (role: Role): boolean => !roleRules[role].areas.includes('village');

function RoleChoice({
  roles,
  role,
  onChange,
  error,
}: {
  roles: readonly Role[];
  role: Role | null;
  onChange: (role: Role) => void;
  error: string | undefined;
}) {
  const { t } = useTranslation('team');
  const choose = (value: string): void => {
    const chosen = roles.find((one) => one === value);
    if (chosen) onChange(chosen);
  };
  return (
    <ChoiceList
      legend={t('invite.role')}
      options={roles.map((one) => ({ value: one, label: t(`role.${one}.name`), hint: t(`role.${one}.does`) }))}
      value={role}
      onChange={choose}
      {...(error !== undefined && { error })}
    />
  );
}

/** The form's state; what can only be one thing is chosen already. */
function useInvitation(standing: Standing, wantedRole: Role | undefined, wanted: string | undefined) {
  const roles = invitableRoles(standing).filter(
    (one) => wanted === undefined || invitableAreas(standing, one).some(({ id }) => id === wanted),
  );
  const [chosenRole, setRole] = useState<Role | null>(wantedRole ?? null);
  const [chosenArea, setArea] = useState<string | null>(wanted ?? null);
  const [name, setName] = useState('');
  const role = roles.find((one) => one === chosenRole) ?? (roles.length === 1 ? roles[0]! : null);
  const areas = role ? invitableAreas(standing, role) : [];
  const area = areas.find(({ id }) => id === chosenArea)?.id ?? (areas.length === 1 ? areas[0]!.id : null);
  const impossible = role !== null && areas.length === 0 && !roleRules[role].areas.includes('country');
  return { roles, role, setRole, areas, area, setArea, name, setName, impossible };
}
