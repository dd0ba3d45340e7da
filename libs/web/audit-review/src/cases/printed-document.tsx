import { useEffect, useRef } from 'react';

const STYLE = /<style>([\s\S]*?)<\/style>/g;

/**
 * Shows a whole document of the gateway inside this page, with its own style and apart from the page's. Nothing in it runs:
 * only its style sheets and the nodes of its body are taken over, and the content policy allows no script but the portal's.
 * The sheets are taken out before the document is read, because the policy blocks and reports an inline one even there.
 */
export function PrintedDocument({ html }: { readonly html: string }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const parsed = new DOMParser().parseFromString(html.replaceAll(STYLE, ''), 'text/html');
    parsed.querySelectorAll('script, style, link').forEach((node) => node.remove());
    root.adoptedStyleSheets = [...html.matchAll(STYLE)].map(([, text = '']) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text.replaceAll(/@page\s*\{[^}]*\}/g, '').replaceAll(/\bbody\b/g, ':host'));
      return sheet;
    });
    root.replaceChildren(...parsed.body.childNodes);
  }, [html]);
  return <div ref={host} />;
}
