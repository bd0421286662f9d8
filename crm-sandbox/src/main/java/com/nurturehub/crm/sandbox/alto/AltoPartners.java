package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// How far an agency lets our integration in, and what it has set up.
final class AltoPartners {

  private static final Set<String> STATUSES = Set.of("Pending", "Active");

  private final String integrationId;

  AltoPartners(String integrationId) {
    this.integrationId = integrationId;
  }

  Reply integration(Call call, AltoAgency agency) {
    if (!agency.isPluggedIn()) {
      return Reply.empty(404);
    }
    var state =
        Json.object()
            .put("integrationId", integrationId)
            .put("integrationName", "NurtureHub")
            .put("agencyName", agency.name())
            .put("requestedBy", "J Agent");
    var typed = state.putObject("agencyIntegrationData");
    if (!agency.typedAtActivation().isEmpty()) {
      typed.put("activationKey", agency.typedAtActivation());
    }
    var branches = state.putArray("branches");
    for (var id : activated(agency)) {
      var branch =
          branches
              .addObject()
              .put("branchRef", agency.ref() + "-" + id)
              .put("branchId", Integer.parseInt(id))
              .put("branchName", AltoOffice.nameOf(id));
      branch
          .putObject("branchAddress")
          .putNull("subDwelling")
          .put("nameNumber", "1")
          .put("street", AltoOffice.nameOf(id))
          .putNull("locality")
          .put("town", "Oxford")
          .putNull("county")
          .put("postCode", "OX1 1AA");
      branch.put("overridesAgencyIntegrationData", false).putObject("integrationData");
    }
    return Reply.json(200, state);
  }

  Reply status(Call call, AltoAgency agency) {
    var given = Bodies.object(call, "application/json");
    var status = Json.text(given, "partnerIntegrationStatus").orElse("");
    if (!STATUSES.contains(status)) {
      return Reply.empty(400);
    }
    if (!agency.isPluggedIn()) {
      return Reply.empty(404);
    }
    agency.setIntegrationStatus(status);
    var branches = activated(agency);
    var applied =
        Json.object()
            .put("partnerIntegrationStatus", status)
            .put(
                "partnerIntegrationStatusDescription",
                Json.text(given, "partnerIntegrationStatusDescription").orElse(null))
            .put("partnerIntegrationStatusUpdatedOn", AltoStamps.of(call.at().toEpochMilli()))
            .put("updatedRecordCount", branches.size());
    var ids = applied.putArray("updatedBranchIds");
    branches.forEach(id -> ids.add(Integer.parseInt(id)));
    return Reply.json(200, applied);
  }

  Reply branches(Call call, AltoAgency agency) {
    var activeOnly = call.query().find("activeOnly").filter("true"::equals).isPresent();
    var branches =
        AltoOffice.branchIds().stream()
            .filter(id -> !activeOnly || agency.hasActivated(id))
            .map(id -> agency.office().branch(id, agency.hasActivated(id)))
            .toList();
    return page(branches);
  }

  Reply branch(Call call, AltoAgency agency) {
    var id = call.at("branch");
    if (!AltoOffice.hasBranch(id)) {
      return Reply.empty(404);
    }
    return agency.hasActivated(id)
        ? Reply.json(200, agency.office().branch(id, true))
        : Reply.empty(401);
  }

  Reply negotiators(Call call, AltoAgency agency) {
    return page(agency.office().negotiators());
  }

  Reply negotiator(Call call, AltoAgency agency) {
    return agency
        .office()
        .negotiator(call.at("negotiator"))
        .map(found -> Reply.json(200, found))
        .orElseGet(() -> Reply.empty(404));
  }

  private static List<String> activated(AltoAgency agency) {
    return AltoOffice.branchIds().stream().filter(agency::hasActivated).toList();
  }

  private static Reply page(List<ObjectNode> items) {
    var body = Json.object();
    body.putObject("meta").putNull("nextToken").putNull("previousToken");
    items.forEach(body.putArray("items")::add);
    return Reply.json(200, body);
  }
}
