import '@longview/web-design-system/styles.css';
import './words.js';
import { ApolloProvider } from '@apollo/client/react';
import { createClient } from '@longview/graphql-client';
import { DesignProvider } from '@longview/web-design-system';
import { SessionLossSignal, SessionProvider } from '@longview/web-session';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { Portal } from './portal.js';
import { WhenBroken } from './when-broken.js';

const loss = new SessionLossSignal();
const client = createClient({ onSessionLost: loss.raise });

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <DesignProvider>
      <WhenBroken>
        <ApolloProvider client={client}>
          <BrowserRouter>
            <SessionProvider loss={loss}>
              <Portal />
            </SessionProvider>
          </BrowserRouter>
        </ApolloProvider>
      </WhenBroken>
    </DesignProvider>
  </StrictMode>,
);
