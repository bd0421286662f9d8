# The id of a contact, as the request before this one shows it, goes behind the name of this file.
grpcurl -plaintext -H "authorization: Bearer $(cat .nurturehub/grpc-token)" \
  -d '{"agency": "demo", "request_id": "example-1", "contact_id": "'"$1"'", "details": {"surname": "Lovelace"}, "wait_until_delivered": true}' \
  localhost:9090 nurturehub.crm.v1.ContactService/PushContact
