# The link that was printed at the start goes behind the name of this file. It works once.
curl -sS -c .nurturehub/cookies -o /dev/null -w '{"status": %{http_code}}' "$1"
