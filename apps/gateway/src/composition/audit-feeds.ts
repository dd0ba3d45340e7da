import { Iti20Feed, SyslogTlsSender } from '@longview/audit-feed';
import { PostgresLogFollower, type LogConnections } from '@longview/persistence';
import type { Logger, SecretReader } from '@longview/platform';
import type { ProvinceFile } from '@longview/province';

/** The audit record repositories that the province names, each fed from the log by one instance at a time. */
export interface AuditFeeds {
  start(): void;
  stop(): Promise<void>;
}

export async function openAuditFeeds(connections: LogConnections, province: ProvinceFile, { publicUrl, readSecret, log }: { readonly publicUrl: string; readonly readSecret: SecretReader; readonly log: Logger }): Promise<AuditFeeds> {
  const feeds = await Promise.all(province.auditFeeds.map(async ({ id, host, port, certificateAuthority, certificate, privateKey }) => new Iti20Feed({
    follower: await knownFollower(connections, id), systemUrl: publicUrl,
    sender: new SyslogTlsSender({
      host, port,
      ...(certificateAuthority && { certificateAuthority: await readSecret(certificateAuthority) }),
      ...(certificate && { certificate: await readSecret(certificate) }),
      ...(privateKey && { privateKey: await readSecret(privateKey) }),
    }),
    onFailure: (error) => log.warn({ err: error, feed: id }, 'an audit record repository could not be sent events'),
  })));
  return {
    start: () => feeds.forEach((feed) => feed.start()),
    async stop() {
      await Promise.all(feeds.map((feed) => feed.stop()));
    },
  };
}

/** A feed begins when it is configured, even while its receiver is still away. */
async function knownFollower(connections: LogConnections, feed: string): Promise<PostgresLogFollower> {
  const follower = new PostgresLogFollower(connections, feed, 'now');
  await follower.open();
  return follower;
}
