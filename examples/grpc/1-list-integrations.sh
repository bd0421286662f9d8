grpcurl -plaintext -H "authorization: Bearer $(cat .nurturehub/grpc-token)" \
  -d '{"agency": "demo"}' \
  localhost:9090 nurturehub.crm.v1.ConnectorService/ListIntegrations
