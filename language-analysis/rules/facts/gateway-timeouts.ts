// How long a front door waits for the function behind it; the caller gets an error then, while the function goes on and is paid for.
// Sources: API Gateway Developer Guide, "Amazon API Gateway quotas" (integration timeouts: REST 29 s unless raised on request, HTTP API
// 30 s, WebSocket 29 s); AppSync quotas (30 s). Read on 2026-02-11. To refresh: compare with these two pages.

export const GATEWAY_TIMEOUT_SECONDS: Readonly<Record<string, number>> = {
  rest: 29,
  http: 30,
  websocket: 29,
  graphql: 30,
};
