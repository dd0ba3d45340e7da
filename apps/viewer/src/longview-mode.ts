import type { LayoutTemplate, Mode } from '@ohif/core';

const id = 'longview.mode';

/** OHIF's basic mode at our own route, in our layout, without the panels that change or store anything. */
const mode: Mode = {
  id,
  async modeFactory({ loadModules }) {
    const [basic] = await loadModules(['@ohif/mode-basic']);
    const base = await basic!.modeFactory({ loadModules });
    const [route] = base.routes;
    return {
      ...base, id, routeName: 'longview', displayName: 'Longview', hide: false,
      routes: [{
        path: 'longview',
        layoutTemplate(): LayoutTemplate {
          const { props } = route!.layoutTemplate();
          return { id: 'longview.extension.layoutTemplateModule.longviewLayout', props: { ...props, rightPanels: ['@ohif/extension-cornerstone.panelModule.panelMeasurement'], rightPanelClosed: true } };
        },
      }],
    };
  },
};

export default mode;
