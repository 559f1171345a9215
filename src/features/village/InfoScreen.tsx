import { useState } from 'react';
import { changeEdit, takeNow, viewEdit, type Edit } from '../../domain/record/edit.ts';
import { longestInfo } from '../../domain/village/links.ts';
import {
  infoLinks,
  infoParts,
  infoPhones,
  infoTexts,
  isPhonePart,
  type InfoPart,
} from '../../domain/village/village-info.ts';
import { useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../phone/hooks.ts';
import { useRefusalWords } from '../../phone/refusal.ts';
import { saveOnTop } from '../../phone/save-on-top.ts';
import { infoResponse } from '../../protocol/village-page.ts';
import { Form, Notice, SaveButton, Section, Stack, TextField, WithValueNow } from '../../ui/index.ts';
import { infoChanges, infoFields, problemOf, shownInfo, type Typed } from './info-form.ts';
import { PageFrame } from './PageFrame.tsx';
import { usePageArea, type PageArea } from './use-page-area.ts';

type SaveState = 'idle' | 'saving' | 'saved' | 'failed' | 'wrong' | 'meanwhile';

/** Whom to call, where to go, which pages are real: what the area itself tells. */
export function InfoScreen() {
  const { t } = useTranslation('village');
  const of = usePageArea();
  const [state, setState] = useState<SaveState>('idle');
  return (
    <PageFrame
      of={of}
      title={t('info.title')}
      intro={<p>{t(of.area?.kind === 'commune' ? 'info.introCommune' : 'info.intro')}</p>}
      action={
        <SaveButton form="info" busy={state === 'saving' ? t('saving') : undefined}>
          {t('save')}
        </SaveButton>
      }
    >
      <InfoForm of={of} state={state} setState={setState} />
    </PageFrame>
  );
}

function InfoForm({ of, state, setState }: { of: PageArea; state: SaveState; setState: (state: SaveState) => void }) {
  const { t } = useTranslation('village');
  const { server } = usePhone();
  const refused = useRefusalWords();
  const now = shownInfo(of.own);
  const [edit, setEdit] = useState<Edit<Typed>>(() => ({ ...now, opened: now.values }));
  const view = viewEdit(edit, now, infoFields);
  const save = async (): Promise<void> => {
    if (infoParts.some((part) => problemOf(part, view.values[part]) !== undefined)) return setState('wrong');
    setState('saving');
    const outcome = await saveOnTop({
      edit,
      now,
      fields: infoFields,
      send: async (changed, shown) => {
        const body = { area: of.area?.id, changes: infoChanges(changed, shown) };
        const reply = await server.post('village-page/info', body, infoResponse);
        of.take(reply);
        return reply;
      },
      read: ({ entries }) => shownInfo(entries.filter(({ area }) => area === of.area?.id)),
    });
    setState('refusal' in outcome ? 'failed' : outcome.state);
  };
  const field = (part: InfoPart) => {
    const problem = state === 'wrong' ? problemOf(part, view.values[part]) : undefined;
    const inherited = of.info.parts[part];
    return (
      <WithValueNow
        key={part}
        now={view.elsewhere[part]}
        onTake={() => setEdit((before) => takeNow(before, part, now, infoFields))}
      >
        <TextField
          label={t(`info.part.${part}`)}
          type={isPhonePart(part) ? 'tel' : 'text'}
          maxLength={longestInfo}
          value={view.values[part]}
          hint={
            now.values[part] === '' && inherited !== undefined ? t('info.inherited', { value: inherited }) : undefined
          }
          error={problem && t(`info.problem.${problem}`)}
          onChange={(value) => {
            setState('idle');
            setEdit((before) => changeEdit(before, { [part]: value }, now, infoFields));
          }}
        />
      </WithValueNow>
    );
  };
  return (
    <Form id="info" busy={state === 'saving'} onSave={save}>
      {state === 'saved' && <Notice kind="success" announce="answer" title={t('saved')} />}
      {state === 'meanwhile' && <Notice kind="warning" announce="answer" title={t('meanwhile')} />}
      {state === 'wrong' && <Notice kind="warning" announce="answer" title={t('wrong')} />}
      {state === 'failed' && <Notice announce="answer" title={t('notSaved')} {...refused(of.refusal ?? 'other')} />}
      <Section title={t('info.links')}>
        <Stack>
          <p>{t('info.linksHint')}</p>
          {infoLinks.map(field)}
        </Stack>
      </Section>
      <Section title={t('info.places')}>
        <Stack>{[...infoPhones, ...infoTexts].map(field)}</Stack>
      </Section>
    </Form>
  );
}
