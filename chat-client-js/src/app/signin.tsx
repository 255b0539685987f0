import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ChatClient, LIMITS } from "../sdk/index.js";
import { NameForm } from "./nameform.js";
import { baseUrl, sessionLasting, type Session } from "./session.js";
import { Icon } from "./icons.js";
import { strings } from "./strings.js";

interface SignInProps {
  /** Why somebody who was signed in is here. */
  readonly notice: string | undefined;
  readonly onSignedIn: (session: Session) => void;
}

export function SignIn({ notice, onSignedIn }: SignInProps): JSX.Element {
  // Before a name is taken, so that nobody takes one without knowing how long it lasts.
  const [lasting] = useState(sessionLasting);
  useEffect(() => {
    document.title = strings.appName;
  }, []);
  return (
    <main class="sign-in">
      <div class="sign-in-card">
        <div class="sign-in-mark">
          <Icon name="bubble" />
        </div>
        {notice !== undefined && (
          <p class="notice" role="status">
            {notice}
          </p>
        )}
        <h1>{strings.signIn.title}</h1>
        <p class="lead">{lasting === "browser" ? strings.signIn.lead : strings.signIn.leadForNow}</p>
        {lasting !== "browser" && <p dir="auto" class="muted">{strings.storage[lasting]}</p>}
        <NameForm
          label={strings.signIn.label}
          submit={strings.signIn.submit}
          limit={LIMITS.userName}
          autocomplete="nickname"
          onSubmit={async (name) => {
            const { user, token } = await ChatClient.signUp(baseUrl, name);
            onSignedIn({ token, id: user.id, name: user.name });
          }}
        />
      </div>
    </main>
  );
}
