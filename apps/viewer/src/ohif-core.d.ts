/** The part of OHIF's extension contract that we use. `@ohif/core` 3.13 ships neither types nor ES modules. */
declare module '@ohif/core' {
  import type { ReactElement } from 'react';

  export interface Subscription { unsubscribe(): void }

  /** A DICOM object by the keywords of its attributes, as OHIF's metadata store keeps it. */
  export type NaturalizedInstance = Readonly<Record<string, unknown>>;

  export interface DisplaySet {
    readonly displaySetInstanceUID: string;
    readonly StudyInstanceUID?: string;
    readonly instances?: readonly NaturalizedInstance[];
    readonly images?: readonly NaturalizedInstance[];
    readonly instance?: NaturalizedInstance;
  }

  export interface DisplaySetService {
    readonly EVENTS: { readonly DISPLAY_SETS_ADDED: string; readonly DISPLAY_SETS_CHANGED: string };
    getActiveDisplaySets(): readonly DisplaySet[];
    subscribe(event: string, listener: () => void): Subscription;
  }

  export interface UserAuthenticationService {
    setServiceImplementation(implementation: { getAuthorizationHeader(): Readonly<Record<string, string>> }): void;
  }

  export interface ServicesManager {
    readonly services: { readonly displaySetService: DisplaySetService; readonly userAuthenticationService: UserAuthenticationService };
  }

  export interface ExtensionManager {
    getModuleEntry(id: string): { readonly component: (props: LayoutProps) => ReactElement };
  }

  export type LayoutProps = Readonly<Record<string, unknown>>;

  export interface ExtensionContext { readonly servicesManager: ServicesManager; readonly extensionManager: ExtensionManager }

  export interface Extension {
    readonly id: string;
    readonly version: string;
    preRegistration?(context: ExtensionContext): void | Promise<void>;
    getLayoutTemplateModule?(context: ExtensionContext): readonly { readonly name: string; readonly id: string; readonly component: (props: LayoutProps) => ReactElement }[];
    getCustomizationModule?(): readonly { readonly name: string; readonly value: Readonly<Record<string, unknown>> }[];
  }

  export interface LayoutTemplate { readonly id: string; readonly props: Readonly<Record<string, unknown>> }

  export interface ModeRoute { readonly path: string; layoutTemplate(context?: unknown): LayoutTemplate }

  export interface ModeInstance { readonly id: string; readonly routeName: string; readonly routes: readonly ModeRoute[] }

  export interface Mode {
    readonly id: string;
    modeFactory(context: { readonly modeConfiguration?: unknown; readonly loadModules: LoadModules }): ModeInstance | Promise<ModeInstance>;
  }

  export type LoadModules = (names: readonly string[]) => Promise<readonly Mode[]>;
}
