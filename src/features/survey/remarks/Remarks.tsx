import { remarksOf, remarkState, type Remark } from '../../../domain/work/remark.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { useHouseholdRecords, usePhone, useToday } from '../../../phone/hooks.ts';
import { Button, Card, LinkButton, Section, Stack } from '../../../ui/index.ts';
import { settling } from '../changes/remark-form.ts';
import { useSubmit } from '../drafts/use-submit.ts';
import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import { useVillage } from '../use-household.ts';

/** On a household's page: what was remarked on its form and what came of it, newest first. */
export function Remarks({ household }: { household: Uuid }) {
  const { t } = useTranslation('survey');
  const records = useHouseholdRecords(useVillage(), household);
  if (records.state !== 'ready') return null;
  const remarks = remarksOf(records.value);
  if (remarks.length === 0) return null;
  return (
    <Section title={t('remark.thread')}>
      <Stack>
        {remarks.map((remark) => (
          <RemarkCard
            key={remark.id}
            remark={remark}
            bases={records.value.find(({ id }) => id === remark.id)?.bases ?? {}}
          />
        ))}
      </Stack>
    </Section>
  );
}

type Bases = Readonly<Record<string, number | string>>;

function RemarkCard({ remark, bases }: { remark: Remark; bases: Bases }) {
  const { t } = useTranslation('survey');
  const { format } = useLanguage();
  const { me, role, basePath } = usePhone();
  const today = useToday();
  const { problem, busy, save } = useSubmit();
  const { id, household, text, on, by, answer, answeredOn, answeredBy, settledOn } = remark;
  const state = remarkState(remark);
  const nameOf = (account: Uuid | null): string =>
    account === me.account ? me.name : ((me.team ?? []).find((one) => one.account === account)?.name ?? '');
  const from = (account: Uuid | null, day: string): string =>
    t('remark.from', { name: nameOf(account), day: format.day(day) });
  const settle = (): void =>
    void save([{ kind: 'remark', record: id, set: settling({ account: me.account, today }), bases }]);
  return (
    <Card level={3} tone={state === 'open' ? 'clay' : 'plain'} title={from(by, on)}>
      <Stack>
        <p>{text}</p>
        {answer !== null && answeredOn !== null && (
          <p>
            <b>{from(answeredBy, answeredOn)}</b> {answer}
          </p>
        )}
        {problem && <SaveProblemNotice problem={problem} onRetry={settle} />}
        {state === 'open' && (
          <LinkButton href={addressesBelow(basePath).remark(id, household)}>{t('remark.reply')}</LinkButton>
        )}
        {state !== 'settled' && role !== 'member' && (
          <Button busy={busy ? t('remark.settling') : undefined} onClick={settle}>
            {t('remark.settle')}
          </Button>
        )}
        {settledOn !== null && <p>{t('remark.settledOn', { day: format.day(settledOn) })}</p>}
      </Stack>
    </Card>
  );
}
