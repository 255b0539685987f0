import type { JSX } from "preact";
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { ChatClient, type ConnectionState } from "../sdk/index.js";
import { ChatContext } from "./chatcontext.js";
import { ChatScreen } from "./chatscreen.js";
import { OpenRooms } from "./openrooms.js";
import { baseUrl, clearSession, loadSession, onSessionElsewhere, saveSession, type Session } from "./session.js";
import { SignIn } from "./signin.js";
import { strings } from "./strings.js";

export function App(): JSX.Element {
  const [session, setSession] = useState(loadSession);
  const [notice, setNotice] = useState<string>();

  useEffect(() => onSessionElsewhere(() => setSession(loadSession())), []);

  const signedIn = useCallback((next: Session) => {
    saveSession(next);
    setNotice(undefined);
    setSession(next);
  }, []);

  const signedOut = useCallback((from: Session, why: string) => {
    clearSession(from);
    setNotice(why);
    setSession(loadSession());
  }, []);

  return session === undefined ? (
    <SignIn notice={notice} onSignedIn={signedIn} />
  ) : (
    <SignedIn key={session.token} session={session} onRenamed={signedIn} onSignedOut={signedOut} />
  );
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
      <ChatScreen />
    </ChatContext.Provider>
  );
}
