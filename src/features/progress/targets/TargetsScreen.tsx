import { useCallback, useEffect, useState } from 'react';
import { titleName } from '../../../domain/access/area.ts';
import type { AreaTarget } from '../../../domain/report/area-target.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { TargetsResponse } from '../../../protocol/report.ts';
import type { Asked } from '../../../sync/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { refusalIn, useRefusalWords, type Refusal } from '../../../phone/refusal.ts';
import { Button, List, ListRow, Notice, Page, Section, Skeleton, Stack } from '../../../ui/index.ts';
import { useReportApi } from '../report/use-report-api.ts';
import { TargetForm } from './TargetForm.tsx';
import { useSourceWords } from './use-source-words.ts';

const none: readonly AreaTarget[] = [];

/** The officer's targets: what is to be reached, by when, and who says so. Every earlier version stays in the list. */
export function TargetsScreen() {
  const { t } = useTranslation('progress');
  const { basePath, me } = usePhone();
  const api = useReportApi();
  const [targets, setTargets] = useState<readonly AreaTarget[]>();
  const refused = useRefusalWords();
  const [problem, setProblem] = useState<Refusal>();
  const show = useCallback((reply: Asked<TargetsResponse>) => {
    setProblem(refusalIn(reply));
    if (reply.kind === 'ok') setTargets(reply.value.targets);
  }, []);
  useEffect(() => {
    let left = false;
    void api.targets().then((reply) => {
      if (!left) show(reply);
    });
    return () => {
      left = true;
    };
  }, [api, show]);
  const nameOf = (id: string): string => {
    const area = me.areas.find((one) => one.id === id);
    return area ? titleName(area) : t('targets.otherArea');
  };
  return (
    <Page
      title={t('targets.title')}
      back={{ href: addressesBelow(basePath).villages() }}
      intro={<p>{t('targets.intro')}</p>}
    >
      <Stack gap="l">
        {problem && (
          <Notice
            announce
            title={t('targets.notDone')}
            {...refused(problem)}
            action={<Button onClick={() => void api.targets().then(show)}>{t('report.again')}</Button>}
          />
        )}
        <TargetForm targets={targets ?? none} onSet={show} />
        {targets === undefined && !problem && <Skeleton />}
        {targets && targets.length > 0 && <TargetList targets={targets} nameOf={nameOf} />}
      </Stack>
    </Page>
  );
}

function TargetList({ targets, nameOf }: { targets: readonly AreaTarget[]; nameOf: (id: string) => string }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const sourceWords = useSourceWords();
  return (
    <Section title={t('targets.set')}>
      <List>
        {[...targets].reverse().map((one) => (
          <ListRow
            key={`${one.area} ${one.indicator} ${one.year} ${one.version}`}
            title={
              one.share > 0
                ? t('targets.line', {
                    name: t(`indicator.${one.indicator}.short`),
                    share: format.percent(one.share),
                    year: one.year,
                  })
                : t('targets.takenBack', { name: t(`indicator.${one.indicator}.short`), year: one.year })
            }
            meta={t('targets.meta', {
              area: nameOf(one.area),
              source: sourceWords(one.source),
              version: one.version,
            })}
          />
        ))}
      </List>
    </Section>
  );
}
