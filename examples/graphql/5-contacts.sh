curl -sS -b .nurturehub/cookies -H 'X-NurtureHub-Page: example' \
  -H 'Content-Type: application/json' \
  -d '{"query": "{ contacts(first: 3, filter: {archived: EXCLUDED}) { totalCount edges { node { displayName details { emails phones } reachableOn links { provider externalId } } } pageInfo { endCursor hasNextPage } } }"}' \
  http://localhost:8080/graphql
