import { follow } from "./follow.js";

const [room, token] = location.hash.slice(1).split("&");
const list = document.getElementById("messages");

function show(text) {
  const item = document.createElement("li");
  item.textContent = text;
  list.append(item);
}

follow(
  `/api/v1/rooms/${room}/events?access_token=${token}`,
  (batch) => batch.changes.filter((change) => change.type === "message").forEach((change) => show(change.message.text)),
  () => list.replaceChildren(),
);
