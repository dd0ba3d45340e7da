import type {} from './boot.js';

window.config = {
  name: 'longview',
  routerBasename: '/viewer',
  extensions: ['/viewer/ext/longview-extension.js'],
  modes: ['/viewer/ext/longview-mode.js'],
  customizationService: {},
  showStudyList: false,
  investigationalUseDialog: { option: 'never' },
  maxNumberOfWebWorkers: 3,
  showWarningMessageForCrossOrigin: false,
  showCPUFallbackMessage: false,
  showLoadingIndicator: true,
  strictZSpacingForVolumeViewport: true,
  maxNumRequests: { interaction: 100, thumbnail: 5, prefetch: 10 },
  showErrorDetails: 'dev',
  whiteLabeling: { createLogoComponentFn: (React: { createElement(type: string, props: object, text: string): unknown }) => React.createElement('strong', { className: 'longview-logo' }, 'Longview') },
  // OHIF fails without it. Who watches for the end of access listens for this event.
  httpErrorHandler: (error?: { status?: number; request?: { status?: number } }) => window.dispatchEvent(new CustomEvent('longview:dicomweb-error', { detail: { status: error?.status ?? error?.request?.status } })),
  defaultDataSourceName: 'dicomweb',
  dataSources: [
    {
      namespace: '@ohif/extension-default.dataSourcesModule.dicomweb',
      sourceName: 'dicomweb',
      configuration: {
        friendlyName: 'Longview', name: 'longview',
        qidoRoot: '/dicom-web', wadoRoot: '/dicom-web', wadoUriRoot: '/dicom-web',
        qidoSupportsIncludeField: true, supportsReject: false, supportsStow: false, supportsFuzzyMatching: false, supportsWildcard: true,
        imageRendering: 'wadors', thumbnailRendering: 'wadors', enableStudyLazyLoad: true, omitQuotationForMultipartRequest: true,
        bulkDataURI: { enabled: true, relativeResolution: 'studies' },
      },
    },
  ],
};
