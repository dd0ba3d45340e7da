import { useCallback, useState } from 'react';

/** The width of an element in CSS pixels, 0 until it is on the page. */
export function useWidth<E extends HTMLElement>() {
  const [width, setWidth] = useState(0);
  const ref = useCallback((element: E | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
