curl -sS -b .nurturehub/cookies -H 'X-NurtureHub-Page: example' \
  -H 'Content-Type: application/json' -H 'Accept: text/event-stream' -N \
  -d '{"query": "subscription { syncProgress(provider: STREET) { state read total created unchanged quarantined ratePerSecond } }"}' \
  http://localhost:8080/graphql
