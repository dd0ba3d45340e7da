export type Region = 'south' | 'east' | 'north' | 'northwest';

/** A town that people of the province live in, beside the site that most of them go to. */
export interface Place {
  readonly city: string;
  readonly region: Region;
  readonly siteId: string;
  /** Real forward sortation areas of the town; what follows them is invented. */
  readonly forwardSortationAreas: readonly string[];
  readonly areaCodes: readonly string[];
  readonly streets: readonly string[];
}

const EN_STREETS = ['Aberdeen Avenue', 'Balsam Crescent', 'Concession Street', 'Dundurn Street South', 'Elgin Street', 'Frontenac Court', 'King Street East', 'Locke Street', 'Mill Road', 'Old Orchard Lane', 'Queen Street', 'Sherman Avenue North', 'Tamarack Drive', 'Wellington Street'];
const FR_STREETS = ['rue Beausoleil', 'rue de l’Église', 'chemin du Golf', 'boulevard Lasalle', 'rue Notre-Dame', 'avenue des Pins', 'rue Principale', 'rue Saint-Joseph'];
const NORTHERN_STREETS = ['Arthur Street', 'Bay Street', 'Court Street North', 'Lakeview Drive', 'May Street', 'Red River Road', 'Railway Street', 'Second Street South', 'Treaty Road'];

export const PLACES: readonly Place[] = [
  { city: 'Hamilton', region: 'south', siteId: 'st-brigid', forwardSortationAreas: ['L8K', 'L8L', 'L8N', 'L8P', 'L9C'], areaCodes: ['905', '289'], streets: EN_STREETS },
  { city: 'Hamilton', region: 'south', siteId: 'st-brigid', forwardSortationAreas: ['L8M', 'L8S', 'L9H'], areaCodes: ['905', '289'], streets: EN_STREETS },
  { city: 'London', region: 'south', siteId: 'thames-valley', forwardSortationAreas: ['N5X', 'N6A', 'N6C', 'N6H'], areaCodes: ['519', '226'], streets: EN_STREETS },
  { city: 'Kitchener', region: 'south', siteId: 'grand-river-falls', forwardSortationAreas: ['N2A', 'N2G', 'N2M'], areaCodes: ['519', '548'], streets: EN_STREETS },
  { city: 'Ottawa', region: 'east', siteId: 'hopital-de-la-riviere', forwardSortationAreas: ['K1L', 'K1N', 'K1V', 'K2A'], areaCodes: ['613', '343'], streets: [...EN_STREETS, ...FR_STREETS] },
  { city: 'Belleville', region: 'east', siteId: 'quinte-shore', forwardSortationAreas: ['K8N', 'K8P'], areaCodes: ['613'], streets: EN_STREETS },
  { city: 'Sudbury', region: 'north', siteId: 'nickel-basin', forwardSortationAreas: ['P3A', 'P3C', 'P3E'], areaCodes: ['705', '249'], streets: FR_STREETS },
  { city: 'Hearst', region: 'north', siteId: 'nickel-basin', forwardSortationAreas: ['P0L'], areaCodes: ['705'], streets: FR_STREETS },
  { city: 'Thunder Bay', region: 'northwest', siteId: 'superior-north', forwardSortationAreas: ['P7A', 'P7B', 'P7C'], areaCodes: ['807'], streets: NORTHERN_STREETS },
  { city: 'Kenora', region: 'northwest', siteId: 'lake-of-the-woods', forwardSortationAreas: ['P9N'], areaCodes: ['807'], streets: NORTHERN_STREETS },
];

/** The first place of a town. */
export function placeOf(city: string): Place {
  const place = PLACES.find((one) => one.city === city);
  if (!place) throw new Error('No such town in the simulated province.');
  return place;
}
