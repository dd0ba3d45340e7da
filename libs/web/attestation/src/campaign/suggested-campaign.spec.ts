import { describe, expect, it } from '@jest/globals';
import { suggestedCampaign } from './suggested-campaign.js';

describe('the campaign that is suggested', () => {
  it('attests the half-year before, over the turn of the year, too', () => {
    expect(suggestedCampaign(new Date(2027, 1, 10))).toEqual({ nameEn: 'Spring 2027', nameFr: 'Printemps 2027', periodFrom: '2026-07-01', periodTo: '2026-12-31', opensOn: '2027-02-10', dueOn: '2027-03-27' });
    expect(suggestedCampaign(new Date(2026, 10, 22))).toEqual({ nameEn: 'Fall 2026', nameFr: 'Automne 2026', periodFrom: '2026-01-01', periodTo: '2026-06-30', opensOn: '2026-11-22', dueOn: '2027-01-06' });
  });
});
