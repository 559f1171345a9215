import { useState } from 'react';
import { useNavigate } from 'react-router';
import {
  announcementKinds,
  endOf,
  longestAnnouncement,
  longestText,
  longestTitle,
  type Announcement,
  type AnnouncementKind,
} from '../../domain/village/announcement.ts';
import { addDays } from '../../lib/day.ts';
import { dayTyped } from '../../lib/typed-day.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { usePhone, useToday } from '../../phone/hooks.ts';
import { useRefusalWords } from '../../phone/refusal.ts';
import { villagePageResponse } from '../../protocol/village-page.ts';
import { Form, Notice, SaveButton, SelectField, TextField } from '../../ui/index.ts';
import { PageFrame } from './PageFrame.tsx';
import { readyWordings } from './ready-wordings.ts';
import { usePageArea, type PageArea } from './use-page-area.ts';

type SaveState = 'idle' | 'saving' | 'failed' | 'wrong';

/** A new announcement on the page of a village, or on those of all villages of a commune. */
export function AnnounceScreen() {
  const { t } = useTranslation('village');
  const of = usePageArea();
  const [state, setState] = useState<SaveState>('idle');
  return (
    <PageFrame
      of={of}
      title={t('announce.new')}
      intro={<p>{t(of.area?.kind === 'commune' ? 'announce.introCommune' : 'announce.intro')}</p>}
      action={
        <SaveButton form="announce" busy={state === 'saving' ? t('saving') : undefined}>
          {t('announce.send')}
        </SaveButton>
      }
    >
      <AnnounceForm of={of} state={state} setState={setState} />
    </PageFrame>
  );
}

interface FormProps {
  readonly of: PageArea;
  readonly state: SaveState;
  readonly setState: (state: SaveState) => void;
}

const timePattern = /^([01]?\d|2[0-3])[:h.]([0-5]\d)$/;
/** "7h30", "7:30" → "07:30"; undefined for no time. */
const timeTyped = (typed: string): string | undefined => {
  const [, hours, minutes] = timePattern.exec(typed.replaceAll(' ', '').toLowerCase().replace(/h$/, 'h00')) ?? [];
  return hours === undefined ? undefined : `${hours.padStart(2, '0')}:${minutes}`;
};

function AnnounceForm({ of, state, setState }: FormProps) {
  const { t } = useTranslation('village');
  const { format } = useLanguage();
  const { server, newId } = usePhone();
  const navigate = useNavigate();
  const today = useToday();
  const [id] = useState(newId);
  const [kind, setKind] = useState<AnnouncementKind>('scam');
  const [typed, setTyped] = useState({ title: '', text: '', on: '', time: '', place: '', until: '' });
  const set = (part: Partial<typeof typed>): void => {
    if (state === 'wrong') setState('idle');
    setTyped((before) => ({ ...before, ...part }));
  };
  const hasDay = kind === 'session' || kind === 'deadline';
  const on = hasDay ? dayTyped(typed.on) : undefined;
  const time = kind === 'session' ? timeTyped(typed.time) : undefined;
  const place = kind === 'session' ? typed.place.trim() : '';
  const until = typed.until.trim() === '' ? endOf(on, today) : dayTyped(typed.until);
  const last = addDays(today, longestAnnouncement);
  const problems = {
    title: typed.title.trim() === '',
    text: typed.text.trim() === '',
    on: hasDay && (on === undefined ? kind === 'session' || typed.on.trim() !== '' : on < today || on > last),
    time: kind === 'session' && typed.time.trim() !== '' && time === undefined,
    until: until === undefined || until < today || until > last,
  };
  const wrong = (part: keyof typeof problems): string | undefined =>
    state === 'wrong' && problems[part] ? t(`announce.wrong.${part}`, { day: format.day(last) }) : undefined;
  const ready = readyWordings(of.page?.announcements ?? [], of.area?.id, t);

  const save = async (): Promise<void> => {
    if (!of.area) return;
    if (Object.values(problems).some(Boolean) || until === undefined) return setState('wrong');
    setState('saving');
    const announcement: Announcement = {
      id,
      area: of.area.id,
      kind,
      title: typed.title.trim(),
      text: typed.text.trim(),
      ...(on && { on }),
      ...(time !== undefined && { time }),
      ...(place !== '' && { place }),
      until,
    };
    if (!of.take(await server.post('village-page/announce', announcement, villagePageResponse)))
      return setState('failed');
    void navigate(of.back, { replace: true });
  };
  const refused = useRefusalWords();
  return (
    <Form id="announce" busy={state === 'saving'} onSave={save}>
      {state === 'failed' && <Notice announce="answer" title={t('notSaved')} {...refused(of.refusal ?? 'other')} />}
      {state === 'wrong' && <Notice kind="warning" announce="answer" title={t('wrong')} />}
      <SelectField
        label={t('announce.kindOf')}
        value={kind}
        onChange={(value) => setKind(announcementKinds.find((one) => one === value) ?? 'other')}
        options={announcementKinds.map((value) => ({ value, label: t(`announce.kind.${value}`) }))}
      />
      <SelectField
        label={t('announce.readyWords')}
        hint={t('announce.readyHint')}
        value=""
        onChange={(value) => {
          const chosen = ready.find((one) => one.id === value);
          if (!chosen) return;
          setKind(chosen.kind);
          set({ title: chosen.title, text: chosen.text });
        }}
        options={[
          { value: '', label: t('announce.ownWords') },
          ...ready.map((one) => ({ value: one.id, label: one.title })),
        ]}
      />
      <TextField
        label={t('announce.titleOf')}
        value={typed.title}
        onChange={(title) => set({ title })}
        maxLength={longestTitle}
        error={wrong('title')}
      />
      <TextField
        label={t('announce.text')}
        hint={t('announce.textHint')}
        rows={5}
        value={typed.text}
        onChange={(text) => set({ text })}
        maxLength={longestText}
        error={wrong('text')}
      />
      {hasDay && (
        <TextField
          label={t(kind === 'session' ? 'announce.on' : 'announce.deadline')}
          hint={t('announce.day')}
          value={typed.on}
          onChange={(day) => set({ on: day })}
          error={wrong('on')}
        />
      )}
      {kind === 'session' && (
        <>
          <TextField
            label={t('announce.time')}
            hint={t('announce.timeHint')}
            value={typed.time}
            onChange={(value) => set({ time: value })}
            error={wrong('time')}
          />
          <TextField
            label={t('announce.place')}
            value={typed.place}
            onChange={(value) => set({ place: value })}
            maxLength={120}
          />
        </>
      )}
      <TextField
        label={t('announce.untilOf')}
        hint={t('announce.untilHint', { day: format.day(endOf(on, today)) })}
        value={typed.until}
        onChange={(value) => set({ until: value })}
        error={wrong('until')}
      />
    </Form>
  );
}
