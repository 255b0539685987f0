/** What the device says about its network: hints, not facts, so they only hurry or slow an attempt. */
export type NetworkEvent =
  | "online"
  | "offline"
  /** The page came back to the foreground; its socket may have died unnoticed meanwhile. */
  | "wake";

export interface Network {
  isOnline(): boolean;
  /** Listens from now on; returns what ends it. */
  listen(listener: (event: NetworkEvent) => void): () => void;
}

/** The browser's network; outside a browser it is always online and says nothing. */
export function browserNetwork(): Network {
  const scope = globalThis as unknown as Partial<Window>;
  return {
    isOnline: () => scope.navigator?.onLine !== false,
    listen: (listener) => {
      const online = () => listener("online");
      const offline = () => listener("offline");
      const wake = () => {
        if (scope.document?.visibilityState === "visible") {
          listener("wake");
        }
      };
      scope.addEventListener?.("online", online);
      scope.addEventListener?.("offline", offline);
      scope.document?.addEventListener("visibilitychange", wake);
      return () => {
        scope.removeEventListener?.("online", online);
        scope.removeEventListener?.("offline", offline);
        scope.document?.removeEventListener("visibilitychange", wake);
      };
    },
  };
}
