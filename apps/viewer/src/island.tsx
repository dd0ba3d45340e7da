import type { ReactElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';

const roots = new WeakMap<Element, Root>();

/**
 * A component of ours inside OHIF's tree. OHIF carries a React of its own, and hooks do not cross from one copy to the
 * other; plain elements do. So OHIF renders an empty host, and our copy renders into that.
 */
export function island<Props extends object>(Component: (props: Props) => ReactElement | null, className: string): (props: Props) => ReactElement {
  return (props) => {
    const mount = (host: HTMLDivElement | null): void => {
      if (!host) return;
      let root = roots.get(host);
      if (!root) roots.set(host, (root = createRoot(host)));
      root.render(<Component {...props} />);
    };
    return <div className={className} ref={mount} />;
  };
}
