// What jsdom lacks and Mantine asks for at mount.
if (typeof window !== 'undefined') {
  window.matchMedia ??= (media) => ({ matches: false, media, addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {}, dispatchEvent: () => false, onchange: null });
  globalThis.ResizeObserver ??= class { observe() {} unobserve() {} disconnect() {} };
}

/** Style sheets are mapped to this file: class names mean nothing in jsdom. */
export default {};
