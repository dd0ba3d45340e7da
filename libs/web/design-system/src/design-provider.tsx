import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { AnnouncerProvider } from './announcer.js';
import { cssVariables, theme } from './theme.js';

/** The page's nonce, which the gateway writes into the document: styles without it are refused by the browser. */
const styleNonce = (): string => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** Theme, live region and style nonce for everything below. `env="test"` switches transitions and portals off. */
export function DesignProvider({ children, env = 'default' }: { readonly children: ReactNode; readonly env?: 'default' | 'test' }) {
  return (
    <MantineProvider theme={theme} forceColorScheme="light" cssVariablesResolver={cssVariables} getStyleNonce={styleNonce} env={env}>
      <AnnouncerProvider>{children}</AnnouncerProvider>
    </MantineProvider>
  );
}
