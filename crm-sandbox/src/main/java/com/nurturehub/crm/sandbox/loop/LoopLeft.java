package com.nurturehub.crm.sandbox.loop;

import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.loop.LoopErrors.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// What callers leave: notes on people, and enquiries. A tester reads it here.
final class LoopLeft {

  private static final Set<String> KINDS = Set.of("General", "Viewing", "Valuation");

  private final List<ObjectNode> left = new ArrayList<>();

  Reply note(Call call, LoopTeam team) {
    var person = team.index().find(call.at("id")).orElseThrow(() -> LoopErrors.refusal(404));
    var note = body(call);
    if (Json.text(note, "text").filter(text -> !text.isBlank()).isEmpty()) {
      throw LoopErrors.invalid(List.of(new Flaw("text", "The text field is required.")));
    }
    return Reply.json(201, keep("note", team, person.id(), note));
  }

  Reply enquiry(Call call, LoopTeam team) {
    var enquiry = body(call);
    if (!KINDS.contains(Json.text(enquiry, "type").orElse(""))) {
      throw LoopErrors.invalid(List.of(new Flaw("type", "There is no such type.")));
    }
    keep("enquiry", team, "", enquiry);
    return Reply.empty(202);
  }

  synchronized List<ObjectNode> all() {
    return List.copyOf(left);
  }

  synchronized void clear() {
    left.clear();
  }

  private synchronized ObjectNode keep(
      String kind, LoopTeam team, String person, ObjectNode content) {
    var kept =
        Json.object()
            .put("id", new UUID(left.size(), team.dice().bits(1)).toString())
            .put("kind", kind)
            .put("team", team.name())
            .put("person", person);
    kept.set("content", content);
    left.add(kept);
    return kept;
  }

  private static ObjectNode body(Call call) {
    return Json.objectIn(call.body()).orElseThrow(() -> LoopErrors.refusal(400));
  }
}
