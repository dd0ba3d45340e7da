import { useApolloClient } from '@apollo/client/react';
import { KeepSessionAliveDocument, LockSessionDocument, MeDocument, type MeQuery } from '@longview/graphql-client';
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { idlePhase, type IdlePhase } from './idle-clock.js';
import { followSessionEvents } from './session-events.js';
import type { SessionLossSignal } from './session-loss.js';
import { WindowChannel, type SessionNews } from './window-channel.js';

export type SignedInUser = NonNullable<MeQuery['me']>;

/**
 * `unreachable`: the gateway did not answer, so nobody knows. `locked`: the same user may return to the same place.
 * `stopped`: signed in, and no organization lets them act. `agreeing`: the user agreement comes before anything else.
 */
export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signed-out'; readonly why?: 'ended' | 'signed-out' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'stopped'; readonly user: SignedInUser }
  | { readonly kind: 'agreeing'; readonly user: SignedInUser }
  | { readonly kind: 'choosing'; readonly user: SignedInUser }
  | { readonly kind: 'active'; readonly user: SignedInUser; readonly organization: NonNullable<SignedInUser['actingFor']> };

export interface SessionControl {
  readonly state: SessionState;
  readonly idle: IdlePhase;
  /** Asks the gateway again who is signed in. */
  readonly refresh: () => Promise<void>;
  readonly stay: () => void;
  readonly lock: () => void;
  readonly signOut: () => Promise<void>;
  /** Counts as a sign of life; for activity that this page cannot see, as inside the viewer. */
  readonly noteActivity: () => void;
}

const SessionContext = createContext<SessionControl | undefined>(undefined);
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
const TELL_EVERY_MS = 5_000;
const KEEP_ALIVE_EVERY_MS = 60_000;

/**
 * Knows who is signed in, and takes everything away when nobody is any more: below it, pages show patient data only while
 * the state is `active`. A lock or an end in any window, or at the gateway, reaches this one.
 */
export function SessionProvider({ loss, children }: { readonly loss: SessionLossSignal; readonly children: ReactNode }) {
  const client = useApolloClient();
  const [state, setState] = useState<SessionState>({ kind: 'loading' });
  const [channel] = useState(() => new WindowChannel());

  const leave = useCallback((next: SessionState) => {
    setState((now) => (now.kind === 'loading' || now.kind === 'signed-out' || now.kind === next.kind ? now : next));
    void client.clearStore();
  }, [client]);

  const hear = useCallback((news: SessionNews) => {
    if (news.kind === 'locked') leave({ kind: 'locked' });
    if (news.kind === 'ended') leave({ kind: 'signed-out', why: 'ended' });
  }, [leave]);

  const refresh = useCallback(async () => {
    try {
      const { data } = await client.query({ query: MeDocument, fetchPolicy: 'network-only' });
      setState(stateOf(data?.me ?? null));
    } catch {
      setState({ kind: 'unreachable' });
    }
  }, [client]);

  useEffect(() => { void refresh(); }, [refresh]);
  useEffect(() => loss.listen((kind) => {
    if (kind === 'unsettled') return void refresh();
    hear({ kind });
    channel.tell({ kind });
  }), [loss, hear, channel, refresh]);
  useEffect(() => channel.listen(hear), [channel, hear]);

  const isOpen = 'user' in state;
  useEffect(() => (isOpen ? followSessionEvents(client, (news) => { hear(news); channel.tell(news); }) : undefined), [isOpen, client, hear, channel]);

  const lock = useCallback(() => {
    leave({ kind: 'locked' });
    channel.tell({ kind: 'locked' });
    // The page is empty already; should the gateway not hear it, its own idle clock locks too.
    client.mutate({ mutation: LockSessionDocument }).catch(() => undefined);
  }, [client, channel, leave]);

  const signOut = useCallback(async () => {
    channel.tell({ kind: 'ended' });
    setState({ kind: 'signed-out', why: 'signed-out' });
    await client.clearStore();
    const response = await fetch('/auth/logout', { method: 'POST', credentials: 'same-origin' });
    const { redirect }: { redirect?: string } = response.ok ? await response.json() : {};
    window.location.assign(redirect ?? '/sign-in');
  }, [client, channel]);

  const { idle, stay, noteActivity } = useIdle(state.kind === 'active' ? state.user.session : undefined, channel, lock, () => client.mutate({ mutation: KeepSessionAliveDocument }).catch(() => undefined));
  const control = useMemo(() => ({ state, idle, refresh, stay, lock, signOut, noteActivity }), [state, idle, refresh, stay, lock, signOut, noteActivity]);
  return <SessionContext value={control}>{children}</SessionContext>;
}

export function useSession(): SessionControl {
  const control = use(SessionContext);
  if (!control) throw new Error('useSession needs a SessionProvider above it');
  return control;
}

function stateOf(me: SignedInUser | null): SessionState {
  if (!me) return { kind: 'signed-out' };
  if (me.session.isLocked) return { kind: 'locked' };
  if (me.organizations.length === 0) return { kind: 'stopped', user: me };
  if (!me.agreement.isAccepted) return { kind: 'agreeing', user: me };
  return me.actingFor ? { kind: 'active', user: me, organization: me.actingFor } : { kind: 'choosing', user: me };
}

/** Watches this window's signs of life and hears of the others'. In the warning only an explicit answer counts. */
function useIdle(session: SignedInUser['session'] | undefined, channel: WindowChannel, lock: () => void, keepAlive: () => unknown) {
  const [idle, setIdle] = useState<IdlePhase>({ kind: 'active' });
  const lastActivity = useRef(Date.now());
  const lastTold = useRef(0);
  const lastKept = useRef(Date.now());
  const keep = useRef(keepAlive);
  keep.current = keepAlive;

  const note = useCallback((isExplicit: boolean) => {
    const nowMs = Date.now();
    lastActivity.current = nowMs;
    if (isExplicit || nowMs - lastTold.current > TELL_EVERY_MS) {
      lastTold.current = nowMs;
      channel.tell({ kind: 'activity', atMs: nowMs });
    }
    if (isExplicit || nowMs - lastKept.current > KEEP_ALIVE_EVERY_MS) {
      lastKept.current = nowMs;
      keep.current();
    }
    setIdle((phase) => (phase.kind === 'active' ? phase : { kind: 'active' }));
  }, [channel]);
  const stay = useCallback(() => note(true), [note]);
  const isWarning = idle.kind !== 'active';
  const noteActivity = useCallback(() => { if (!isWarning) note(false); }, [isWarning, note]);

  useEffect(() => {
    if (!session) return undefined;
    lastActivity.current = Date.now();
    const settings = { timeoutMs: session.idleTimeoutMs, warningMs: session.idleWarningMs };
    const tick = setInterval(() => {
      const phase = idlePhase(Date.now(), lastActivity.current, settings);
      setIdle((now) => (phase.kind === 'active' && now.kind === 'active' ? now : phase));
      if (phase.kind === 'idle') lock();
    }, 1_000);
    const stopListening = channel.listen((news) => {
      if (news.kind !== 'activity') return;
      lastActivity.current = Math.max(lastActivity.current, news.atMs);
    });
    return () => { clearInterval(tick); stopListening(); setIdle({ kind: 'active' }); };
  }, [session, channel, lock]);

  useEffect(() => {
    if (!session) return undefined;
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, noteActivity, { capture: true, passive: true });
    return () => { for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, noteActivity, { capture: true }); };
  }, [session, noteActivity]);

  return { idle, stay, noteActivity };
}
