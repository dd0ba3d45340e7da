import { givenBy, type AskedOperation } from './asked-operations.js';
import { CookieClient } from './cookie-client.js';
import { documentIdOf } from './portal-operations.js';

export interface Account {
  readonly username: string;
  readonly password: string;
  /** Empty for an account without a second factor. */
  readonly oneTimeCode?: string;
}

/** What came back of one operation; `data` as the portal's document shapes it. */
export interface GraphqlAnswer<T> {
  readonly status: number;
  readonly data: T;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string; readonly correlationId?: string } }[];
}

type Variables = Readonly<Record<string, unknown>>;

/** Talks to a gateway as the portal does: its documents, its cookies, its origin. */
export class GatewayClient extends CookieClient {
  /**
   * @param baseUrl where the gateway listens; another instance of the same installation may listen elsewhere.
   * @param asked gets every operation that was answered, to be compared with the access log.
   */
  constructor(readonly baseUrl: string, publicUrl = baseUrl, private readonly asked: AskedOperation[] = []) {
    super(new URL(publicUrl).origin);
  }

  /** The same browser at another instance. */
  at(baseUrl: string): GatewayClient {
    const other = new GatewayClient(baseUrl, this.origin, this.asked);
    other.copyCookiesFrom(this);
    return other;
  }

  /** One of the portal's operations by its name. */
  async run<T>(operationName: string, variables: Variables = {}): Promise<T> {
    const { data, errors, status } = await this.post<T>({ documentId: documentIdOf(operationName), query: '', operationName, variables });
    if (errors) throw new Error(`${operationName} answered ${status}: ${JSON.stringify(errors)}`);
    return data;
  }

  /**
   * Opens a candidate as a clinician does who has a reason: states the first that is offered where nothing explains why they
   * are with this patient. @returns the key of the opened patient.
   */
  async openPatient(candidateKey: string): Promise<string> {
    const { openPatient: { patientKey, relationship } } = await this.run<{ openPatient: { patientKey: string; relationship: { state: string } } }>('OpenPatient', { candidateKey });
    if (relationship.state !== 'MISSING') return patientKey;
    const { findRelationship: { reasons } } = await this.run<{ findRelationship: { reasons?: readonly { code: string }[] } }>('FindRelationship', { patientKey });
    if (reasons?.[0]) await this.run('StateReason', { patientKey, reason: reasons[0].code });
    return patientKey;
  }

  /** Any body at all, for those who ask what nobody should. */
  async post<T>(body: unknown, headers: Record<string, string> = {}): Promise<GraphqlAnswer<T>> {
    const response = await this.fetch(`${this.baseUrl}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', origin: this.origin, ...headers }, body: JSON.stringify(body) });
    const text = await response.text();
    const answer = text.startsWith('{') ? (JSON.parse(text) as Omit<GraphqlAnswer<T>, 'status'>) : { data: undefined as T };
    this.asked.push(...givenBy(response.headers.get('x-request-id'), answer.data));
    return { ...answer, status: response.status };
  }

  /** One of the portal's subscriptions, event by event. Leaving the loop early closes the connection; at its end it is kept, as browsers do. */
  stream<T>(operationName: string, variables: Variables = {}, signal?: AbortSignal): AsyncGenerator<T> {
    return this.streamBody<T>({ documentId: documentIdOf(operationName), query: '', operationName, variables }, signal);
  }

  async *streamBody<T>(body: unknown, signal?: AbortSignal): AsyncGenerator<T> {
    const abort = new AbortController();
    const response = await this.fetch(`${this.baseUrl}/graphql/stream`, {
      method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream', origin: this.origin }, body: JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, abort.signal]) : abort.signal,
    });
    const requestId = response.headers.get('x-request-id');
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) throw new Error(`The stream was refused with ${response.status}: ${await response.text()}`);
    try {
      let text = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        const events = text.split('\n\n');
        text = events.pop()!;
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (!event.startsWith('event: next') || data === undefined) continue;
          const { data: value, errors } = JSON.parse(data) as GraphqlAnswer<T>;
          if (errors) throw new Error(`The stream failed: ${JSON.stringify(errors)}`);
          this.asked.push(...givenBy(requestId, value));
          yield value;
        }
      }
    } finally {
      abort.abort();
    }
  }

  /** The whole dance: login, the provider's pages, callback. @returns where the browser ended. */
  async signIn(account: Account, returnTo = '/find'): Promise<URL> {
    let { url, response } = await this.follow(`${this.baseUrl}/auth/login?returnTo=${encodeURIComponent(returnTo)}`);
    for (let pages = 0; pages < 6 && url.origin !== this.origin; pages++) {
      const form = filledForm(await response.text(), url, account);
      if (!form) return url;
      ({ url, response } = await this.follow(form.action, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(form.fields).toString() }));
    }
    await response.body?.cancel();
    if (url.pathname !== '/sign-in') await this.acceptAgreement();
    return url;
  }

  /** Accepts the user agreement where it stands before everything else, as the portal's first page does. */
  async acceptAgreement(): Promise<void> {
    const { me } = await this.run<{ me: { agreement: { isAccepted: boolean }; organizations: readonly object[] } | null }>('Me');
    if (!me || me.agreement.isAccepted || me.organizations.length === 0) return;
    const { userAgreement } = await this.run<{ userAgreement: { version: number } }>('UserAgreement', { language: 'EN' });
    await this.run('AcceptUserAgreement', { version: userAgreement.version, language: 'EN' });
  }

  /** As the portal signs out; where it would send the browser. */
  async signOut(): Promise<string> {
    const response = await this.fetch(`${this.baseUrl}/auth/logout`, { method: 'POST', headers: { origin: this.origin } });
    return ((await response.json()) as { readonly redirect: string }).redirect;
  }
}

/** What a person, or the page's own script, would send from this page of the provider. */
function filledForm(page: string, url: URL, account: Account): { readonly action: string; readonly fields: Record<string, string> } | undefined {
  if (page.includes('name="password"')) return { action: url.href, fields: { username: account.username, password: account.password } };
  if (page.includes('name="code"')) return { action: url.href, fields: { code: account.oneTimeCode ?? '' } };
  // Somebody else was signed in there: the provider ends their session first, with a form that sends itself.
  const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]): [string, string] => [name!, value!]);
  return action === undefined || hidden.length === 0 ? undefined : { action, fields: Object.fromEntries(hidden) };
}
