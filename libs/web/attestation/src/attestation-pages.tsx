import type { WorkAreaProps } from '@longview/web-design-system/work';
import { Route, Routes, useParams, useSearchParams } from 'react-router';
import { CampaignPage } from './campaign/campaign-page.js';
import { HomePage } from './home-page.js';
import { EvidencePage } from './evidence-page.js';
import { readTier, type SheetPlace } from './sheet-place.js';
import { SheetPage } from './sheet/sheet-page.js';

/** Everything below `/attestation`: the way in, one sheet, its evidence, and the program office's view of a campaign. */
export function AttestationPages(props: WorkAreaProps) {
  return (
    <Routes>
      <Route index element={<HomePage {...props} />} />
      <Route path=":campaignId" element={<OneCampaign {...props} />} />
      <Route path=":campaignId/print" element={<Evidence {...props} />} />
    </Routes>
  );
}

/** The program office begins with the organizations; an organization's own people with their sheet. */
function OneCampaign(props: WorkAreaProps) {
  const place = usePlace();
  const [search] = useSearchParams();
  const isOffice = props.duties.has('OPEN_CAMPAIGNS') && !search.has('tier');
  return isOffice ? <CampaignPage campaignId={place.campaignId} /> : <SheetPage key={`${place.campaignId} ${place.tier} ${place.organizationId}`} place={place} duties={props.duties} />;
}

function Evidence({ user, organization }: WorkAreaProps) {
  return <EvidencePage place={usePlace()} takenBy={user.displayName} takenFor={organization.name} />;
}

function usePlace(): SheetPlace {
  const { campaignId = '' } = useParams();
  const [search] = useSearchParams();
  const organizationId = search.get('organization');
  return { campaignId, tier: readTier(search.get('tier')), ...(organizationId !== null && { organizationId }) };
}
