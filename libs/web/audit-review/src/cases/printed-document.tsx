import { useEffect, useRef } from 'react';

/**
 * Shows a whole document of the gateway inside this page, with its own style and apart from the page's. Nothing in it runs:
 * only its style sheets and the nodes of its body are taken over, and the content policy allows no script but the portal's.
 */
export function PrintedDocument({ html }: { readonly html: string }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    const styles = [...parsed.querySelectorAll('style')].map(({ textContent }) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync((textContent ?? '').replaceAll(/@page\s*\{[^}]*\}/g, '').replaceAll(/\bbody\b/g, ':host'));
      return sheet;
    });
    parsed.querySelectorAll('script, style, link').forEach((node) => node.remove());
    root.adoptedStyleSheets = styles;
    root.replaceChildren(...parsed.body.childNodes);
  }, [html]);
  return <div ref={host} />;
}
