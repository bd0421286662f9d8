/// The sandbox from a tester's side, as JSON over HTTP under `/admin`.
///
/// | call | does |
/// | --- | --- |
/// | `GET /admin` | the CRMs, their customers and addresses, the clock |
/// | `GET`, `PUT /admin/clock` | `{"offsetMillis": n}` sets, `{"advanceMillis": n}` moves |
/// | `GET /admin/{crm}/customers` | codes, and whether connected |
/// | `POST /admin/{crm}/customers/{customer}/connect`, `/disconnect` | lets our application in or out |
/// | `POST /admin/{crm}/customers/{customer}/contacts` | an agent creates a contact; answers its id |
/// | `GET`, `PATCH`, `DELETE …/contacts/{id}` | looks at, edits, deletes one |
/// | `POST …/contacts/{id}/archive`, `/unarchive`, `/erase`, `/touch`, `/poison`, `/heal` | |
/// | `POST …/contacts/{id}/deform` | `{"as": "lone_surrogate"}` |
/// | `POST …/contacts-in-bulk` | `{"percent": 1.5, "changes": {…}, "announced": false}` |
/// | `GET`, `POST`, `DELETE /admin/{crm}/faults`, `DELETE …/faults/{id}` | see below |
/// | `GET`, `PUT /admin/{crm}/limits` | by name; null lifts |
/// | `POST /admin/{crm}/quota/end` | uses up the day's quota |
/// | `POST /admin/{crm}/tokens/revoke` | refuses all tokens |
/// | `POST /admin/{crm}/secret` | `{"secret": "…"}` replaces the application's secret |
/// | `GET /admin/{crm}/requests` | what was told; filters `operation`, `customer`, `method`, `path`, `status`, `since`, `writes`, `limit` |
/// | `GET /admin/{crm}/counters` | totals, peaks, creations by reference, opt-outs |
/// | `DELETE /admin/{crm}/requests` | starts the record afresh |
///
/// A fault is `{"kind": …, "operation": "contacts.list", "customer": "RES", "rate": 0.3, "times":
/// 5}` plus what its kind needs: `refuse` (`status`, a number or a list, and `retryAfterSeconds`),
/// `delay` (`millis`), `timeOutBefore` and `timeOutAfter` (`holdMillis`), `cutBefore`, `cutAfter`,
/// `truncate`, `garble`, `wrongType`, `redirect` (`to`), `gzipBomb` (`bytes`), `slowBody` (`bytes`,
/// `millis`), `page` (`twist`: `cut_short`, `duplicate`, `endless`, `nameless`, `huge_field`).
///
/// At Reapit there are also `GET`, `PUT /admin/reapit/options`, `GET`, `POST`, `DELETE
/// /admin/reapit/webhooks` (the portal's own), `POST …/webhooks/ping`, `GET`, `PUT
/// …/webhooks/mischief` and `GET …/webhooks/attempts`.
///
/// At Alto, where a customer is an AgencyRef, there are the same for `options` and `webhooks`
/// (`url`, `types`, `proof`, `secret`; no ping), `GET /admin/alto/customers/{customer}`, `PUT
/// …/activation` (`typed`), `GET …/contacts/{id}/file-notes`, and `POST
/// …/branches/{branch}/activate`, `/deactivate`.
///
/// At Street, where a customer is a network, there are also `GET`, `PUT /admin/street/options`,
/// `GET`, `POST`, `DELETE /admin/street/webhooks` (`{"customer", "url"}` and, if wanted, `secret`,
/// `prefix`, `events`, `headers`), `POST …/webhooks/tell` (`{"customer", "event", "person"}`),
/// `GET`, `PUT …/webhooks/mischief`, `GET …/webhooks/attempts`, and `GET`, `DELETE
/// /admin/street/keepsakes`: activity, notes and tasks that were left with people. At Loop, where a
/// customer is a team, there are the same but `tell`.
@NullMarked
package com.nurturehub.crm.sandbox.admin;

import org.jspecify.annotations.NullMarked;
