import type { Kysely, RawBuilder } from "kysely"
import { sql } from "kysely"
import type { Tables } from "./tables.ts"

/** The first distribution of each name in each study. */
export const firstParams: RawBuilder<unknown> = sql`
  select t.study_id, p.param_name, p.distribution_json
  from (select t.study_id, min(p.param_id) as param_id from trial_params p join trials t on t.trial_id = p.trial_id
    group by t.study_id, p.param_name) f
  join trial_params p on p.param_id = f.param_id
  join trials t on t.trial_id = p.trial_id`

/** Notes the studies and trials that were there before our tables, while nobody else writes. */
export async function addExistingStudies(db: Kysely<Tables>): Promise<void> {
  await sql`insert into parzen_studies (study_id, revision, attrs_revision, next_number)
    select s.study_id, count(t.trial_id) + 1, count(t.trial_id) + 1, count(t.trial_id)
    from studies s left join trials t on t.study_id = s.study_id group by s.study_id`.execute(db)
  await sql`insert into parzen_trials (trial_id, study_id, revision)
    select trial_id, study_id, row_number() over (partition by study_id order by trial_id) from trials`.execute(db)
  await sql`insert into parzen_params (study_id, param_name, distribution_json) ${firstParams}`.execute(db)
}
