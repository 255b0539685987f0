import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ChatClient } from "../sdk/index.js";
import type { OpenRooms } from "./openrooms.js";
import type { Session } from "./session.js";

/** What every part of the signed-in application needs. */
export interface Chat {
  readonly client: ChatClient;
  readonly rooms: OpenRooms;
  readonly session: Session;
  readonly rename: (name: string) => void;
  readonly signedOut: (notice: string) => void;
}

export const ChatContext = createContext<Chat | undefined>(undefined);

export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (chat === undefined) {
    throw new Error("There is no chat around this component");
  }
  return chat;
}
