import type { Queryable } from '@longview/platform';

/** The images that were asked for are on their way. */
export async function requestSending(connection: Queryable, requestId: string): Promise<void> {
  await connection.query(`update image_request set state = 'sending', version = version + 1 where id = $1 and state in ('sent', 'seen')`, [requestId]);
}

/** The receiving archive took the last of them. */
export async function requestArrived(connection: Queryable, requestId: string, nowMs: number): Promise<void> {
  await connection.query(`update image_request set state = 'arrived', arrived_at = $2, version = version + 1 where id = $1 and state = 'sending'`, [requestId, new Date(nowMs)]);
}

/** The receiving archive holds every one of them, under the requester's patient. */
export async function requestImported(connection: Queryable, requestId: string, nowMs: number): Promise<void> {
  await connection.query(`update image_request set state = 'imported', arrived_at = coalesce(arrived_at, $2), imported_at = $2, ended_at = $2, version = version + 1 where id = $1 and state in ('sending', 'arrived')`, [requestId, new Date(nowMs)]);
}
