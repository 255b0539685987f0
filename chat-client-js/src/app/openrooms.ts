import type { ChatClient, RoomView } from "../sdk/index.js";

const KEPT = 20;

/** The rooms that were looked at last, kept open so that going back is instant. */
export class OpenRooms {
  readonly #client: ChatClient;
  #views: readonly RoomView[] = [];

  constructor(client: ChatClient) {
    this.#client = client;
  }

  open(room: string): RoomView {
    const view = this.#client.open(room);
    const others = this.#views.filter((each) => each !== view && !each.closed);
    others.slice(KEPT).forEach((each) => each.close());
    this.#views = [view, ...others.slice(0, KEPT)];
    return view;
  }
}
