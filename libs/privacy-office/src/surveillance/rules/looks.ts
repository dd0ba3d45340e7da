import type { ReasonKind } from '../words.js';
import { afterNamedBlock } from './after-named-block.js';
import { coWorker } from './co-worker.js';
import { deceased } from './deceased.js';
import { manyByName } from './many-by-name.js';
import { noRelationship } from './no-relationship.js';
import { override } from './override.js';
import { ownRecord } from './own-record.js';
import { printOrExport } from './print-or-export.js';
import { repeatedWrongSearches } from './repeated-wrong-searches.js';
import type { RepeatsBy, RuleLook } from './rule.js';
import { sameAddress } from './same-address.js';
import { sameSurname } from './same-surname.js';
import { searchWithoutOpening } from './search-without-opening.js';
import { shareOpenedElsewhere } from './share-opened-elsewhere.js';
import { unusualHour } from './unusual-hour.js';
import { volumeAgainstPeers } from './volume-against-peers.js';
import { watchList } from './watch-list.js';

/** How each kind of reason is seen. */
export const LOOKS: Readonly<Record<ReasonKind, RuleLook>> = {
  'same-surname': sameSurname, 'same-address': sameAddress, 'co-worker': coWorker, 'own-record': ownRecord, 'watch-list': watchList, deceased, 'no-relationship': noRelationship, 'unusual-hour': unusualHour,
  'volume-against-peers': volumeAgainstPeers, 'search-without-opening': searchWithoutOpening, 'repeated-wrong-searches': repeatedWrongSearches, 'many-by-name': manyByName, override, 'print-or-export': printOrExport,
  'after-named-block': afterNamedBlock, 'share-opened-elsewhere': shareOpenedElsewhere,
};

/** What somebody does with many patients is one matter, however many patients it was. */
export const REPEATS_BY: Readonly<Partial<Record<ReasonKind, RepeatsBy>>> = { 'volume-against-peers': 'person', 'repeated-wrong-searches': 'person', 'many-by-name': 'person', 'search-without-opening': 'person' };
