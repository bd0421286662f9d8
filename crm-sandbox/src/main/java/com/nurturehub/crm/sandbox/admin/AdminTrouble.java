package com.nurturehub.crm.sandbox.admin;

import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.sandbox.fault.FaultJson;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;

/// Faults, limits and credentials of one CRM, over HTTP.
record AdminTrouble(Crm crm) {

  void addRoutes(Routes routes) {
    var at = "/" + crm.name();
    routes
        .on("GET", at + "/faults", "faults", _ -> faults())
        .on("POST", at + "/faults", "faults.set", this::setFault)
        .on("DELETE", at + "/faults", "faults.clear", _ -> liftAll())
        .on("DELETE", at + "/faults/{fault}", "faults.lift", this::lift)
        .on("GET", at + "/limits", "limits", _ -> limits())
        .on("PUT", at + "/limits", "limits.set", this::setLimits)
        .on("POST", at + "/quota/end", "quota.end", _ -> endQuota())
        .on("POST", at + "/tokens/revoke", "tokens.revoke", _ -> revoke())
        .on("POST", at + "/secret", "secret.rotate", this::rotate);
  }

  private Reply faults() {
    var list = Json.array();
    crm.faults().all().forEach(active -> list.add(FaultJson.write(active)));
    return Reply.json(200, list);
  }

  private Reply setFault(Call call) {
    var id = crm.faults().set(FaultJson.read(AdminBodies.of(call)));
    return Reply.json(201, Json.object().put("id", id));
  }

  private Reply liftAll() {
    crm.faults().liftAll();
    return Reply.empty(204);
  }

  private Reply lift(Call call) {
    return Reply.empty(crm.faults().lift(Integer.parseInt(call.at("fault"))) ? 204 : 404);
  }

  private Reply limits() {
    return Reply.json(200, crm.limits());
  }

  private Reply setLimits(Call call) {
    crm.setLimits(AdminBodies.of(call));
    return limits();
  }

  private Reply endQuota() {
    crm.endQuota();
    return Reply.empty(204);
  }

  private Reply revoke() {
    crm.revokeTokens();
    return Reply.empty(204);
  }

  private Reply rotate(Call call) {
    var next =
        Json.text(AdminBodies.of(call), "secret")
            .orElseThrow(() -> new IllegalArgumentException("the new secret is missing"));
    crm.rotateSecret(new Passphrase(next));
    return Reply.empty(204);
  }
}
