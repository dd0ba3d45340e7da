import type { RuleLook } from './rule.js';

/** The same home, telephone or postal code: one side of a street, or a tower. Rural codes are not kept; another one that many share says as little. */
export const sameAddress: RuleLook = ({ isOpened, likeness: { isSameAddress, isSamePhone, isSamePostalCode, postalCodeSharedBy, ownBy } }, threshold) => {
  if (!isOpened || ownBy !== '') return undefined;
  if (isSameAddress) return { facts: { match: 'address' }, extra: threshold('addressAdds') };
  if (isSamePhone) return { facts: { match: 'phone' }, extra: threshold('addressAdds') };
  if (isSamePostalCode && postalCodeSharedBy <= threshold('mostInPostalCode')) return { facts: { match: 'postal-code' } };
  return undefined;
};
