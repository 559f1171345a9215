import { useState } from 'react';
import type { Area, AreaKind } from '../../domain/access/area.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { ChoiceList, Form, Page, SaveButton, TextField } from '../../ui/index.ts';
import { AreaPicker } from './AreaPicker.tsx';
import { addableKinds, possibleParents, type Standing } from './people/may-invite.ts';
import { ProblemNotice, type Refusal } from './ProblemNotice.tsx';
import type { TeamApi } from './team-api.ts';

export interface AreaFormProps {
  readonly api: Pick<TeamApi, 'addArea'>;
  readonly standing: Standing;
  readonly newId: () => Uuid;
  readonly backHref: string;
  readonly onAdded: (area: Area) => void;
}

const prefixes = {
  province: ['tỉnh', 'thành phố'],
  commune: ['xã', 'phường', 'đặc khu'],
  village: ['thôn', 'buôn', 'làng', 'tổ dân phố'],
} as const satisfies Record<AreaKind, readonly string[]>;

/** A province, commune or village below one of the person's own. */
export function AreaForm({ api, standing, newId, backHref, onAdded }: AreaFormProps) {
  const { t } = useTranslation('team');
  // One id for all tries, so that a lost answer adds no second village.
  const [id] = useState(newId);
  const form = useArea(standing);
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const { kinds, kind, prefix, name, parents, parent } = form;
  const needsParent = parents.length > 0 && parent === null;

  const submit = async (): Promise<void> => {
    const complete = name.trim() !== '' && !needsParent;
    setMissing(!complete);
    if (!complete || busy) return;
    setBusy(true);
    setRefusal(undefined);
    const reply = await api.addArea({
      id,
      kind,
      prefix,
      name: name.trim().normalize('NFC'),
      ...(parent !== null && { parent }),
    });
    setBusy(false);
    if (reply.kind === 'ok') onAdded(reply.value);
    else setRefusal(reply);
  };

  return (
    <Page
      title={t(kinds.length > 1 ? 'area.titleAny' : 'area.title')}
      back={{ href: backHref }}
      focusKey="area"
      action={
        <SaveButton form="area" busy={busy ? t('area.saving') : undefined}>
          {t('area.save')}
        </SaveButton>
      }
    >
      <Form id="area" busy={busy} onSave={submit}>
        {refusal && <ProblemNotice refusal={refusal} />}
        {kinds.length > 1 && (
          <ChoiceList
            legend={t('area.kind')}
            options={kinds.map((one) => ({ value: one, label: t(`area.kinds.${one}`) }))}
            value={kind}
            onChange={form.setKind}
          />
        )}
        <ChoiceList
          legend={t('area.prefix')}
          options={prefixes[kind].map((one) => ({ value: one, label: t(`area.prefixes.${one}`) }))}
          value={prefix}
          onChange={form.setPrefix}
        />
        <TextField
          label={t('area.name')}
          hint={t('area.nameHint')}
          value={name}
          onChange={form.setName}
          maxLength={120}
          autoCapitalize="words"
          spellCheck={false}
          {...(missing && name.trim() === '' && { error: t('area.nameNeeded') })}
        />
        {parents.length > 1 && (
          <AreaPicker
            legend={t('area.parent')}
            areas={parents}
            value={parent}
            onChange={form.setParent}
            error={missing && needsParent ? t('area.parentNeeded') : undefined}
          />
        )}
      </Form>
    </Page>
  );
}

/** The form's state; changing the kind starts what depends on it anew. */
function useArea(standing: Standing) {
  const kinds = addableKinds(standing);
  const [chosenKind, chooseKind] = useState<AreaKind>();
  const [chosenPrefix, setPrefix] = useState<string>();
  const [name, setName] = useState('');
  const [chosenParent, setParent] = useState<string | null>(null);
  const kind = chosenKind ?? kinds[0] ?? 'village';
  const parents = possibleParents(standing, kind);
  const own: readonly string[] = prefixes[kind];
  return {
    kinds,
    kind,
    setKind: (value: string) => chooseKind(kinds.find((one) => one === value)),
    prefix: own.find((one) => one === chosenPrefix) ?? own[0]!,
    setPrefix,
    name,
    setName,
    parents,
    parent: parents.find(({ id }) => id === chosenParent)?.id ?? (parents.length === 1 ? parents[0]!.id : null),
    setParent,
  };
}
