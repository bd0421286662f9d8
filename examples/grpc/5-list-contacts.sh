grpcurl -plaintext -H "authorization: Bearer $(cat .nurturehub/grpc-token)" \
  -d '{"agency": "demo", "page_size": 3, "archived": "ARCHIVED_FILTER_EXCLUDED"}' \
  localhost:9090 nurturehub.crm.v1.ContactService/ListContacts
