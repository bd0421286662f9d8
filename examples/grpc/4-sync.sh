grpcurl -plaintext -H "authorization: Bearer $(cat .nurturehub/grpc-token)" \
  -d '{"agency": "demo", "provider": "CRM_PROVIDER_REAPIT"}' \
  localhost:9090 nurturehub.crm.v1.ConnectorService/Sync
