import type { ChatClient, RoomView } from "../sdk/index.js";

const KEPT = 20;

/** The rooms that were looked at last, kept open so that going back is instant and unsent messages still leave. */
export class OpenRooms {
  readonly #client: ChatClient;
  #views: readonly RoomView[] = [];

  constructor(client: ChatClient) {
    this.#client = client;
  }

  open(room: string): RoomView {
    const view = this.#client.open(room);
    const others = this.#views.filter((each) => each !== view && !each.closed);
    const dropped = others.filter((each, index) => index >= KEPT && each.state.outgoing.length === 0);
    dropped.forEach((each) => each.close());
    this.#views = [view, ...others.filter((each) => !dropped.includes(each))];
    return view;
  }
}
