import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What stays of an event whose time of retention is over: its place and its hash, so that everything that is kept can still
 * be verified. Only the owner adds to it, by `longview apply-retention`.
 */
export class AuditRemoved1763800000057 implements MigrationInterface {
  name = 'AuditRemoved1763800000057';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_removed (
        tx       xid8   not null,
        sequence bigint not null,
        lane     int    not null,
        hash     bytea  not null,
        run      text   not null,
        constraint audit_removed_pk primary key (tx, lane, sequence)
      );
      comment on column audit_removed.run is 'Named by the event of kind retention-applied that says what was removed.';
      create index audit_removed_id on audit_removed (lane, sequence);

      create view audit_leaf as select tx, lane, sequence, hash from audit_event union all select tx, lane, sequence, hash from audit_removed;
      comment on view audit_leaf is 'The leaves of the sealed tree, whether or not the event is still there.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    const [{ is_used: isUsed }] = (await runner.query('select exists (select 1 from audit_removed) as is_used')) as [{ is_used: boolean }];
    if (isUsed) throw new Error('What proves the rest of the access log is not thrown away: restore the database instead.');
    await runner.query('drop view audit_leaf; drop table audit_removed');
  }
}
