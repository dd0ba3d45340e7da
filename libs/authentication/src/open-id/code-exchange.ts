import { fetchJson, type IdentityProvider } from './identity-providers.js';
import { LogInRefused } from './verified-identity.js';

export interface ProviderTokens {
  readonly idToken: string;
  readonly accessToken?: string;
}

/**
 * Exchanges the code for tokens (OpenID Connect Core 1.0 §3.1.3, RFC 7636 §4.5). passport-openidconnect's own call has
 * no time limit and no PKCE.
 * @throws {LogInRefused}
 */
export async function exchangeCode(provider: IdentityProvider, code: string, codeVerifier: string, redirectUri: string): Promise<ProviderTokens> {
  const { metadata, settings } = provider;
  const form = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier });
  const secret = await settings.readClientSecret();
  // Discovery §3: without a list the provider supports client_secret_basic only.
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  let authorization: string | undefined;
  if (methods.includes('client_secret_post')) {
    form.set('client_id', settings.clientId);
    form.set('client_secret', secret);
  } else {
    // RFC 6749 §2.3.1: both halves are form-encoded before they are joined.
    authorization = `Basic ${Buffer.from(`${encodeURIComponent(settings.clientId)}:${encodeURIComponent(secret)}`).toString('base64')}`;
  }
  const answer = await fetchJson(metadata.token_endpoint, { form, ...(authorization && { authorization }) });
  const { id_token: idToken, access_token: accessToken } = answer;
  if (typeof idToken !== 'string') throw new LogInRefused('rejected', 'The provider sent no ID token.');
  return { idToken, ...(typeof accessToken === 'string' && { accessToken }) };
}
