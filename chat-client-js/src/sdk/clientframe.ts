/** A command to the server over the WebSocket; the connection adds the `id`. */
export type ClientFrame =
  | { readonly type: "subscribe"; readonly room: string; readonly after: number; readonly epoch: string }
  | { readonly type: "unsubscribe"; readonly room: string }
  | { readonly type: "send"; readonly room: string; readonly clientId: string; readonly text: string }
  | { readonly type: "edit"; readonly room: string; readonly position: number; readonly text: string }
  | { readonly type: "delete"; readonly room: string; readonly position: number }
  | { readonly type: "ping" };
