import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { viewerHeaders } from './viewer-headers.js';
import { readViewerTarget } from './viewer-target.js';

const files = new Set(['index.html', 'ended.html', 'boot.js', 'app-config.js', 'app.bundle.0f6159c501addfe9.js', 'ext/longview-extension.js', 'a34f9d1faa5f3315.woff2']);
const read = (target: string) => readViewerTarget('GET', target, files);

describe('what is served below /viewer', () => {
  it.each([
    '/viewer/longview/dicomweb?StudyInstanceUIDs=1.2.3', '/viewer/longview/dicomweb?StudyInstanceUIDs=1.2.3&StudyInstanceUIDs=1.2.4&hangingProtocolId=@ohif/hpCompare&lang=fr',
    '/viewer/longview/dicomweb?StudyInstanceUIDs=1.2.3,1.2.4&hangingProtocolId=%40ohif%2FhpCompare', '/viewer/notfoundstudy',
  ])('is the page for %s', (target) => expect(read(target)).toEqual({ kind: 'page', name: 'index.html' }));

  it('is the end page for a reason and a language', () => {
    expect(read('/viewer/ended?reason=wrong-patient&lang=fr')).toEqual({ kind: 'page', name: 'ended.html' });
  });

  it.each(['boot.js', 'app.bundle.0f6159c501addfe9.js', 'ext/longview-extension.js'])('is the file %s', (name) => expect(read(`/viewer/${name}`)).toEqual({ kind: 'file', name }));

  it.each([
    '/viewer', '/viewer/', '/viewer/local', '/viewer/localbasic', '/viewer/debug', '/viewer/viewer/dicomweb?StudyInstanceUIDs=1.2.3', '/viewer/basic/dicomweb?StudyInstanceUIDs=1.2.3',
    '/viewer/segmentation', '/viewer/longview/dicomjson?url=x', '/viewer/longview/dicomweb/', '/viewer/index.html', '/viewer/ended.html', '/viewer/viewer-manifest.json', '/viewer/stamps.json',
    '/viewer/../etc/passwd', '/viewer/ext/../boot.js', '/viewer/%2e%2e/boot.js', '/viewer//boot.js', '/viewer/boot.js?x', '/viewer/ext', '/viewer/constructor', '/viewerx',
    ...['configUrl=http://x/', 'customization=x', 'token=x', 'url=x', 'lang=de', 'hangingProtocolId=other', 'StudyInstanceUIDs=1.2%2F..', 'StudyInstanceUIDs=', 'lang=en&lang=fr', '__proto__=1', 'constructor=1', 'SeriesInstanceUIDs=1.2']
      .map((query) => `/viewer/longview/dicomweb?StudyInstanceUIDs=1.2.3&${query}`),
  ])('is nothing for %s', (target) => expect(read(target)).toBeUndefined());

  it('is never anything but a listed file or a page, whatever the address', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webPath(), fc.array(fc.constantFrom(...files, '/', '..', '.', '%2e', '?', '#', 'longview', 'dicomweb')).map((parts) => parts.join(''))), (text) => {
      const found = read(`/viewer/${text}`);
      if (found) expect(files.has(found.name)).toBe(true);
    }), { numRuns: 5_000 });
  });
});

describe('headers of the viewer', () => {
  it('allow evaluated script in the decoder worker and nowhere else', () => {
    expect(viewerHeaders('8097.bundle.8ae6404ba94890a0.js', true)['content-security-policy']).toContain("'unsafe-eval'");
    const page = viewerHeaders('index.html', false)['content-security-policy']!;
    expect(page).not.toContain("'unsafe-eval'");
    expect(page.split('; ').find((directive) => directive.startsWith('script-src'))).toBe("script-src 'self' 'wasm-unsafe-eval'");
    expect(page).toContain("frame-ancestors 'self'");
    expect(page).not.toMatch(/https?:/);
  });

  it('let a browser keep only what is named by its content', () => {
    expect(viewerHeaders('app.bundle.0f6159c501addfe9.js', false)['cache-control']).toContain('immutable');
    expect(viewerHeaders('a34f9d1faa5f3315.woff2', false)['cache-control']).toContain('immutable');
    for (const name of ['index.html', 'app-config.js', 'boot.js', 'ext/longview-extension.js']) expect(viewerHeaders(name, false)['cache-control']).toBe('no-store');
  });

  it('name WebAssembly as such, or it is not compiled while it loads', () => {
    expect(viewerHeaders('0ddf166f7a343eda.wasm', false)['content-type']).toBe('application/wasm');
  });
});
