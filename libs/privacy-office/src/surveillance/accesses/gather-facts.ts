import type { Queryable } from '@longview/platform';
import { AROUND_HOURS, SEARCH_DAYS, TEAM_DAYS, type AccessFacts } from '../rules/access-facts.js';

const REPEAT_DAYS = 30;
/** An earlier access so many hours before or after this one on the clock was at such an hour too. */
const SUCH_HOURS = 4;
/** Counting stops here: more is simply very many. */
const MOST_COUNTED = 20_000;

type Row = Omit<AccessFacts, 'likeness' | 'usual' | 'day' | 'peers' | 'searches'> & Omit<AccessFacts['likeness'], 'isSameAddress'> & {
  readonly isSameAddress: boolean; readonly usualAccesses: number; readonly usualInThisHour: number; readonly dayPatients: number; readonly dayUnrelatedByName: number; readonly dayWrongSearches: number;
  readonly peerPeople: number; readonly peerMedian: number; readonly peerP95: number; readonly searchesOfThisPatient: number; readonly searchedPatients: number;
};

/** Something besides the person's word said why they were there. */
const RELATED = (other: string): string => `${other}.is_opened and ${other}.relationship = 'found' and ${other}.relationship_kind <> 'earlier-reason'`;
/** The hour and the ones beside it, on working days or on others. */
const NEAR = (other: string): string => `${other}.hour in (a.hour, (a.hour + 1) % 24, (a.hour + 23) % 24) and (${other}.weekday > 5) = (a.weekday > 5)`;

/** One statement for many accesses; every part of it is found by an index. */
const GATHER = `
  select a.id, a.user_id as "userId", a.organization_id as "organizationId", a.patient_key as "patientKey", floor(extract(epoch from a.first_at) * 1000)::float8 as "firstAtMs", floor(extract(epoch from a.last_at) * 1000)::float8 as "lastAtMs", a.weekday, a.hour,
    a.is_opened as "isOpened", a.is_by_name as "isByName", coalesce(nullif(a.relationship, ''), 'missing') as relationship, a.relationship_kind as "relationshipKind", a.stated_reason as "statedReason", a.is_override as "isOverride", a.is_share_elsewhere as "isShareElsewhere",
    coalesce((a.actions ->> 'printed')::int, 0) as prints, coalesce((a.actions ->> 'exported')::int, 0) as exports,
    like_.same_surname as "isSameSurname", like_.same_address as "isSameAddress", like_.same_postal_code as "isSamePostalCode", like_.same_phone as "isSamePhone", like_.is_deceased as "isDeceased", like_.own_by as "ownBy",
    case when like_.same_surname then (select count(*) from (select from patient_likeness x where x.surnames && u.surnames limit ${MOST_COUNTED}) s) else 0 end::int as "surnameSharedBy",
    (select greatest(reltuples, 0) from pg_class where oid = 'patient_likeness'::regclass)::int as "patientsKnown",
    case when like_.same_postal_code then (select count(*) from (select from patient_likeness x where x.postal_code = u.postal_code limit ${MOST_COUNTED}) s) else 0 end::int as "postalCodeSharedBy",
    coalesce(worker.by, '') as "coWorkerBy",
    coalesce((select w.reason from watched_patient w where w.patient_key = a.patient_key and w.removed_at is null and w.added_at <= a.last_at and (w.until_at is null or w.until_at > a.first_at) and (w.organization_id is null or w.organization_id = a.organization_id) order by w.organization_id nulls first limit 1), '') as "watchReason",
    usual.accesses as "usualAccesses", greatest(0, usual.in_this_hour - 1 - near_same.count) as "usualInThisHour", near_same.at_such_hours as "earlierSamePatientOffHours",
    around.count as "patientsAround", team.count as colleagues,
    coalesce(d.patients, 0) as "dayPatients", coalesce(d.unrelated_by_name, 0) as "dayUnrelatedByName", coalesce(d.wrong_searches, 0) as "dayWrongSearches",
    coalesce(p.people, 0) as "peerPeople", coalesce(p.patients_median, 0) as "peerMedian", coalesce(p.patients_p95, 0) as "peerP95",
    searched.of_this as "searchesOfThisPatient", searched.patients as "searchedPatients",
    (select coalesce(sum(b.consent_refusals), 0) from surveillance_access b where b.patient_key = a.patient_key and b.user_id = a.user_id and b.first_at <= a.last_at)::int as "consentRefusals",
    exists (select from consent_directive c where c.patient_keys && array[a.patient_key] and c.scope = 'person' and c.person_id = a.user_id and c.starts_at <= a.last_at and (c.ends_at is null or c.ends_at > a.first_at) and (c.withdrawn_at is null or c.withdrawn_at > a.first_at)) as "isNamedByDirective"
  from surveillance_access a
  left join person_likeness u on u.person_id = a.user_id
  left join patient_likeness l on l.patient_key = a.patient_key
  left join surveillance_day d on d.user_id = a.user_id and d.organization_id = a.organization_id and d.day = a.day
  left join surveillance_peers p on p.organization_id = a.organization_id and p.role = a.role
  cross join lateral (select coalesce(l.surnames && u.surnames, false) as same_surname, coalesce(u.address <> '' and u.address = l.address, false) as same_address, coalesce(u.postal_code <> '' and u.postal_code = l.postal_code, false) as same_postal_code,
      coalesce(u.phone <> '' and u.phone = l.phone, false) as same_phone, coalesce(l.is_deceased, false) as is_deceased,
      case when u.own_key = a.patient_key then 'number' when u.born <> '' and u.born = any(l.born) then 'name-and-birth-date' else '' end as own_by) as like_
  left join lateral (select case when w.own_key = a.patient_key then 'number' when w.born <> '' and w.born = any(l.born) then 'name-and-birth-date' else 'name' end as by
      from (select person_id, own_key, born from person_likeness where own_key <> '' and own_key = a.patient_key
            union all select person_id, own_key, born from person_likeness where born <> '' and born = any(l.born)
            union all select person_id, own_key, born from person_likeness where full_name <> '' and full_name = any(l.full_names) and born = '') w
      join membership m on m.person_id = w.person_id and m.organization_id = a.organization_id and m.status in ('active', 'on-leave')
     where w.person_id <> a.user_id order by 1 desc limit 1) worker on true
  cross join lateral (select coalesce(sum(h.accesses), 0)::int as accesses, coalesce(sum(h.accesses) filter (where ${NEAR('h')}), 0)::int as in_this_hour from surveillance_hour h where h.user_id = a.user_id and h.organization_id = a.organization_id) usual
  cross join lateral (select count(*) filter (where ${NEAR('b')})::int as count, count(*) filter (where (b.hour - a.hour + 24) % 24 not between ${SUCH_HOURS + 1} and ${23 - SUCH_HOURS})::int as at_such_hours
      from surveillance_access b where b.patient_key = a.patient_key and b.first_at > a.first_at - interval '${REPEAT_DAYS} days' and b.first_at < a.first_at and b.user_id = a.user_id and b.is_opened) near_same
  cross join lateral (select count(distinct b.patient_key)::int as count from surveillance_access b where b.user_id = a.user_id and b.first_at between a.first_at - interval '${AROUND_HOURS} hours' and a.first_at + interval '${AROUND_HOURS} hours' and b.patient_key <> a.patient_key and ${RELATED('b')}) around
  cross join lateral (select count(distinct b.user_id)::int as count from surveillance_access b where b.patient_key = a.patient_key and b.first_at between a.first_at - interval '${TEAM_DAYS} days' and a.first_at + interval '${TEAM_DAYS} days' and b.organization_id = a.organization_id and b.user_id <> a.user_id and ${RELATED('b')}) team
  cross join lateral (select count(*) filter (where b.patient_key = a.patient_key)::int as of_this, count(distinct b.patient_key) filter (where not b.is_by_name)::int as patients from surveillance_access b
      where not a.is_opened and b.user_id = a.user_id and b.first_at between a.first_at - interval '${SEARCH_DAYS} days' and a.first_at and not b.is_opened and b.is_found) searched
  where a.id = any($1)
  order by a.first_at, a.id`;

/** What rules may know of these accesses, in the order in which they happened. */
export async function gatherFacts(connection: Queryable, accessIds: readonly string[]): Promise<readonly AccessFacts[]> {
  const { rows } = await connection.query<Row>(GATHER, [accessIds]);
  return rows.map(({
    isSameSurname, surnameSharedBy, patientsKnown, isSameAddress, isSamePostalCode, postalCodeSharedBy, isSamePhone, isDeceased, ownBy, coWorkerBy,
    usualAccesses, usualInThisHour, dayPatients, dayUnrelatedByName, dayWrongSearches, peerPeople, peerMedian, peerP95, searchesOfThisPatient, searchedPatients, ...access
  }): AccessFacts => ({
    ...access,
    likeness: { isSameSurname, surnameSharedBy, patientsKnown, isSameAddress, isSamePostalCode, postalCodeSharedBy, isSamePhone, isDeceased, ownBy, coWorkerBy },
    usual: { accesses: usualAccesses, inThisHour: usualInThisHour },
    day: { patients: dayPatients, unrelatedByName: dayUnrelatedByName, wrongSearches: dayWrongSearches },
    peers: { people: peerPeople, patientsMedian: peerMedian, patientsP95: peerP95 },
    searches: { ofThisPatient: searchesOfThisPatient, patients: searchedPatients },
  }));
}

/** What is usual among people of one role in one organization: over the last four weeks, by people who were at work. */
export async function measurePeers(connection: Queryable, nowMs: number): Promise<void> {
  await connection.query(
    `insert into surveillance_peers (organization_id, role, people, days, patients_median, patients_p95, measured_at)
     select organization_id, role, count(distinct user_id), count(*), percentile_cont(0.5) within group (order by patients), percentile_cont(0.95) within group (order by patients), $1
       from surveillance_day where patients > 0 and day > ($1::timestamptz at time zone 'America/Toronto')::date - 29 and organization_id <> '' group by organization_id, role
     on conflict (organization_id, role) do update set people = excluded.people, days = excluded.days, patients_median = excluded.patients_median, patients_p95 = excluded.patients_p95, measured_at = excluded.measured_at`, [new Date(nowMs)]);
}
