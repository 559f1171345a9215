import * as v from 'valibot';
import { uuid } from '../record/record.ts';

/** Who may do what: one data file for server, phone and docs. */
export const roles = ['member', 'lead', 'head', 'officer', 'viewer', 'admin'] as const;
export type Role = (typeof roles)[number];
export const role = v.picklist(roles);

/**
 * `seePhones`: how much unsent work the village's phones hold · `seeTeam`: people, their phones and open invitations ·
 * `withdraw`: take back a phone or a grant of somebody they may invite · `setRetention`: how long people's rows are
 * kept, for an area and all below · `seeAudit`: who read and changed what kind of thing, never the content ·
 * `showCard`: a visitor's card for residents · `seeQuarantine`: how many operations wait for the lead ·
 * `judgeQuarantine`: read them, release them, set them aside · `erase`: a household or a person ·
 * `seeErased`: what was erased and can still be brought back, and requests that wait for a second person ·
 * `bringBack`: undo an erasure · `second`: confirm or refuse what somebody else asked for ·
 * `recordAudio`: record a guide's step · `judgeAudio`: publish a recording, or withdraw it ·
 * `seeReport`: a village's report of a period · `sendReport`: sign it · `receiveReport`: say that the commune has it ·
 * `setTargets`: for an area and all below · `tellFacts`: enter facts that no survey asks · `tickChecklists`: say which
 * criteria of a village's checklists are met where no figure says so · `keepChecklists`: the lists that an area keeps
 * itself, for all villages below · `keepPage`: say what
 * the public page of a village tells residents, and announce · `keepCampaigns`: begin, change and end the campaigns of
 * a commune · `answerProposals`: read what villages sent
 * to the commune, and answer · `confirm`: that somebody
 * whom the commune or the administrators invited belongs to the village's team · `holdPasskey`: register passkeys, and
 * confirm with one what `passkey-rules.ts` names · `seeGuideReports`: which
 * steps of the guides people report as different on their phones.
 */
export const actions = [
  'syncRecords',
  'seeProgress',
  'invite',
  'manageAreas',
  'seePhones',
  'seeTeam',
  'withdraw',
  'setRetention',
  'seeAudit',
  'showCard',
  'seeQuarantine',
  'judgeQuarantine',
  'erase',
  'seeErased',
  'bringBack',
  'second',
  'recordAudio',
  'judgeAudio',
  'seeReport',
  'sendReport',
  'receiveReport',
  'setTargets',
  'tellFacts',
  'tickChecklists',
  'keepChecklists',
  'keepPage',
  'keepCampaigns',
  'answerProposals',
  'confirm',
  'holdPasskey',
  'seeGuideReports',
] as const;
export type Action = (typeof actions)[number];

interface RoleRule {
  /** The kinds of area a grant of this role may name. */
  readonly areas: readonly ('country' | 'province' | 'commune' | 'village')[];
  readonly may: readonly Action[];
  /** Roles this one may invite, inside its own area. */
  readonly invites: readonly Role[];
}

export const roleRules: Readonly<Record<Role, RoleRule>> = {
  member: {
    areas: ['village'],
    may: ['syncRecords', 'seeProgress', 'showCard', 'recordAudio', 'seeReport', 'confirm'],
    invites: [],
  },
  lead: {
    areas: ['village'],
    may: [
      'syncRecords',
      'seeProgress',
      'showCard',
      'seePhones',
      'seeTeam',
      'invite',
      'withdraw',
      'seeQuarantine',
      'judgeQuarantine',
      'erase',
      'seeErased',
      'second',
      'recordAudio',
      'judgeAudio',
      'seeReport',
      'sendReport',
      'tellFacts',
      'tickChecklists',
      'keepPage',
      'confirm',
    ],
    invites: ['member'],
  },
  head: {
    areas: ['village'],
    may: [
      'syncRecords',
      'seeProgress',
      'showCard',
      'seePhones',
      'seeTeam',
      'invite',
      'withdraw',
      'seeQuarantine',
      'judgeQuarantine',
      'erase',
      'seeErased',
      'bringBack',
      'second',
      'recordAudio',
      'judgeAudio',
      'seeReport',
      'sendReport',
      'tellFacts',
      'tickChecklists',
      'keepPage',
      'confirm',
    ],
    invites: ['member', 'lead'],
  },
  officer: {
    areas: ['commune'],
    may: [
      'seeProgress',
      'seeTeam',
      'invite',
      'withdraw',
      'manageAreas',
      'setRetention',
      'seeAudit',
      'seeQuarantine',
      'seeErased',
      'bringBack',
      'second',
      'seeReport',
      'receiveReport',
      'setTargets',
      'keepChecklists',
      'tellFacts',
      'keepPage',
      'keepCampaigns',
      'answerProposals',
      'holdPasskey',
      'seeGuideReports',
    ],
    invites: ['member', 'lead', 'head'],
  },
  viewer: { areas: ['province'], may: ['seeProgress'], invites: [] },
  admin: {
    areas: ['country'],
    may: [
      'seeProgress',
      'seeTeam',
      'invite',
      'withdraw',
      'manageAreas',
      'setRetention',
      'seeAudit',
      'seeErased',
      'second',
      'seeReport',
      'setTargets',
      'keepChecklists',
      'keepCampaigns',
      'holdPasskey',
      'seeGuideReports',
    ],
    invites: ['officer', 'viewer', 'head', 'lead', 'member', 'admin'],
  },
};

/**
 * What a person may do where. `area` absent means the whole country (admin only).
 * `id` changes with every new grant: a pull cursor belongs to one grant and starts at 0 with the next.
 */
export const grant = v.object({ id: uuid, role, area: v.optional(uuid) });
export type Grant = v.InferOutput<typeof grant>;

/**
 * @param line ids of the area asked about and of all areas above it
 * @returns the grants that allow `action` there
 */
export function grantsFor(action: Action, grants: readonly Grant[], line: readonly string[]): Grant[] {
  return grantsThatMay(action, grants).filter((one) => one.area === undefined || line.includes(one.area));
}

/** @returns the grants that allow `action` somewhere: in their own area and below it */
export function grantsThatMay(action: Action, grants: readonly Grant[]): Grant[] {
  return grants.filter((one) => roleRules[one.role].may.includes(action));
}
