curl -sS -b .nurturehub/cookies -H 'X-NurtureHub-Page: example' \
  -H 'Content-Type: application/json' \
  -d '{"query": "mutation ($token: Secret!) { connect(input: {provider: STREET, credentials: [{name: \"token\", value: $token}]}) { __typename ... on Connected { integration { status account } } ... on Problem { message } } }", "variables": {"token": "street-hillside"}}' \
  http://localhost:8080/graphql
