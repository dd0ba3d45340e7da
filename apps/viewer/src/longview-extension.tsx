import type { Extension, LayoutProps } from '@ohif/core';
import { watchAccess } from './access-watch.js';
import { IdentityStrip, type WindowPatientSource } from './identity-strip.js';
import { island } from './island.js';
import { connectWindow } from './viewer-window.js';
import type { WindowPatient } from './window-protocol.js';

const listeners = new Set<() => void>();
let patient: WindowPatient | undefined;
const windowPatient: WindowPatientSource = {
  get current() {
    return patient;
  },
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
const studyInstanceUids = new URLSearchParams(window.location.search).getAll('StudyInstanceUIDs').flatMap((list) => list.split(','));

/** What Longview adds inside OHIF: who the images say they are, and an end when access ends. */
const extension: Extension = {
  id: 'longview.extension',
  version: '1.0.0',

  preRegistration({ servicesManager }) {
    // Not a credential: it tells the gate which window asks, so that a question by record number stays with its patient.
    const [study = ''] = studyInstanceUids;
    servicesManager.services.userAuthenticationService.setServiceImplementation({ getAuthorizationHeader: () => ({ 'longview-study': study }) });
    connectWindow((known) => {
      patient = known;
      listeners.forEach((listener) => listener());
    });
    watchAccess(studyInstanceUids);
  },

  getLayoutTemplateModule({ servicesManager, extensionManager }) {
    const Strip = island(IdentityStrip, 'longview-strip-host');
    const component = (props: LayoutProps) => {
      const Images = extensionManager.getModuleEntry('@ohif/extension-default.layoutTemplateModule.viewerLayout').component;
      return (
        <div className="longview-frame">
          <Strip servicesManager={servicesManager} windowPatient={windowPatient} />
          <div className="longview-images">
            <Images {...props} />
          </div>
        </div>
      );
    };
    return [{ name: 'longviewLayout', id: 'longviewLayout', component }];
  },

  // The panel lists the launched study; priors are the image window's, each with a launch of its own.
  getCustomizationModule: () => [{ name: 'default', value: { 'studyBrowser.studyMode': { $set: 'primary' } } }],
};

export default extension;
