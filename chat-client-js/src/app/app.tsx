import type { JSX } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ChatClient, type ConnectionState } from "../sdk/index.js";
import { Boundary } from "./boundary.js";
import { BrokenPage } from "./broken.js";
import { ChatContext } from "./chatcontext.js";
import { ChatScreen } from "./chatscreen.js";
import { dropDrafts, saveDraft } from "./drafts.js";
import { OpenRooms } from "./openrooms.js";
import { baseUrl, clearSession, loadSession, onSessionElsewhere, saveSession, type Session } from "./session.js";
import { SignIn } from "./signin.js";
import { strings } from "./strings.js";

export function App(): JSX.Element {
  const [session, setSession] = useState(loadSession);
  const [notice, setNotice] = useState<string>();

  const signedIn = useCallback((next: Session) => {
    saveSession(next);
    setNotice(undefined);
    setSession(next);
  }, []);

  // Another tab may have begun another session since this name was asked for.
  const renamed = useCallback(
    (next: Session) => {
      if (loadSession()?.token === next.token) {
        signedIn(next);
      }
    },
    [signedIn],
  );

  const signedOut = useCallback((from: Session, why: string) => {
    clearSession(from);
    setNotice(why);
    setSession(loadSession());
  }, []);

  useEffect(() => onSessionElsewhere(() => setSession(loadSession())), []);
  useForgetting(session);

  return session === undefined ? (
    <SignIn notice={notice} onSignedIn={signedIn} />
  ) : (
    <SignedIn key={session.token} session={session} onRenamed={renamed} onSignedOut={signedOut} />
  );
}

/** Deletes everything of a session that is over: without a password it cannot be opened again. */
function useForgetting(session: Session | undefined): void {
  const before = useRef(session);
  useEffect(() => {
    const over = before.current;
    before.current = session;
    if (over !== undefined && over.token !== session?.token) {
      dropDrafts(over.id);
      void ChatClient.forget(baseUrl, over.id);
    }
  }, [session]);
}

interface SignedInProps {
  readonly session: Session;
  readonly onRenamed: (session: Session) => void;
  readonly onSignedOut: (session: Session, why: string) => void;
}

function SignedIn({ session, onRenamed, onSignedOut }: SignedInProps): JSX.Element {
  const { token, id } = session;
  const client = useMemo(() => new ChatClient({ baseUrl, token, userId: id }), [token]);
  const rooms = useMemo(() => new OpenRooms(client), [client]);

  useEffect(() => () => client.close(), [client]);
  useEffect(() => {
    const { directory } = client;
    const stops = [
      directory.on("deleted", (room) => saveDraft(id, room, "")),
      directory.on("read", () => dropDrafts(id, (room) => directory.get(room) !== undefined)),
    ];
    return () => stops.forEach((stop) => stop());
  }, [client, id]);
  useEffect(() => {
    const follow = (state: ConnectionState) => {
      if (state.name === "closed" && state.reason === "unauthenticated") {
        onSignedOut(session, strings.signIn.expired);
      } else if (state.name === "open" && state.user.name !== session.name) {
        // Renamed in another browser, or another tab.
        onRenamed({ ...session, name: state.user.name });
      }
    };
    const { connection } = client;
    if (connection.state.name === "closed") {
      follow(connection.state);
    }
    return connection.on("state", follow);
  }, [client, session]);

  const chat = useMemo(
    () => ({
      client,
      rooms,
      session,
      rename: (name: string) => onRenamed({ ...session, name }),
      signedOut: (why: string) => onSignedOut(session, why),
    }),
    [client, rooms, session],
  );
  return (
    <ChatContext.Provider value={chat}>
      <Boundary fallback={(error, again) => <BrokenPage error={error} onAgain={again} />}>
        <ChatScreen />
      </Boundary>
    </ChatContext.Provider>
  );
}
