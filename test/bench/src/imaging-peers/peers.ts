import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A program of somebody else, for the time of a benchmark. */
export interface Peer {
  readonly url: string;
  stop(): Promise<void>;
}

/** An archive to measure against. It takes no request from another machine. */
export async function startOrthanc(folder: string): Promise<Peer> {
  const port = await freePort();
  const database = path.join(folder, 'orthanc');
  fs.mkdirSync(database, { recursive: true });
  const file = path.join(folder, 'orthanc.json');
  fs.writeFileSync(file, JSON.stringify({
    Name: 'BENCH', StorageDirectory: database, IndexDirectory: database, HttpPort: port, RemoteAccessAllowed: false, AuthenticationEnabled: false, DicomServerEnabled: false,
    HttpCompressionEnabled: false, HttpThreadsCount: 20, KeepAlive: true, TcpNoDelay: true, Plugins: ['/usr/share/orthanc/plugins/libOrthancDicomWeb.so'],
    DicomWeb: { Enable: true, Root: '/dicom-web/', StudiesMetadata: 'Full', SeriesMetadata: 'Full' },
  }));
  return start('Orthanc', [file], `http://127.0.0.1:${port}`, '/system');
}

/**
 * nginx in front of a gateway, carrying the pixels once the gateway has decided; and, on the same port, OHIF as its
 * makers ship it, over the same archive without anything in between.
 */
export async function startNginx(folder: string, { gatewayUrl, archiveUrl, sourceId, stockViewer }: { gatewayUrl: string; archiveUrl: string; sourceId: string; stockViewer: string }): Promise<{ readonly gateway: Peer; readonly stockUrl: string }> {
  const [port, stockPort] = [await freePort(), await freePort()];
  const file = path.join(folder, 'nginx.conf');
  fs.writeFileSync(file, `
daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events { worker_connections 256; }
http {
  access_log off; include /etc/nginx/mime.types; types { application/wasm wasm; text/javascript js mjs; }
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  upstream gateway { server ${new URL(gatewayUrl).host.replace('localhost', '127.0.0.1')}; keepalive 16; }
  upstream archive { server ${new URL(archiveUrl).host}; keepalive 16; }
  proxy_http_version 1.1; proxy_set_header Connection ""; proxy_max_temp_file_size 0; proxy_buffers 16 64k; proxy_buffer_size 64k;
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://gateway; proxy_set_header Host $http_host; }
    location /_archive/${sourceId}/ { internal; proxy_pass http://archive/dicom-web/; proxy_set_header Cookie ""; proxy_hide_header Set-Cookie; }
  }
  server {
    listen 127.0.0.1:${stockPort}; root ${stockViewer};
    gzip on; gzip_comp_level 5; gzip_types text/javascript text/css application/wasm application/json;
    location /dicom-web/ { proxy_pass http://archive/dicom-web/; }
    location / { try_files $uri /index.html; }
  }
}`);
  const gateway = await start('nginx', ['-c', file, '-p', folder], `http://127.0.0.1:${port}`, '/healthz');
  return { gateway, stockUrl: `http://127.0.0.1:${stockPort}` };
}

async function start(command: string, args: readonly string[], url: string, readyPath: string): Promise<Peer> {
  const child = spawn(command, args, { stdio: 'ignore' });
  const ended = once(child, 'close');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(patience);
  };
  for (const deadlineMs = Date.now() + 30_000; Date.now() < deadlineMs && child.exitCode === null; await delay(100)) {
    if (await fetch(url + readyPath).then(({ ok }) => ok, () => false)) return { url, stop };
  }
  await stop();
  throw new Error(`${command} did not start.`);
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
