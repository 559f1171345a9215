import { useEffect, useState } from 'react';
import { titleName } from '../../domain/access/area.ts';
import { hasLongNumber, longestProposal } from '../../domain/village/proposal.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import { proposalsResponse, type ProposalsResponse, type SentProposal } from '../../protocol/proposal.ts';
import type { Asked } from '../../sync/index.ts';
import { Button, Card, EmptyState, Facts, Form, Notice, Page, Skeleton, Stack, TextField } from '../../ui/index.ts';

/** What the villages of the officer's commune have sent to it, the longest waiting first, each to be answered. */
export function SentProposalsScreen() {
  const { t } = useTranslation(['proposals', 'village']);
  const { server, basePath } = usePhone();
  const [proposals, setProposals] = useState<readonly SentProposal[]>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let left = false;
    void server.get('proposals', proposalsResponse).then((reply) => {
      if (left) return;
      if (reply.kind === 'ok') setProposals(reply.value.proposals);
      else setFailed(true);
    });
    return () => {
      left = true;
    };
  }, [server]);
  /** @returns whether it was stored */
  const answer = async (of: SentProposal, text: string): Promise<boolean> => {
    const body = { village: of.village, proposal: of.id, answer: text };
    const reply: Asked<ProposalsResponse> = await server.post('proposals/answer', body, proposalsResponse);
    if (reply.kind === 'ok') setProposals(reply.value.proposals);
    return reply.kind === 'ok';
  };
  return (
    <Page title={t('sent.title')} intro={<p>{t('sent.intro')}</p>} back={{ href: addressesBelow(basePath).villages() }}>
      {!proposals && failed && (
        <Notice kind="offline" announce title={t('village:offline')} next={t('village:offlineNext')} />
      )}
      {!proposals && !failed && <Skeleton rows={4} />}
      {proposals?.length === 0 && <EmptyState title={t('sent.none')}>{t('sent.noneNext')}</EmptyState>}
      <Stack gap="l">
        {proposals?.map((proposal) => (
          <Sent key={proposal.id} proposal={proposal} onAnswer={(text) => answer(proposal, text)} />
        ))}
      </Stack>
    </Page>
  );
}

type State = 'idle' | 'saving' | 'failed' | 'empty';

function Sent({ proposal, onAnswer }: { proposal: SentProposal; onAnswer: (text: string) => Promise<boolean> }) {
  const { t } = useTranslation(['proposals', 'village']);
  const { format } = useLanguage();
  const { me } = usePhone();
  const { category, place, text, sentOn, answer, answeredOn, village } = proposal;
  const [typed, setTyped] = useState(answer ?? '');
  const [state, setState] = useState<State>('idle');
  const area = me.areas.find(({ id }) => id === village);
  const hasNumber = hasLongNumber(typed);
  const save = async (): Promise<void> => {
    if (state === 'saving' || hasNumber) return;
    if (typed.trim() === '') return setState('empty');
    setState('saving');
    setState((await onAnswer(typed.trim())) ? 'idle' : 'failed');
  };
  return (
    <Card title={`${area ? titleName(area) : ''}: ${t(`category.${category}`)}`}>
      <Form gap="m" busy={state === 'saving'} onSave={save}>
        <Facts
          items={[
            { term: t('step.sent'), detail: format.day(sentOn) },
            ...(place === '' ? [] : [{ term: t('place'), detail: place }]),
            ...(text === null ? [] : [{ term: t('text'), detail: text }]),
            ...(answeredOn === null ? [] : [{ term: t('step.answeredByCommune'), detail: format.day(answeredOn) }]),
          ]}
        />
        {state === 'failed' && (
          <Notice kind="offline" announce title={t('village:notSaved')} next={t('village:offlineNext')} />
        )}
        <TextField
          label={t('sent.answer')}
          hint={t('sent.answerHint')}
          rows={3}
          value={typed}
          maxLength={longestProposal}
          onChange={(value) => {
            setTyped(value);
            setState('idle');
          }}
          error={hasNumber ? t('noNumbers') : state === 'empty' ? t('sent.empty') : undefined}
        />
        <Button type="submit" busy={state === 'saving' ? t('saving') : undefined}>
          {t(answer === null ? 'sent.send' : 'sent.sendAgain')}
        </Button>
      </Form>
    </Card>
  );
}
