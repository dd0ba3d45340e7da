import { GrowingTree, TILE_LEVELS, type SealedSubtree } from '@longview/audit';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { INSERT_SUBTREES, subtreeColumns } from '../audit/postgres-seal-store.js';

const PAGE = 50_000;

/** Full subtrees of the sealed log, so that a proof reads some hundred hashes and not the whole log. */
export class AuditSubtrees1763800000020 implements MigrationInterface {
  name = 'AuditSubtrees1763800000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_subtree (
        level    smallint not null,
        index    bigint   not null,
        root     bytea    not null,
        tx       xid8     not null,
        lane     int      not null,
        sequence bigint   not null,
        constraint audit_subtree_pk primary key (level, index)
      );
      comment on table audit_subtree is 'Roots of full subtrees of 256, 65,536, … events; tx, lane and sequence are those of the last event in each.';
      create index audit_subtree_through on audit_subtree (tx, lane, sequence) where level = 8;
    `);
    await this.#keepWhatIsSealed(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit_subtree');
  }

  /** A log that was sealed before this table was there gets its subtrees now, in the order in which it was sealed. */
  async #keepWhatIsSealed(runner: QueryRunner): Promise<void> {
    const tree = new GrowingTree();
    const [{ size }] = await runner.query('select tree_size::int as size from audit_seal') as [{ size: number }];
    let last = { tx: '0', lane: 0, sequence: '0' };
    while (tree.size < size) {
      const rows = await runner.query(`select tx::text, lane, sequence::text, hash from audit_event where (audit_event.tx, audit_event.lane, audit_event.sequence) > ($1, $2, $3)
        order by audit_event.tx, audit_event.lane, audit_event.sequence limit ${Math.min(PAGE, size - tree.size)}`, [last.tx, last.lane, last.sequence]) as { tx: string; lane: number; sequence: string; hash: Buffer }[];
      // A log that has lost events is for verification to report, not for the migration to stop at.
      if (rows.length === 0) return;
      const subtrees: SealedSubtree[] = [];
      for (const { tx, lane, sequence, hash } of rows) {
        tree.append(hash, (level, index, root) => {
          if (level % TILE_LEVELS === 0) subtrees.push({ level, index, root, through: { tx: BigInt(tx), lane, sequence: Number(sequence) } });
        });
      }
      if (subtrees.length > 0) await runner.query(INSERT_SUBTREES, subtreeColumns(subtrees));
      last = rows.at(-1)!;
    }
  }
}
