import type { RuleLook } from './rule.js';

export const printOrExport: RuleLook = ({ prints, exports }, threshold) => {
  const times = prints + exports;
  return times > 0 ? { facts: { prints, exports }, extra: times >= threshold('manyTimes') ? threshold('manyAdds') : 0 } : undefined;
};
