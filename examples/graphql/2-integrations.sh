curl -sS -b .nurturehub/cookies -H 'X-NurtureHub-Page: example' \
  -H 'Content-Type: application/json' \
  -d '{"query": "{ integrations { provider status health lastSyncedAt } }"}' \
  http://localhost:8080/graphql
