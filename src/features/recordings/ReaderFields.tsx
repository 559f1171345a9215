import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { ChoiceList, TextField } from '../../ui/index.ts';
import { lackingOf, type Reader, type ReaderField } from './use-reader.ts';

interface ReaderFieldsProps {
  readonly reader: Reader;
  readonly onChange: (changed: Partial<Reader>) => void;
  /** Grows with each try to go on: what is missing is then named, and shown where it is out of sight. */
  readonly tries: number;
}

/** Who reads, in which language, and their consent. */
export function ReaderFields({ reader, onChange, tries }: ReaderFieldsProps) {
  const { t } = useTranslation('audio');
  const speaker = useRef<HTMLInputElement>(null);
  const language = useRef<HTMLInputElement>(null);
  const consent = useRef<HTMLDivElement>(null);
  const showLacking = useEffectEvent(() => {
    const lacking = lackingOf(reader);
    if (lacking === 'speaker') speaker.current?.focus();
    else if (lacking === 'language') language.current?.focus();
    else if (lacking === 'consent') consent.current?.scrollIntoView({ block: 'center' });
  });
  useEffect(() => {
    if (tries > 0) showLacking();
  }, [tries]);
  const lacks = (field: ReaderField, words: string): string | undefined =>
    tries > 0 && lackingOf({ ...complete, [field]: reader[field] }) === field ? words : undefined;
  return (
    <>
      <TextField
        label={t('speaker')}
        hint={t('speakerHint')}
        error={lacks('speaker', t('neededSpeaker'))}
        value={reader.speaker}
        onChange={(value) => onChange({ speaker: value })}
        maxLength={60}
        inputRef={speaker}
      />
      <TextField
        label={t('language')}
        hint={t('languageHint')}
        error={lacks('language', t('neededLanguage'))}
        value={reader.language}
        onChange={(value) => onChange({ language: value })}
        maxLength={40}
        inputRef={language}
      />
      <div ref={consent}>
        <ChoiceList
          multiple
          legend={t('consentLegend')}
          hint={t('consentText')}
          error={lacks('consent', t('neededConsent'))}
          options={[{ value: 'yes', label: t('consent') }]}
          value={reader.consent}
          onChange={(value) => onChange({ consent: value })}
        />
      </div>
    </>
  );
}

/** A reader of whom nothing is missing, to judge one field alone. */
const complete: Reader = { speaker: '-', language: '--', consent: ['yes'] };
