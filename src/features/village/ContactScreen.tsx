import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { UserMinus } from 'lucide-react';
import { contactRoles, type ContactPerson, type ContactRole } from '../../domain/village/village-info.ts';
import { isPhoneNumber, phoneIn, spokenPhone } from '../../domain/village/phone-numbers.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { usePhone, useToday } from '../../phone/hooks.ts';
import { useRefusalWords } from '../../phone/refusal.ts';
import { infoResponse } from '../../protocol/village-page.ts';
import { Button, ChoiceList, Form, Notice, SaveButton, SelectField, TextField } from '../../ui/index.ts';
import { PageFrame } from './PageFrame.tsx';
import { usePageArea, type PageArea } from './use-page-area.ts';

type SaveState = 'idle' | 'saving' | 'failed' | 'wrong' | 'meanwhile';

/** Somebody whom residents may call: shown to everybody, so only with their own consent. */
export function ContactScreen() {
  const { t } = useTranslation('village');
  const of = usePageArea();
  const { contact = '' } = useParams();
  const [state, setState] = useState<SaveState>('idle');
  return (
    <PageFrame
      of={of}
      title={t('people.one')}
      intro={<p>{t('people.intro')}</p>}
      action={
        <SaveButton form="contact" busy={state === 'saving' ? t('saving') : undefined}>
          {t('save')}
        </SaveButton>
      }
    >
      <ContactForm key={contact} of={of} contact={contact} state={state} setState={setState} />
    </PageFrame>
  );
}

interface FormProps {
  readonly of: PageArea;
  readonly contact: string;
  readonly state: SaveState;
  readonly setState: (state: SaveState) => void;
}

function ContactForm({ of, contact, state, setState }: FormProps) {
  const { t } = useTranslation('village');
  const { format } = useLanguage();
  const { server } = usePhone();
  const navigate = useNavigate();
  const today = useToday();
  const stored = of.own.find((entry) => entry.part === contact);
  const now = stored?.kind === 'person' ? (stored.value ?? undefined) : undefined;
  const [opened] = useState(now);
  const [name, setName] = useState(now?.name ?? '');
  const [role, setRole] = useState<ContactRole>(now?.role ?? 'member');
  const [phone, setPhone] = useState(now ? spokenPhone(now.phone) : '');
  const [agreed, setAgreed] = useState(now !== undefined);
  const digits = phoneIn(phone);
  const problems = { name: name.trim() === '', phone: !isPhoneNumber(digits), agreed: !agreed };
  const isWrong = state === 'wrong';
  // Who agreed to one number has not agreed to another.
  const sameAsAgreed = opened !== undefined && opened.phone === digits && opened.name === name.trim();

  const refused = useRefusalWords();
  const send = async (value: ContactPerson | null): Promise<void> => {
    setState('saving');
    const changes = [{ entry: { kind: 'person', part: contact, value }, seen: stored?.version ?? 0 }];
    const answer = of.take(await server.post('village-page/info', { area: of.area?.id, changes }, infoResponse));
    if (answer === undefined) return setState('failed');
    if (answer.meanwhile) return setState('meanwhile');
    setState('idle');
    void navigate(of.back, { replace: true });
  };
  const save = (): void => {
    if (Object.values(problems).some(Boolean)) return setState('wrong');
    void send({ name: name.trim(), role, phone: digits, agreed: sameAsAgreed ? opened.agreed : today });
  };
  return (
    <Form id="contact" busy={state === 'saving'} onSave={save}>
      {state === 'failed' && <Notice announce="answer" title={t('notSaved')} {...refused(of.refusal ?? 'other')} />}
      {state === 'meanwhile' && (
        <Notice
          kind="warning"
          announce="answer"
          title={t('people.meanwhile')}
          next={now ? `${now.name}, ${t(`role.${now.role}`)}, ${spokenPhone(now.phone)}` : t('people.gone')}
        />
      )}
      <TextField
        label={t('people.name')}
        value={name}
        onChange={setName}
        maxLength={80}
        error={isWrong && problems.name ? t('people.nameWrong') : undefined}
      />
      <SelectField
        label={t('people.role')}
        value={role}
        onChange={(value) => setRole(contactRoles.find((one) => one === value) ?? 'member')}
        options={contactRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
      />
      <TextField
        label={t('people.phone')}
        type="tel"
        value={phone}
        onChange={setPhone}
        error={isWrong && problems.phone ? t('info.problem.noPhone') : undefined}
      />
      <ChoiceList
        multiple
        legend={t('people.consent')}
        hint={opened && t('people.agreedOn', { day: format.day(opened.agreed) })}
        options={[{ value: 'yes', label: t('people.agrees'), hint: t('people.agreesHint') }]}
        value={agreed ? ['yes'] : []}
        onChange={(values) => setAgreed(values.includes('yes'))}
        error={isWrong && problems.agreed ? t('people.agreesWrong') : undefined}
      />
      {now && (
        <Button variant="danger" icon={UserMinus} onClick={() => void send(null)}>
          {t('people.remove')}
        </Button>
      )}
    </Form>
  );
}
