package com.nurturehub.crm.sandbox.admin;

import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// What a tester sends along.
final class AdminBodies {

  private AdminBodies() {}

  /// No body is the same as an empty object.
  static ObjectNode of(Call call) {
    if (call.body().isEmpty()) {
      return Json.object();
    }
    return Json.objectIn(call.body())
        .orElseThrow(() -> new IllegalArgumentException("the body is not a JSON object"));
  }
}
